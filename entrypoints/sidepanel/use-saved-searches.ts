import { useCallback, useEffect, useState } from 'preact/hooks';
import type { SavedSearch } from '../../components/archive/SavedSearches.tsx';
import { readSettings, storeSettings, watchSettings } from '../../utils/settings/settings.ts';

/** The saved searches, kept current; `undefined` while settings are not read, or are damaged (options mends them). */
export function useSavedSearches() {
  const [saved, setSaved] = useState<readonly SavedSearch[]>();
  const read = useCallback(
    () =>
      readSettings().then(
        (settings) => setSaved(settings.ok ? settings.value.savedSearches : undefined),
        // What was read before is still the best that is known.
        (error: unknown) => console.error('Huntlight:', error),
      ),
    [],
  );
  useEffect(() => {
    void read();
    return watchSettings(() => void read());
  }, [read]);
  /** False when it was not stored; never rejects. */
  const change = async (next: readonly SavedSearch[]): Promise<boolean> => {
    setSaved(next);
    const savedSearches = next.map(({ name, filter }) => ({ name, filter }));
    const isStored = (await storeSettings({ savedSearches })) === 'stored';
    // Nobody else tells: nothing was stored, so nothing is watched.
    if (!isStored) await read();
    return isStored;
  };
  return { saved, change };
}
