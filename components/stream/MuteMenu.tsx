import { useContext } from 'preact/hooks';
import { Button } from '../kit/Button.tsx';
import { LongText } from '../kit/LongText.tsx';
import { type MessageKey, t } from '../words/translate.ts';
import { MutesContext, type MuteTarget } from './mutes.ts';

const WORDS = {
  keys: { mute: 'muteIndicator', unmute: 'unmuteIndicator' },
  hosts: { mute: 'muteHost', unmute: 'unmuteHost' },
  rules: { mute: 'muteRule', unmute: 'unmuteRule' },
  sources: { mute: 'muteSource', unmute: 'unmuteSource' },
} as const satisfies Record<MuteTarget['list'], { mute: MessageKey; unmute: MessageKey }>;

/** Folded away: what can be muted, by name, and the way back in the same place. */
export function MuteMenu({ targets }: { readonly targets: readonly MuteTarget[] }) {
  const actions = useContext(MutesContext);
  if (actions === undefined) return null;
  return (
    <details class="mute-menu">
      <summary>{t('muteMenu')}</summary>
      <p class="help">{t('muteMenuHelp')}</p>
      <ul>
        {targets.map((target) => {
          const isMuted = actions.isMuted(target);
          return (
            <li key={`${target.list} ${target.values[0]}`}>
              <Button onClick={() => void actions.setMuted(target, !isMuted)}>
                {t(WORDS[target.list][isMuted ? 'unmute' : 'mute'])}
              </Button>
              <span class="mute-name">
                <LongText text={target.name} />
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
