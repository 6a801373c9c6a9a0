import { FRAME_TARGET, measureFrames } from '../measure-frames.ts';
import type { BenchRow } from '../row.ts';

export const framesMutating: BenchRow = {
  ...FRAME_TARGET,
  id: 'frames-mutating',
  what: 'a live list in which every frame adds 4 rows of three indicators, removes 4 and rewrites 8: 95th percentile of its frame times, with the extension against without',
  measure: (rig) => measureFrames(rig, 'mutate'),
};
