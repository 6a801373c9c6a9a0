import { useState } from 'preact/hooks';
import { Banner } from '../../components/kit/Banner.tsx';
import { Button } from '../../components/kit/Button.tsx';
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

/** What the archive keeps. Nothing goes before the user has seen how much will. */
export function RetentionField({ desk, archive, clock, settings }: RetentionFieldProps) {
  const [draft, setDraft] = useState<Retention>();
  const [going, setGoing] = useState<number>();
  const [reply, setReply] = useState<MaintainNowReply>();
  const shown = draft ?? settings.retention;
  const ask = async () => {
    const count = await countGoing(archive, shown, clock());
    if (count > 0) setGoing(count);
    else await apply();
  };
  const apply = async () => {
    setGoing(undefined);
    // Stored before the background reads it; the form follows the stored setting by itself.
    await changeSettings({ retention: shown });
    setDraft(undefined);
    setReply(await desk.send({ type: 'maintain-now' }).catch(toSilence));
  };
  return (
    <div class="setting-group">
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
          label={t('retentionDays')}
          help={t('retentionPinned')}
          value={shown.days}
          min={1}
          max={36_500}
          onChange={(days) => setDraft({ keep: 'days', days })}
        />
      )}
      {shown.keep === 'rows' && (
        <NumberField
          label={t('retentionRows')}
          help={t('retentionPinned')}
          value={shown.rows}
          min={1}
          max={100_000_000}
          onChange={(rows) => setDraft({ keep: 'rows', rows })}
        />
      )}
      {draft && (
        <div class="form-end">
          <Button look="primary" onClick={() => void ask()}>
            {t('retentionApply')}
          </Button>
          <Button look="quiet" onClick={() => setDraft(undefined)}>
            {t('cancel')}
          </Button>
        </div>
      )}
      {reply?.ok && <Banner tone="info" title={plural('retentionRemoved', reply.removed)} />}
      {reply?.ok === false && <ProblemBanner problem={reply.problem} />}
      {going !== undefined && (
        <ConfirmDialog
          title={t('retentionConfirm')}
          confirm={plural('deletionDo', going)}
          onConfirm={() => void apply()}
          onCancel={() => setGoing(undefined)}
        >
          <p>{plural('retentionGoing', going)}</p>
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

/** At most so many rows go: pinned ones among them stay. */
async function countGoing(archive: Archive, retention: Retention, now: number): Promise<number> {
  if (retention.keep === 'all') return 0;
  if (retention.keep === 'rows') {
    return Math.max(0, (await archive.readCounters()).total - retention.rows);
  }
  const until = Math.max(0, Math.floor((now - retention.days * DAY_MS) / SECOND_MS));
  return archive.countMatching({ filter: `date:${String(until).padStart(9, '0')}-` });
}
