import type { Probe } from '../support/probe.ts';

/**
 * A page of a framework that updates its list after it was highlighted. A highlighter that puts elements among a
 * framework's own makes React throw and unmount, and Vue show text twice.
 */
export function createFrameworkProbe(name: string, script: string): Probe {
  return {
    number: 19,
    name: `${name} updates after highlighting`,
    browsers: ['chromium', 'firefox'],
    likeWithout: true,
    // Rows come and go: at the end the harness only looks at what the page showed.
    mayLosePaint: true,
    files: { '/app.js': script },
    markup: () => '<div id="app"></div><script src="/app.js"></script>',
    page: ({ indicators }) => {
      const errors: string[] = [];
      const page = window as unknown as { appIndicators: unknown; updateList(): Promise<readonly string[]> };
      page.appIndicators = indicators;
      addEventListener('error', (event) => errors.push(event.message));
      addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));
      return async () => ({ shown: await page.updateList(), errors });
    },
    findFaults: ({ errors }: { errors: string[] }) =>
      errors.map((error) => `the page's framework throws: ${error}`),
  };
}
