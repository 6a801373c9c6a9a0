import { useMemo, useState } from 'preact/hooks';
import { ExportButton } from '../../components/export/ExportButton.tsx';
import { Announcer, useAnnounced } from '../../components/kit/Announcer.tsx';
import { Banner } from '../../components/kit/Banner.tsx';
import { Button } from '../../components/kit/Button.tsx';
import { Untrusted } from '../../components/kit/Untrusted.tsx';
import { LookedUpFiles } from '../../components/lookup/LookedUpFiles.tsx';
import { LookUpForm } from '../../components/lookup/LookUpForm.tsx';
import {
  choose,
  describeFound,
  type LookUpFilter,
  LookUpResults,
} from '../../components/lookup/LookUpResults.tsx';
import { ProblemBanner } from '../../components/sync/ProblemBanner.tsx';
import { describeExtras, describeState, findTone } from '../../components/sync/sync-words.ts';
import { plural, t } from '../../components/words/translate.ts';
import type { Clock } from '../../utils/lang/time.ts';
import type { SyncStatus } from '../../utils/messaging/desk-protocol.ts';
import { archiveProblem } from '../desk/archive-problem.ts';
import { DetailDesk } from '../desk/DetailDesk.tsx';
import type { Desk } from '../desk/desk.ts';
import { type ArchiveState, useArchive, useCounters, useNow, useStatus } from '../desk/desk-hooks.ts';
import { createExportOffer } from '../desk/export-offer.ts';
import { summariseLines } from '../desk/export-sources.ts';
import { KeyHelp } from '../desk/KeyHelp.tsx';
import { Muting } from '../desk/Muting.tsx';
import { readSightings } from '../desk/read-sightings.ts';
import { SampleBanner } from '../desk/SampleBanner.tsx';
import type { LookedUp } from './run-look-up.ts';
import { type LookUpState, useLookUp } from './use-look-up.ts';

export interface AppProps {
  readonly desk: Desk;
  readonly clock: Clock;
  readonly onOptions: () => void;
}

/** Bulk look-up: what of a text is in the archive. Nothing of it leaves the browser. */
export function App({ desk, clock, onOptions }: AppProps) {
  const answer = useStatus(desk);
  const status = answer === 'silent' ? undefined : answer;
  const archive = useArchive(desk, status);
  const counters = useCounters(desk, archive);
  const now = useNow(clock);
  const { state, start, cancel } = useLookUp(desk);
  const found = state.phase === 'done' ? state.found : undefined;
  useAnnounced(found && describeFound(found.items, found.unseen), found);
  return (
    <Muting>
      <main class="look-up">
        <header class="look-up-head">
          <img src="/icon/on.svg" alt="" width="28" height="28" />
          <div>
            <h1>{t('lookUpTitle')}</h1>
            <p>{t('lookUpPromise')}</p>
          </div>
        </header>
        {answer === 'silent' && (
          <Banner tone="bad" title={t('backgroundSilent')}>
            <p>{t('backgroundSilentAdvice')}</p>
          </Banner>
        )}
        {archive.phase === 'failed' && (
          <ProblemBanner problem={archiveProblem(archive.problem)} onSyncNow={archive.reopen} />
        )}
        {status?.sample && <SampleBanner desk={desk} />}
        <LookUpForm busy={state.phase === 'running'} onLookUp={(input) => void start(input)} />
        {status && !status.sample && counters && (
          <Against sync={status.sync} rows={counters.total} now={now} />
        )}
        {status?.account === undefined && !status?.sample && counters?.total === 0 && (
          <Banner
            tone="warn"
            title={t('lookUpEmpty')}
            action={<Button onClick={onOptions}>{t('openOptions')}</Button>}
          >
            <p>{t('lookUpEmptyAdvice')}</p>
          </Banner>
        )}
        <Progress state={state} onCancel={cancel} />
        {state.phase === 'done' && <LookedUpFiles files={state.files} />}
        {found && (
          <DetailDesk desk={desk} archive={archive} clock={clock}>
            <Found found={found} archive={archive} now={now} clock={clock} />
          </DetailDesk>
        )}
      </main>
      <KeyHelp />
      <Announcer />
    </Muting>
  );
}

interface AgainstProps {
  readonly sync: SyncStatus;
  /** Notifications in the archive. */
  readonly rows: number;
  readonly now: number;
}

/** What is looked up against: "not seen" means little in an archive that is empty or has a gap. */
function Against({ sync, rows, now }: AgainstProps) {
  const words = [plural('notifications', rows), describeState(sync, now), ...describeExtras(sync, now)];
  return (
    <p class={`look-up-against sync-${findTone(sync, now)}`}>
      <span class="sync-mark" />
      <span>
        {t('lookUpAgainst')} {words.join(' · ')}
      </span>
    </p>
  );
}

const FAULT_WORDS = {
  'too-large': 'lookUpTooLarge',
  'not-text': 'lookUpNotText',
  unreadable: 'lookUpUnreadable',
  locked: 'lookUpLocked',
  damaged: 'lookUpDamaged',
} as const;

/** How far it is, or why it did not come to an end. */
function Progress({ state, onCancel }: { readonly state: LookUpState; readonly onCancel: () => void }) {
  switch (state.phase) {
    case 'none':
    case 'done':
      return null;
    case 'running':
      return (
        <div class="look-up-progress">
          <progress aria-label={t('lookUpProgress')} value={state.share} max={1} />
          <Button onClick={onCancel}>{t('cancel')}</Button>
        </div>
      );
    case 'cancelled':
      return <p role="status">{t('lookUpCancelled')}</p>;
    case 'silent':
      return <Banner tone="bad" title={t('backgroundSilent')} />;
    case 'unreadable':
      return (
        <Banner tone="bad" title={t(FAULT_WORDS[state.fault])}>
          {state.name !== undefined && (
            <p>
              <Untrusted text={state.name} />
            </p>
          )}
        </Banner>
      );
    case 'failed':
      return <ProblemBanner problem={state.problem} />;
  }
}

interface FoundProps {
  readonly found: LookedUp;
  readonly archive: ArchiveState;
  readonly now: number;
  readonly clock: Clock;
}

function Found({ found, archive, now, clock }: FoundProps) {
  const [shown, setShown] = useState<LookUpFilter>('all');
  const { items, unseen, looked } = found;
  const offer = useMemo(() => {
    if (archive.phase !== 'open') return undefined;
    const { archive: opened } = archive.opened;
    const createSource = (id: LookUpFilter, label: string) => {
      const chosen = choose(items, unseen, id);
      const lines = [...chosen.items, ...chosen.unseen.map((each) => ({ ...each, state: 'none' as const }))];
      const read = () => summariseLines(opened, lines);
      return { id, label, title: 'Bulk look-up', of: 'look-up' as const, rows: lines.length, read };
    };
    const all = createSource('all', t('scopeLookUp'));
    return createExportOffer(shown === 'all' ? [all] : [createSource(shown, t('scopeShown')), all], clock);
  }, [archive, items, unseen, shown, clock]);
  return (
    <LookUpResults
      items={items}
      unseen={unseen}
      looked={looked}
      now={now}
      readSightings={({ key, relation }) => readSightings(archive, relation?.key ?? key)}
      shown={shown}
      onShow={setShown}
      end={offer && <ExportButton offer={offer} />}
    />
  );
}
