import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { LettersContext, resolveLetters } from '../../components/kit/letters.ts';
import { readSoundSettings, type Settings, watchSettings } from '../../utils/settings/settings.ts';

/** What every desk page goes by. */
type DeskSettings = Pick<Settings, 'letters' | 'density'>;

/** Damaged settings are told in the options; the defaults stand in for them. */
export async function readDeskSettings(): Promise<DeskSettings> {
  return (await readSoundSettings()).settings;
}

interface UserSettingsProps {
  /** Read before the first paint, so that no row changes its height. */
  readonly first: DeskSettings;
  readonly children: ComponentChildren;
}

/** Everything in it goes by the user's own letters and density, from whichever page they were changed. */
export function UserSettings({ first, children }: UserSettingsProps) {
  const [{ letters, density }, setSettings] = useState(first);
  useEffect(
    () =>
      watchSettings(
        () =>
          // What was read before is still the best that is known.
          void readDeskSettings().then(setSettings, (error: unknown) => console.error('Huntlight:', error)),
      ),
    [],
  );
  useLayoutEffect(() => {
    document.documentElement.dataset['density'] = density;
  }, [density]);
  return <LettersContext.Provider value={resolveLetters(letters)}>{children}</LettersContext.Provider>;
}
