import { Button, IconButton } from '../kit/Button.tsx';
import { Untrusted } from '../kit/Untrusted.tsx';
import { t } from '../words/translate.ts';

interface MuteUndoProps {
  /** What was muted last, or should have been. Untrusted. */
  readonly name: string;
  /** False: the settings could not be written. */
  readonly saved: boolean;
  /** Undo, or try again. */
  readonly onResume: () => void;
  readonly onClose: () => void;
}

/** After a mute, since the row may have gone with it: what was muted, and the way back. */
export function MuteUndo({ name, saved, onResume, onClose }: MuteUndoProps) {
  return (
    <div class="mute-undo" role="status">
      <span class="mute-name">
        {t(saved ? 'mutedNow' : 'muteFailed')} <Untrusted text={name} />
      </span>
      <Button look="quiet" onClick={onResume}>
        {t(saved ? 'undo' : 'tryAgain')}
      </Button>
      <IconButton icon="close" label={t('dismiss')} onClick={onClose} />
    </div>
  );
}
