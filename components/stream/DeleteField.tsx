import { useContext, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Banner } from '../kit/Banner.tsx';
import { Button } from '../kit/Button.tsx';
import { isFocusLost } from '../kit/use-kept-focus.ts';
import { ChoiceField } from '../settings/ChoiceField.tsx';
import { ConfirmDialog } from '../settings/ConfirmDialog.tsx';
import { ProblemBanner } from '../sync/ProblemBanner.tsx';
import { t } from '../words/translate.ts';
import { type DeletionPlace, DeletionsContext, type RowDeletion } from './deletions.ts';

/** Deletes one notification, here or on VirusTotal as well, after a question; says what became of it. */
export function DeleteField({ id }: { readonly id: string }) {
  const context = useContext(DeletionsContext);
  const [isAsking, setIsAsking] = useState(false);
  if (context === undefined) return null;
  const { deletions, hasAccount } = context;
  const state = deletions.states.value.get(id);
  const remove = (where: DeletionPlace) => void deletions.remove(id, where);
  if (state?.phase === 'deleted' || state?.phase === 'restoring')
    return <Deleted state={state} onUndo={() => void deletions.undo(id)} />;
  const isBusy = state?.phase === 'deleting';
  return (
    <div class="deletion">
      {state?.phase === 'unknown' && (
        <Banner
          tone="warn"
          title={t(state.where === 'here' ? 'deleteOneUnheard' : 'deleteOneUnknown')}
          action={<Button onClick={() => remove(state.where)}>{t('deleteOneAgain')}</Button>}
        >
          <p>{t('deleteOneUnknownBody')}</p>
        </Banner>
      )}
      {state?.phase === 'failed' && (
        <>
          <p class="fault">{t(state.isGoneUpstream ? 'deleteOneKept' : 'deletionFailed')}</p>
          <ProblemBanner problem={state.problem} />
        </>
      )}
      <Button look="quiet" busy={isBusy} onClick={() => setIsAsking(true)}>
        {t(isBusy ? 'deleting' : 'deletionAsk')}
      </Button>
      {isAsking && (
        <Question
          hasAccount={hasAccount}
          onCancel={() => setIsAsking(false)}
          onConfirm={(where) => {
            setIsAsking(false);
            remove(where);
          }}
        />
      )}
    </div>
  );
}

interface QuestionProps {
  readonly hasAccount: boolean;
  readonly onConfirm: (where: DeletionPlace) => void;
  readonly onCancel: () => void;
}

function Question({ hasAccount, onConfirm, onCancel }: QuestionProps) {
  const [where, setWhere] = useState<DeletionPlace>('here');
  return (
    <ConfirmDialog
      title={t('deleteOneTitle')}
      confirm={t(where === 'here' ? 'deleteOneHere' : 'deleteOneEverywhere')}
      onConfirm={() => onConfirm(where)}
      onCancel={onCancel}
    >
      {hasAccount ? (
        <ChoiceField
          legend={t('deletionWhere')}
          value={where}
          onChange={setWhere}
          choices={[
            { value: 'here', label: t('deletionHereLabel'), help: t('deleteOneHereHelp') },
            { value: 'everywhere', label: t('deletionEverywhereLabel'), help: t('deleteOneEverywhereHelp') },
          ]}
        />
      ) : (
        <p>{t('deleteOneHereHelp')}</p>
      )}
    </ConfirmDialog>
  );
}

type DeletedProps = {
  readonly state: Extract<RowDeletion, { phase: 'deleted' | 'restoring' }>;
  readonly onUndo: () => void;
};

/** Takes the focus from the button that is gone, before whoever keeps it for the whole list does. */
function Deleted({ state, onUndo }: DeletedProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (isFocusLost()) box.current?.focus();
  }, []);
  const isBusy = state.phase === 'restoring';
  const canUndo = isBusy || (state.where === 'here' && state.rows.length > 0);
  return (
    <div class="deletion" ref={box} tabIndex={-1}>
      <Banner
        tone="info"
        title={t(outcomeWords(state))}
        action={
          canUndo && (
            <Button busy={isBusy} onClick={onUndo}>
              {t('undo')}
            </Button>
          )
        }
      >
        {state.phase === 'deleted' && state.isStuck === true && <p class="fault">{t('undoFailed')}</p>}
      </Banner>
    </div>
  );
}

function outcomeWords(state: DeletedProps['state']) {
  if (state.where === 'here') return 'deletedOneHere';
  return state.phase === 'deleted' && state.isAbsent ? 'deletedOneAbsent' : 'deletedOneEverywhere';
}
