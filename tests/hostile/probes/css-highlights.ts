import type { Probe } from '../support/probe.ts';

/** `CSS.highlights` is shared between a page's script and every extension: whoever paints with it tells what. */
export const cssHighlights: Probe = {
  number: 3,
  name: 'CSS.highlights',
  browsers: ['chromium', 'firefox'],
  likeWithout: true,
  page: () => () => [...CSS.highlights].map(([name, ranges]) => [name, [...ranges].map(String)]),
  findFaults: (highlights: unknown[]) => highlights.map((each) => `CSS.highlights holds ${String(each)}`),
};
