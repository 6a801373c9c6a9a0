import type { Probe } from '../support/probe.ts';

/**
 * A property that a page registers holds for its whole document, closed roots included. Where a value does not fit the
 * page's syntax the page's own initial value stands in for it: a picture, which the browser would then ask the page for.
 */
export const customProperties: Probe = {
  number: 23,
  name: 'custom properties registered by the page, with a picture as their value',
  browsers: ['chromium', 'firefox'],
  likeWithout: true,
  page: () => {
    // Values that fit must stay as they are: one that does not would void the whole declaration it stands in.
    const names = {
      '<image>': 'tint background bg fill ground mark highlight line underline',
      '<color>': 'ink edge color colour border stroke accent shadow text label',
      '<length>': 'thick size x y width height left top',
    };
    for (const [syntax, list] of Object.entries(names)) {
      for (const name of list.split(' ')) {
        const values: Record<string, string> = {
          '<image>': `url("${location.origin}/picture-${name}")`,
          '<color>': 'red',
          '<length>': '3px',
        };
        const initialValue = values[syntax] ?? '';
        CSS.registerProperty({ name: `--${name}`, syntax, inherits: name.length % 2 === 0, initialValue });
      }
    }
    return () =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => !name.endsWith('/favicon.ico'))
        .toSorted();
  },
  act: async (hand) => {
    await hand.moveTo(0);
    await hand.rest(500);
  },
  findFaults: (asked: string[]) => asked.map((url) => `a picture of the page's was asked for: ${url}`),
};
