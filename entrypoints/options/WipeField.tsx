import { useState } from 'preact/hooks';
import { Button } from '../../components/kit/Button.tsx';
import { CheckboxField } from '../../components/settings/CheckboxField.tsx';
import { ConfirmDialog } from '../../components/settings/ConfirmDialog.tsx';
import { ProblemBanner } from '../../components/sync/ProblemBanner.tsx';
import type { Problem } from '../../components/words/problem-words.ts';
import { t } from '../../components/words/translate.ts';
import type { Desk } from '../desk/desk.ts';

interface WipeFieldProps {
  readonly desk: Desk;
  readonly hasAccount: boolean;
  readonly onWiped: () => void;
  /** Other words for an archive that does not open: it is made anew. */
  readonly isRebuild?: boolean;
}

type WipeState = 'none' | 'asking' | 'wiping' | { readonly problem: Problem };

/** The end of the archive, after a question; an empty one takes its place. */
export function WipeField({ desk, hasAccount, onWiped, isRebuild = false }: WipeFieldProps) {
  const [state, setState] = useState<WipeState>('none');
  const [forgetKey, setForgetKey] = useState(false);
  const wipe = async () => {
    setState('wiping');
    desk.forgetArchive();
    try {
      const reply = await desk.send({ type: 'wipe-archive', forgetKey });
      if (reply.ok) onWiped();
      else setState({ problem: reply.problem });
    } catch (error) {
      setState({ problem: { code: 'archive-failed', message: String(error) } });
    }
  };
  const name = t(isRebuild ? 'rebuildArchive' : 'wipeArchive');
  return (
    <div class="setting-group">
      <div class="form-end">
        <Button busy={state === 'wiping'} onClick={() => setState('asking')}>
          {`${name}…`}
        </Button>
      </div>
      <p class="help">{t(isRebuild ? 'rebuildHelp' : 'wipeHelp')}</p>
      {typeof state === 'object' && <ProblemBanner problem={state.problem} />}
      {state === 'asking' && (
        <ConfirmDialog
          title={t(isRebuild ? 'rebuildConfirm' : 'wipeConfirm')}
          confirm={name}
          onConfirm={() => void wipe()}
          onCancel={() => setState('none')}
        >
          <p>{t('wipeConfirmBody')}</p>
          {hasAccount && <p>{t('wipeSyncBody')}</p>}
          {hasAccount && !isRebuild && (
            <CheckboxField
              label={t('wipeKeyLabel')}
              help={t('wipeKeyHelp')}
              checked={forgetKey}
              onChange={setForgetKey}
            />
          )}
        </ConfirmDialog>
      )}
    </div>
  );
}
