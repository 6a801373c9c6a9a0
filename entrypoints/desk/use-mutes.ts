import { useEffect, useMemo, useState } from 'preact/hooks';
import { announce } from '../../components/kit/Announcer.tsx';
import { disarm } from '../../components/kit/Untrusted.tsx';
import type { MuteActions, MuteTarget } from '../../components/stream/mutes.ts';
import { t } from '../../components/words/translate.ts';
import { readSettings, type Settings, storeSettings, watchSettings } from '../../utils/settings/settings.ts';

export interface LastMute {
  readonly target: MuteTarget;
  /** What was asked for. */
  readonly muted: boolean;
  readonly saved: boolean;
  /** What had the focus when it was pressed, and may be gone by now. */
  readonly pressed: Element | null;
}

export interface MuteAccess {
  /** `undefined` while the settings are not known, or damaged: nothing offers to mute then. */
  readonly actions: MuteActions | undefined;
  /** What was muted last, or could not be, until it is undone, done or put away. */
  readonly last: LastMute | undefined;
  /** Undoes what was muted; tries again what could not be saved. */
  readonly resume: () => void;
  readonly forget: () => void;
}

/** The mutes of the settings, kept current from whichever context changes them. */
export function useMutes(): MuteAccess {
  const [muted, setMutedLists] = useState<Settings['muted']>();
  const [last, setLast] = useState<LastMute>();
  useEffect(() => {
    const read = () =>
      void readSettings().then(
        (settings) => setMutedLists(settings.ok ? settings.value.muted : undefined),
        // What was read before is still the best that is known.
        (error: unknown) => console.error('Huntlight:', error),
      );
    read();
    return watchSettings(read);
  }, []);
  const actions = useMemo((): MuteActions | undefined => {
    if (muted === undefined) return undefined;
    return {
      isMuted: ({ list, values }) => values.every((value) => muted[list].includes(value)),
      async setMuted(target, isMuted) {
        const pressed = document.activeElement;
        const outcome = await storeSettings((settings) => changeMutes(settings, target, isMuted));
        const saved = outcome === 'stored';
        setLast(isMuted || !saved ? { target, muted: isMuted, saved, pressed } : undefined);
        // A bar that comes with its words, or goes, is not heard.
        announce(`${t(saved ? (isMuted ? 'mutedNow' : 'unmutedNow') : 'muteFailed')} ${disarm(target.name)}`);
      },
    };
  }, [muted]);
  return {
    actions,
    last,
    resume: () => last && void actions?.setMuted(last.target, last.saved ? false : last.muted),
    forget: () => setLast(undefined),
  };
}

function changeMutes({ muted }: Settings, { list, values }: MuteTarget, isMuted: boolean): Partial<Settings> {
  const others = muted[list].filter((value) => !values.includes(value));
  return { muted: { ...muted, [list]: isMuted ? [...others, ...values] : others } };
}
