import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Result } from '../../utils/lang/result.ts';
import {
  changeSettings,
  readSettings,
  repairSettings,
  type Settings,
  watchSettings,
} from '../../utils/settings/settings.ts';

export type SettingsState =
  /** `unreadable`: the browser refuses to read them. */
  | { readonly phase: 'reading' | 'unreadable' }
  /** `fields`: what cannot be read; defaults stand in for it until it is put back. */
  | { readonly phase: 'damaged'; readonly fields: readonly string[] }
  | { readonly phase: 'ready'; readonly settings: Settings };

/** Stores what it names at once; the background watches and acts. False when it was not stored; never rejects. */
export type ChangeSettings = (patch: Partial<Settings>) => Promise<boolean>;

export interface SettingsAccess {
  readonly state: SettingsState;
  readonly change: ChangeSettings;
  /** False when that was not stored; never rejects. */
  readonly repair: () => Promise<boolean>;
  readonly readAgain: () => void;
}

/** The settings, kept current from whichever context changes them. */
export function useSettings(): SettingsAccess {
  const [state, setState] = useState<SettingsState>({ phase: 'reading' });
  // As they were read last, without what is on its way.
  const stored = useRef<SettingsState>({ phase: 'reading' });
  const read = useCallback(async () => {
    stored.current = await readSettings().then(toState, (error: unknown) => {
      console.error('Huntlight:', error);
      // What was read before is still the best that is known.
      return stored.current.phase === 'reading' ? { phase: 'unreadable' } : stored.current;
    });
    setState(stored.current);
  }, []);
  useEffect(() => {
    void read();
    return watchSettings(() => void read());
  }, [read]);

  const change = async (patch: Partial<Settings>): Promise<boolean> => {
    // Shown at once; the watcher tells what was really stored.
    setState((now) =>
      now.phase === 'ready' ? { phase: 'ready', settings: { ...now.settings, ...patch } } : now,
    );
    try {
      const result = await changeSettings(patch);
      if (!result.ok) setState(toState(result));
      return result.ok;
    } catch (error) {
      console.error('Huntlight:', error);
      // Nobody else tells: nothing was stored, so nothing is watched.
      await read();
      return false;
    }
  };
  const repair = () =>
    repairSettings().then(
      () => true,
      (error: unknown) => {
        console.error('Huntlight:', error);
        return false;
      },
    );
  return { state, change, repair, readAgain: () => void read() };
}

const toState = (result: Result<Settings, readonly string[]>): SettingsState =>
  result.ok ? { phase: 'ready', settings: result.value } : { phase: 'damaged', fields: result.error };

/** What every section of settings gets. */
export interface SettingsProps {
  readonly settings: Settings;
  readonly onChange: ChangeSettings;
}
