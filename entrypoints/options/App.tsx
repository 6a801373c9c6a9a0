import { useEffect } from 'preact/hooks';
import { Announcer } from '../../components/kit/Announcer.tsx';
import { Banner } from '../../components/kit/Banner.tsx';
import { Button } from '../../components/kit/Button.tsx';
import { ProblemBanner } from '../../components/sync/ProblemBanner.tsx';
import { SyncReport } from '../../components/sync/SyncReport.tsx';
import { t } from '../../components/words/translate.ts';
import type { Clock } from '../../utils/lang/time.ts';
import type { DeskStatus } from '../../utils/messaging/desk-protocol.ts';
import { archiveProblem } from '../desk/archive-problem.ts';
import type { Desk } from '../desk/desk.ts';
import { useArchive, useCounters, useNow, useStatus } from '../desk/desk-hooks.ts';
import { AccountSection } from './AccountSection.tsx';
import { ArchiveCounts } from './ArchiveCounts.tsx';

export interface AppProps {
  readonly desk: Desk;
  readonly clock: Clock;
  /** Both ask the user for access and must be called first thing in a gesture. */
  readonly onAskAccess: () => Promise<boolean>;
  readonly onAskServer: (address: string) => Promise<boolean>;
}

export function App({ desk, clock, onAskAccess, onAskServer }: AppProps) {
  const now = useNow(clock);
  const answer = useStatus(desk);
  const status = answer === 'silent' ? undefined : answer;
  const archive = useArchive(desk, status);
  const counters = useCounters(desk, archive);
  useEffect(() => {
    document.title = t('optionsTitle');
  }, []);
  return (
    <main class="options">
      <header class="options-head">
        <img src="/icon/on.svg" alt="" width="28" height="28" />
        <h1>{t('optionsTitle')}</h1>
      </header>
      {answer === 'silent' && (
        <Banner tone="bad" title={t('backgroundSilent')}>
          <p>{t('backgroundSilentAdvice')}</p>
        </Banner>
      )}
      {status?.hostAccess === false && (
        <Banner
          tone="bad"
          title={t('hostAccessTitle')}
          action={<Button onClick={() => void onAskAccess()}>{t('allowAccess')}</Button>}
        >
          <p>{t('hostAccessAdvice')}</p>
        </Banner>
      )}
      {answer !== undefined && (
        <section aria-labelledby="account">
          <h2 id="account">{t('accountHeading')}</h2>
          <AccountSection desk={desk} account={status?.account} onAskServer={onAskServer} />
        </section>
      )}
      {status && <SyncSection status={status} desk={desk} now={now} />}
      <section aria-labelledby="archive">
        <h2 id="archive">{t('archiveHeading')}</h2>
        {archive.phase === 'failed' && <ProblemBanner problem={archiveProblem(archive.problem)} />}
        {counters && <ArchiveCounts counters={counters} />}
      </section>
      <Announcer />
    </main>
  );
}

interface SyncSectionProps {
  readonly status: DeskStatus;
  readonly desk: Desk;
  readonly now: number;
}

function SyncSection({ status: { account, sync }, desk, now }: SyncSectionProps) {
  const syncNow = () => desk.tell({ type: 'sync-now' });
  return (
    <section aria-labelledby="sync">
      <h2 id="sync">{t('syncHeading')}</h2>
      {account && sync.problem && <ProblemBanner problem={sync.problem} />}
      <SyncReport sync={sync} now={now} />
      {account && (
        <div class="form-end">
          <Button icon="refresh" busy={sync.phase === 'running'} onClick={syncNow}>
            {t('syncNow')}
          </Button>
        </div>
      )}
    </section>
  );
}
