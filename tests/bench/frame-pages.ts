import type * as script from './in-browser/frames.ts';
import { createReport } from './report-page.ts';

/** What a page does in each of its frames (in-browser/frames.ts). */
export type FrameScenario = keyof Pick<typeof script, 'mutate' | 'scrollThrough' | 'updateTable'>;

const createEmpty = (title: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><body></body></html>`;

/** The page in which a scenario runs. */
export function createFramePage(scenario: FrameScenario): string {
  switch (scenario) {
    case 'mutate':
      return createEmpty('Live');
    case 'updateTable':
      return createEmpty('Table');
    case 'scrollThrough':
      // Some 5,000 candidates.
      return createReport({ characters: 330_000, seed: 4, indicatorShare: 0.37 }).html;
  }
}
