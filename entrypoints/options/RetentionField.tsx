import { useState } from 'preact/hooks';
import { announce } from '../../components/kit/Announcer.tsx';
import { Banner } from '../../components/kit/Banner.tsx';
import { Button } from '../../components/kit/Button.tsx';
import { useKeptFocus } from '../../components/kit/use-kept-focus.ts';
import { ChoiceField } from '../../components/settings/ChoiceField.tsx';
import { ConfirmDialog } from '../../components/settings/ConfirmDialog.tsx';
import { NumberField } from '../../components/settings/NumberField.tsx';
import { ProblemBanner } from '../../components/sync/ProblemBanner.tsx';
import { plural, t } from '../../components/words/translate.ts';
import { type Clock, DAY_MS, SECOND_MS } from '../../utils/lang/time.ts';
import type { MaintainNowReply } from '../../utils/messaging/archive-requests.ts';
import { changeSettings, type Settings } from '../../utils/settings/settings.ts';
import type { Archive } from '../../utils/store/archive-api.ts';
import type { Desk } from '../desk/desk.ts';
import type { SettingsProps } from './use-settings.ts';

type Retention = Settings['retention'];

interface RetentionFieldProps extends Pick<SettingsProps, 'settings'> {
  readonly desk: Desk;
  readonly archive: Archive;
  readonly clock: Clock;
}

const FIRST: Readonly<Record<Retention['keep'], Retention>> = {
  all: { keep: 'all' },
  days: { keep: 'days', days: 365 },
  rows: { keep: 'rows', rows: 100_000 },
};

/** What the user is asked to confirm: the limit as it was counted, whatever the form says by now. */
interface Going {
  readonly retention: Exclude<Retention, { keep: 'all' }>;
  readonly count: number;
}

/** What the archive keeps. Nothing goes before the user has seen how much will. */
export function RetentionField({ desk, archive, clock, settings }: RetentionFieldProps) {
  const [draft, setDraft] = useState<Retention>();
  // Each draft begun has fields of its own: what was typed wrongly goes with the one that was dropped.
  const [round, setRound] = useState(0);
  const [isFaulty, setIsFaulty] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [going, setGoing] = useState<Going>();
  const [outcome, setOutcome] = useState<MaintainNowReply | 'failed'>();
  const group = useKeptFocus<HTMLDivElement>((root) => root.querySelector<HTMLElement>('input:checked'));
  const shown = draft ?? settings.retention;
  const run = async (work: () => Promise<void>) => {
    setOutcome(undefined);
    setIsBusy(true);
    await work().catch(() => setOutcome('failed'));
    setIsBusy(false);
  };
  const ask = async (retention: Retention) => {
    if (retention.keep === 'all') return apply(retention);
    const count = await countGoing(archive, retention, clock());
    if (count > 0) setGoing({ retention, count });
    else await apply(retention);
  };
  const apply = async (retention: Retention) => {
    // Stored before the background reads it; the form follows the stored setting by itself.
    if (!(await changeSettings({ retention })).ok) return setOutcome('failed');
    setDraft(undefined);
    const reply = await desk.send({ type: 'maintain-now' }).catch(toSilence);
    setOutcome(reply);
    if (reply.ok) announce(plural('retentionRemoved', reply.removed));
  };
  return (
    <div class="setting-group" ref={group}>
      <ChoiceField
        legend={t('retentionLegend')}
        value={shown.keep}
        onChange={(keep) => setDraft(settings.retention.keep === keep ? settings.retention : FIRST[keep])}
        choices={[
          { value: 'all', label: t('retentionAllLabel'), help: t('retentionAllHelp') },
          { value: 'days', label: t('retentionDaysLabel'), help: t('retentionDaysHelp') },
          { value: 'rows', label: t('retentionRowsLabel'), help: t('retentionRowsHelp') },
        ]}
      />
      {shown.keep === 'days' && (
        <NumberField
          key={round}
          label={t('retentionDays')}
          help={t('retentionPinned')}
          value={shown.days}
          min={1}
          max={36_500}
          onChange={(days) => setDraft({ keep: 'days', days })}
          onFault={setIsFaulty}
        />
      )}
      {shown.keep === 'rows' && (
        <NumberField
          key={round}
          label={t('retentionRows')}
          help={t('retentionPinned')}
          value={shown.rows}
          min={1}
          max={100_000_000}
          onChange={(rows) => setDraft({ keep: 'rows', rows })}
          onFault={setIsFaulty}
        />
      )}
      {draft && (
        <div class="form-end">
          <Button look="primary" busy={isFaulty || isBusy} onClick={() => void run(() => ask(draft))}>
            {t('retentionApply')}
          </Button>
          <Button
            look="quiet"
            onClick={() => {
              setDraft(undefined);
              setRound(round + 1);
            }}
          >
            {t('cancel')}
          </Button>
        </div>
      )}
      {outcome === 'failed' && (
        <Banner tone="bad" title={t('retentionFailed')}>
          <p>{t('retentionFailedBody')}</p>
        </Banner>
      )}
      {typeof outcome === 'object' &&
        (outcome.ok ? (
          <Banner tone="info" title={plural('retentionRemoved', outcome.removed)} />
        ) : (
          <ProblemBanner problem={outcome.problem} />
        ))}
      {going && (
        <ConfirmDialog
          title={t('retentionConfirm')}
          confirm={plural('deletionDo', going.count)}
          onConfirm={() => {
            setGoing(undefined);
            void run(() => apply(going.retention));
          }}
          onCancel={() => setGoing(undefined)}
        >
          <p>{describeLimit(going.retention)}</p>
          <p>{plural('retentionGoing', going.count)}</p>
          <p>{t('deletionConfirmHereBody')}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}

/** The setting is stored; what it takes away goes with the next day's round. */
const toSilence = (error: unknown): MaintainNowReply => ({
  ok: false,
  problem: { code: 'archive-failed', message: String(error) },
});

const describeLimit = (retention: Going['retention']): string =>
  retention.keep === 'days'
    ? plural('retentionKeepDays', retention.days)
    : plural('retentionKeepRows', retention.rows);

/** At most so many rows go: pinned ones among them stay. */
async function countGoing(archive: Archive, retention: Going['retention'], now: number): Promise<number> {
  if (retention.keep === 'rows') {
    return Math.max(0, (await archive.readCounters()).total - retention.rows);
  }
  const until = Math.max(0, Math.floor((now - retention.days * DAY_MS) / SECOND_MS));
  return archive.countMatching({ filter: `date:${String(until).padStart(9, '0')}-` });
}
