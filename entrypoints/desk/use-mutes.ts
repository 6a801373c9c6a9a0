import { useEffect, useMemo, useState } from 'preact/hooks';
import type { MuteActions, MuteTarget } from '../../components/stream/mutes.ts';
import { changeSettings, readSettings, type Settings, watchSettings } from '../../utils/settings/settings.ts';

export interface MuteAccess {
  /** `undefined` while the settings are not known, or damaged: nothing offers to mute then. */
  readonly actions: MuteActions | undefined;
  /** What was muted last, until it is undone or put away. */
  readonly last: MuteTarget | undefined;
  readonly undo: () => void;
  readonly forget: () => void;
}

/** The mutes of the settings, kept current from whichever context changes them. */
export function useMutes(): MuteAccess {
  const [muted, setMutedLists] = useState<Settings['muted']>();
  const [last, setLast] = useState<MuteTarget>();
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
      setMuted(target, isMuted) {
        setLast(isMuted ? target : undefined);
        void changeSettings((settings) => changeMutes(settings, target, isMuted));
      },
    };
  }, [muted]);
  return {
    actions,
    last,
    undo: () => last && actions?.setMuted(last, false),
    forget: () => setLast(undefined),
  };
}

function changeMutes({ muted }: Settings, { list, values }: MuteTarget, isMuted: boolean): Partial<Settings> {
  const others = muted[list].filter((value) => !values.includes(value));
  return { muted: { ...muted, [list]: isMuted ? [...others, ...values] : others } };
}
