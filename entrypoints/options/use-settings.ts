import { useEffect, useState } from 'preact/hooks';
import {
  changeSettings,
  readSettings,
  repairSettings,
  type Settings,
  watchSettings,
} from '../../utils/settings/settings.ts';

export type SettingsState =
  | { readonly phase: 'reading' }
  /** `fields`: what cannot be read; defaults stand in for it until it is put back. */
  | { readonly phase: 'damaged'; readonly fields: readonly string[] }
  | { readonly phase: 'ready'; readonly settings: Settings };

export interface SettingsAccess {
  readonly state: SettingsState;
  /** Stored at once; the background watches and acts. */
  readonly change: (patch: Partial<Settings>) => void;
  readonly repair: () => void;
}

/** The settings, kept current from whichever context changes them. */
export function useSettings(): SettingsAccess {
  const [state, setState] = useState<SettingsState>({ phase: 'reading' });
  useEffect(() => {
    const read = () =>
      void readSettings().then((result) =>
        setState(
          result.ok ? { phase: 'ready', settings: result.value } : { phase: 'damaged', fields: result.error },
        ),
      );
    read();
    return watchSettings(read);
  }, []);
  return {
    state,
    change: (patch) => {
      // Shown at once; the watcher tells what was really stored.
      if (state.phase === 'ready') setState({ phase: 'ready', settings: { ...state.settings, ...patch } });
      void changeSettings(patch).then((result) => {
        if (!result.ok) setState({ phase: 'damaged', fields: result.error });
      });
    },
    repair: () => void repairSettings(),
  };
}

/** What every section of settings gets. */
export interface SettingsProps {
  readonly settings: Settings;
  readonly onChange: (patch: Partial<Settings>) => void;
}
