import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/kit/Button.tsx';
import { CheckboxField } from '../../components/settings/CheckboxField.tsx';
import { NumberField } from '../../components/settings/NumberField.tsx';
import { Refused, useRefusal } from '../../components/settings/use-refusal.tsx';
import { ProblemBanner } from '../../components/sync/ProblemBanner.tsx';
import { SyncReport } from '../../components/sync/SyncReport.tsx';
import { t } from '../../components/words/translate.ts';
import { SECOND_MS } from '../../utils/lang/time.ts';
import type { DeskStatus, SyncStatus } from '../../utils/messaging/desk-protocol.ts';
import type { Desk } from '../desk/desk.ts';
import { Section } from './Section.tsx';
import type { SettingsProps } from './use-settings.ts';

interface SyncSectionProps extends Partial<SettingsProps> {
  readonly status: DeskStatus;
  readonly desk: Desk;
  readonly now: number;
  /** It does not open: that is told with what can be done about it in a section of its own. */
  readonly isArchiveShut: boolean;
  /** Must be called first thing in the user's gesture. */
  readonly onAskServer: (address: string) => Promise<boolean>;
}

/** The state of sync with its live counters, and how often and how much may be asked. */
export function SyncSection(props: SyncSectionProps) {
  const { status, desk, now, isArchiveShut, onAskServer, settings, onChange } = props;
  const { account, sync, upkeep } = useLiveStatus(desk, status);
  return (
    <Section name="sync">
      {account && sync.problem && !isArchiveShut && (
        <ProblemBanner problem={sync.problem} onAskServer={() => void onAskServer(account.apiAddress)} />
      )}
      {sync.walk && sync.phase !== 'idle' && <WalkProgress walk={sync.walk} />}
      <SyncReport sync={sync} upkeep={upkeep} now={now} />
      {account && (
        <div class="form-end">
          {sync.phase !== 'paused' && (
            <Button
              icon="refresh"
              busy={sync.phase === 'running'}
              onClick={() => desk.tell({ type: 'sync-now' })}
            >
              {t('syncNow')}
            </Button>
          )}
          {settings && onChange && <PauseButton settings={settings} onChange={onChange} />}
        </div>
      )}
      {settings && onChange && <SyncFields settings={settings} onChange={onChange} />}
    </Section>
  );
}

function PauseButton({ settings: { paused }, onChange }: SettingsProps) {
  const [pause, refusal] = useRefusal((next: boolean) => onChange({ paused: next }));
  return (
    <>
      <Button onClick={() => pause(!paused)}>{paused ? t('resumeSync') : t('pauseSync')}</Button>
      <Refused refusal={refusal} />
    </>
  );
}

function SyncFields({ settings, onChange }: SettingsProps) {
  return (
    <>
      <div class="number-row">
        <NumberField
          label={t('syncEveryLabel')}
          help={t('syncEveryHelp')}
          value={settings.syncEveryMinutes}
          min={1}
          max={1440}
          onChange={(syncEveryMinutes) => onChange({ syncEveryMinutes })}
        />
        <NumberField
          label={t('perMinuteLabel')}
          help={t('perMinuteHelp')}
          value={settings.requestsPerMinute}
          min={1}
          max={MOST_REQUESTS}
          onChange={(requestsPerMinute) => onChange({ requestsPerMinute })}
        />
        <NumberField
          label={t('perDayLabel')}
          help={t('perDayHelp')}
          value={settings.requestsPerDay}
          min={1}
          max={MOST_REQUESTS}
          onChange={(requestsPerDay) => onChange({ requestsPerDay })}
        />
      </div>
      <CheckboxField
        label={t('descriptorsLabel')}
        help={t('descriptorsHelp')}
        checked={settings.descriptorsOnly}
        onChange={(descriptorsOnly) => onChange({ descriptorsOnly })}
      />
    </>
  );
}

const MOST_REQUESTS = 1_000_000;

/** A first sync may take minutes: how much of it is done. The words stand in the report. */
function WalkProgress({ walk: { rows, expected } }: { readonly walk: NonNullable<SyncStatus['walk']> }) {
  if (expected === undefined) return null;
  return (
    <div class="progress-line">
      <progress aria-label={t('syncProgressLabel')} value={rows} max={Math.max(rows, expected)} />
    </div>
  );
}

const REFRESH_MS = 3 * SECOND_MS;

/** What is told, and what is asked while the page is in view: counters run down without anything being told. */
function useLiveStatus(desk: Desk, told: DeskStatus): DeskStatus {
  const [asked, setAsked] = useState<{ readonly told: DeskStatus; readonly status: DeskStatus }>();
  useEffect(() => {
    let gone = false;
    const timer = setInterval(() => {
      if (document.hidden) return;
      desk.send({ type: 'read-status' }).then(
        (status) => {
          if (!gone) setAsked({ told, status });
        },
        // That the background is silent is told where the user asks something of it.
        () => undefined,
      );
    }, REFRESH_MS);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [desk, told]);
  // An answer older than the latest notice says nothing.
  return asked?.told === told ? asked.status : told;
}
