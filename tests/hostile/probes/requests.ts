import type { Probe } from '../support/probe.ts';

/**
 * Whatever text the overlay shows, no resource of the page's may serve it: the page declares fonts under every name a
 * style sheet of ours could use, for every range of letters, and waits for one to be asked for.
 */
export const requests: Probe = {
  number: 18,
  name: 'requests by the page load, fonts included',
  browsers: ['chromium', 'firefox'],
  likeWithout: true,
  markup: (indicators) => {
    const names =
      `system-ui|ui-sans-serif|ui-monospace|sans-serif|serif|monospace|Arial|Helvetica|Segoe UI|Roboto|
      DejaVu Sans|Noto Sans|Inter|Liberation Sans|-apple-system|BlinkMacSystemFont|Times New Roman|Times`.split(
        '|',
      );
    const faces = names.flatMap((name, n) => [
      `@font-face{font-family:"${name.trim()}";src:url(/quoted-${n}.woff2)}`,
      `@font-face{font-family:${name.trim()};src:url(/plain-${n}.woff2)}`,
    ]);
    const items = indicators.map(
      (text, n) =>
        `<div id="ioc-${n}" style="left:${(n % 2) * 640 + 12}px;top:${Math.floor(n / 2) * 34 + 8}px">${text}</div>`,
    );
    // The page's own text is drawn in a face that is there, so that only foreign text can ask for one.
    return `<style>${faces.join('\n')} body, body * { font-family: "Own" !important }
      @font-face{font-family:Own;src:local("DejaVu Sans Mono"),local("Courier New"),local("Liberation Mono")}</style>
      ${items.join('\n')}`;
  },
  page: () => () => ({
    resources: performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      // Browsers ask for it by themselves, whenever they like.
      .filter((name) => !name.endsWith('/favicon.ico'))
      .sort(),
    fonts: [...document.fonts].map(({ family, status }) => `${family} ${status}`).sort(),
  }),
  act: async (hand) => {
    await hand.moveTo(0);
    await hand.rest(700);
  },
};
