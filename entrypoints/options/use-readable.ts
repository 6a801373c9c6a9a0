import { useState } from 'preact/hooks';
import type { Clock } from '../../utils/lang/time.ts';
import type { ArchiveProblem } from '../../utils/store/archive-problem.ts';
import { exportReadable } from '../../utils/store/recover-archive.ts';

/** Lines of what is still readable of an archive that does not open, and how many of its rows were not. */
export function useReadable(name: string, clock: Clock): readonly [() => AsyncIterable<string>, number] {
  const [lost, setLost] = useState(0);
  const lines = () => {
    setLost(0);
    return exportReadable(name, clock(), () => setLost((count) => count + 1));
  };
  return [lines, lost];
}

/** Whether there may be something to read in an archive with this problem. */
export const isReadable = ({ code }: ArchiveProblem): boolean => code === 'damaged' || code === 'newer';
