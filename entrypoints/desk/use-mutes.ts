import { useEffect, useMemo, useState } from 'preact/hooks';
import type { MuteActions, MuteTarget } from '../../components/stream/mutes.ts';
import { changeSettings, readSettings, type Settings, watchSettings } from '../../utils/settings/settings.ts';

export interface LastMute {
  readonly target: MuteTarget;
  /** What was asked for. */
  readonly muted: boolean;
  readonly saved: boolean;
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
      void readSettings().then((settings) => setMutedLists(settings.ok ? settings.value.muted : undefined));
    read();
    return watchSettings(read);
  }, []);
  const actions = useMemo((): MuteActions | undefined => {
    if (muted === undefined) return undefined;
    return {
      isMuted: ({ list, values }) => values.every((value) => muted[list].includes(value)),
      async setMuted(target, isMuted) {
        const saved = await changeSettings((settings) => changeMutes(settings, target, isMuted)).then(
          ({ ok }) => ok,
          () => false,
        );
        setLast(isMuted || !saved ? { target, muted: isMuted, saved } : undefined);
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
