import type { ComponentChildren } from 'preact';
import { MuteUndo } from '../../components/stream/MuteUndo.tsx';
import { MutesContext } from '../../components/stream/mutes.ts';
import { useMutes } from './use-mutes.ts';

/** Lets everything inside offer to mute, and shows below it what was muted last with the way back. */
export function Muting({ children }: { readonly children: ComponentChildren }) {
  const { actions, last, resume, forget } = useMutes();
  return (
    <MutesContext.Provider value={actions}>
      {children}
      {last && (
        <MuteUndo
          name={last.target.name}
          saved={last.saved}
          pressed={last.pressed}
          onResume={resume}
          onClose={forget}
        />
      )}
    </MutesContext.Provider>
  );
}
