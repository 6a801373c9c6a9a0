import { FRAME_TARGET, measureFrames } from '../measure-frames.ts';
import type { BenchRow } from '../row.ts';

export const frames5000Candidates: BenchRow = {
  ...FRAME_TARGET,
  id: 'frames-5000-candidates',
  what: 'a report of 5,000 candidates scrolled in every frame: 95th percentile of its frame times, with the extension against without',
  measure: (rig) => measureFrames(rig, 'scrollThrough'),
};
