import type * as script from '../in-browser/churn.ts';
import { interleave } from '../interleave.ts';
import { openPair } from '../rig/pair.ts';
import type { BenchRow } from '../row.ts';

const FRAMES = 200;

export const churn: BenchRow = {
  id: 'churn',
  what: 'a page that adds, ticks and removes 100 rows every frame: its throughput with the extension as a share of that without (times: of a frame)',
  unit: 'ms',
  better: 'higher',
  target: 0.97,
  stretch: 0.99,
  async measure(rig) {
    const pair = await openPair(rig, ['--disable-frame-rate-limit', '--disable-gpu-vsync']);
    const url = await rig.serve('<!doctype html><title>To do</title><body><h1>To do</h1></body>');
    const extended = await rig.openTab<typeof script>(url, 'churn.ts', pair.extended);
    const plain = await rig.openTab<typeof script>(url, 'churn.ts', pair.plain);
    const samples = await interleave(
      {
        ours: () => extended.call('churn', { frames: FRAMES }),
        baseline: () => plain.call('churn', { frames: FRAMES }),
      },
      { warmUp: rig.rounds(2, 1), rounds: rig.rounds(40, 8), isTimeUp: rig.isTimeUp },
    );
    await pair.close();
    return samples;
  },
};
