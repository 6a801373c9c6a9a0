import { useEffect, useState } from 'preact/hooks';
import type { SavedSearch } from '../../components/archive/SavedSearches.tsx';
import { changeSettings, readSettings, watchSettings } from '../../utils/settings/settings.ts';

/** The saved searches, kept current; `undefined` while settings are not read, or are damaged (options mends them). */
export function useSavedSearches() {
  const [saved, setSaved] = useState<readonly SavedSearch[]>();
  useEffect(() => {
    const read = () =>
      void readSettings().then((settings) =>
        setSaved(settings.ok ? settings.value.savedSearches : undefined),
      );
    read();
    return watchSettings(read);
  }, []);
  const change = (next: readonly SavedSearch[]) => {
    setSaved(next);
    void changeSettings({ savedSearches: next.map(({ name, filter }) => ({ name, filter })) });
  };
  return { saved, change };
}
