import { useEffect, useState } from 'preact/hooks';
import type { Vocabulary } from '../../components/archive/completion.ts';
import type { Archive } from '../../utils/store/archive-api.ts';
import type { Desk } from '../desk/desk.ts';

/** What the whole archive holds, and how many notifications. */
export interface ArchiveWords extends Vocabulary {
  readonly total: number;
}

const EMPTY: ArchiveWords = { rules: [], sources: [], tags: [], total: 0 };

/** Every rule, source and tag of the archive, for completion. Counters, not rows: cheap at any size. */
export function useVocabulary(desk: Desk, archive: Archive): ArchiveWords {
  const [words, setWords] = useState<ArchiveWords>(EMPTY);
  useEffect(() => {
    // An archive that cannot be read is the list's to say.
    const read = () => void archive.readFacets('').then(setWords, () => undefined);
    read();
    return desk.onArchiveChange(read);
  }, [desk, archive]);
  return words;
}
