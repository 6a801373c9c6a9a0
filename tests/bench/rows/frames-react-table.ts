import { FRAME_TARGET, measureFrames } from '../measure-frames.ts';
import type { BenchRow } from '../row.ts';

export const framesReactTable: BenchRow = {
  ...FRAME_TARGET,
  id: 'frames-react-table',
  what: 'a React table of 100 rows of three indicators, 10 of them new in every frame, the whole reversed once a second: 95th percentile of its frame times, with the extension against without',
  measure: (rig) => measureFrames(rig, 'updateTable'),
};
