import { Button, IconButton } from '../kit/Button.tsx';
import { Untrusted } from '../kit/Untrusted.tsx';
import { t } from '../words/translate.ts';

interface MuteUndoProps {
  /** What was muted last. Untrusted. */
  readonly name: string;
  readonly onUndo: () => void;
  readonly onClose: () => void;
}

/** After a mute, since the row may have gone with it: what was muted, and the way back. */
export function MuteUndo({ name, onUndo, onClose }: MuteUndoProps) {
  return (
    <div class="mute-undo" role="status">
      <span class="mute-name">
        {t('mutedNow')} <Untrusted text={name} />
      </span>
      <Button look="quiet" onClick={onUndo}>
        {t('undo')}
      </Button>
      <IconButton icon="close" label={t('dismiss')} onClick={onClose} />
    </div>
  );
}
