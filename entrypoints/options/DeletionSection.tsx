import { useState } from 'preact/hooks';
import { Button } from '../../components/kit/Button.tsx';
import { ChoiceField } from '../../components/settings/ChoiceField.tsx';
import { ConfirmDialog } from '../../components/settings/ConfirmDialog.tsx';
import { FilterField } from '../../components/settings/FilterField.tsx';
import { plural, t } from '../../components/words/translate.ts';
import { parseFilter } from '../../utils/ioc/filter.ts';
import type { DeletionPlace } from '../../utils/messaging/archive-requests.ts';
import type { Archive } from '../../utils/store/archive-api.ts';
import type { Desk } from '../desk/desk.ts';
import { useProgress } from '../desk/desk-hooks.ts';
import { DeletionOutcome } from './DeletionOutcome.tsx';
import { Section } from './Section.tsx';
import { type Asked, useDeletion } from './use-deletion.ts';

interface DeletionSectionProps {
  readonly desk: Desk;
  readonly archive: Archive;
  readonly hasAccount: boolean;
}

/** Deletes all that a filter matches, here or on VirusTotal as well, after a question with the numbers. */
export function DeletionSection({ desk, archive, hasAccount }: DeletionSectionProps) {
  const [filter, setFilter] = useState('');
  const [where, setWhere] = useState<DeletionPlace>('here');
  const deletion = useDeletion(desk, archive);
  const { state } = deletion;
  const parsed = parseFilter(filter, where === 'here' ? 'local' : 'stream');
  const isReady = parsed.ok && parsed.value.terms.length > 0;
  const deleted = useProgress(desk, state.phase === 'deleting');
  const isBusy = state.phase === 'counting' || state.phase === 'deleting';
  return (
    <Section name="deletion">
      <FilterField
        label={t('deletionFilterLabel')}
        help={t('deletionFilterHelp')}
        value={filter}
        dialect={where === 'here' ? 'local' : 'stream'}
        onInput={setFilter}
      />
      {hasAccount && (
        <ChoiceField
          legend={t('deletionWhere')}
          value={where}
          onChange={setWhere}
          choices={[
            { value: 'here', label: t('deletionHereLabel'), help: t('deletionHereHelp') },
            { value: 'everywhere', label: t('deletionEverywhereLabel'), help: t('deletionEverywhereHelp') },
          ]}
        />
      )}
      <div class="form-end">
        <Button busy={!isReady || isBusy} onClick={() => deletion.ask({ filter: filter.trim(), where })}>
          {t('deletionAsk')}
        </Button>
        <span class="muted" role="status">
          {isBusy && t(state.phase === 'counting' ? 'deletionCounting' : 'deleting')}
        </span>
        {deleted !== undefined && <span class="muted">{plural('soFar', deleted)}</span>}
      </div>
      <DeletionOutcome state={state} onCheck={deletion.check} />
      {state.phase === 'confirming' && (
        <Confirmation asked={state.asked} onConfirm={deletion.confirm} onCancel={deletion.reset} />
      )}
    </Section>
  );
}

interface ConfirmationProps {
  readonly asked: Asked;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

function Confirmation({ asked, onConfirm, onCancel }: ConfirmationProps) {
  const { filter, where, here, upstream } = asked;
  return (
    <ConfirmDialog
      title={t(where === 'here' ? 'deletionConfirmHere' : 'deletionConfirmEverywhere')}
      confirm={plural('deletionDo', here)}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <p>
        <code>{filter}</code>
      </p>
      <p>{plural('deletionNumberHere', here)}</p>
      {where === 'everywhere' && (
        <p>
          {upstream === undefined ? t('deletionNumberUnsaid') : plural('deletionNumberUpstream', upstream)}
        </p>
      )}
      {where === 'everywhere' && isOfActors(filter) && <p>{t('deletionActors')}</p>}
      <p>{t(where === 'here' ? 'deletionConfirmHereBody' : 'deletionConfirmEverywhereBody')}</p>
    </ConfirmDialog>
  );
}

/** VirusTotal sends actors as collections; here the filter finds them under both names, there nobody knows. */
function isOfActors(filter: string): boolean {
  const parsed = parseFilter(filter, 'stream');
  return (
    parsed.ok &&
    parsed.value.terms.some((term) => term.key === 'source_type' && term.value === 'threat_actor')
  );
}
