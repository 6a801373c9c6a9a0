import { formatNumber } from '../format.ts';
import type * as script from '../in-browser/paint.ts';
import { interleave } from '../interleave.ts';
import { createReport } from '../report-page.ts';
import { readBusyMs } from '../rig/read-busy-ms.ts';
import type { BenchRow } from '../row.ts';
import { findMedian } from '../statistics.ts';

export const paintVsSpans1000: BenchRow = {
  id: 'paint-vs-spans-1000',
  what: 'painting a page of 5,000 candidates of which 1,000 match, against wrapping those matches in spans: all that the main thread does for it, style, layout and paint included',
  unit: 'ms',
  better: 'higher',
  target: 4,
  stretch: 6,
  async measure(rig) {
    const url = await rig.serve(createReport({ characters: 330_000, seed: 4, indicatorShare: 0.37 }).html);
    const notes: string[] = [];
    const measure = async (variant: script.PaintVariant) => {
      const tab = await rig.openTab<typeof script>(url, 'paint.ts');
      const { candidates, matching, inView } = await tab.call('prepare');
      const before = await readBusyMs(tab);
      const painted = await tab.call('paint', variant);
      const ms = (await readBusyMs(tab)) - before;
      await tab.close();
      if (painted === 0) throw new Error(`${variant} painted nothing`);
      if (notes.length === 0)
        notes.push(`${candidates} candidates, ${matching} of them matching, ${inView} in view`);
      return ms;
    };
    const samples = await interleave(
      {
        ours: () => measure('overlay'),
        baseline: () => measure('spans'),
        markJs: () => measure('markJs'),
        highlights: () => measure('cssHighlights'),
      },
      { warmUp: 0, rounds: rig.rounds(15, 5), isTimeUp: rig.isTimeUp },
    );
    const [markJs, highlights] = [samples.markJs, samples.highlights].map((list) =>
      formatNumber(findMedian(list)),
    );
    notes.push(
      `mark.js, told where the matches are: ${markJs} ms; CSS highlights, which pages can read: ${highlights} ms`,
    );
    return { ours: samples.ours, baseline: samples.baseline, notes };
  },
};
