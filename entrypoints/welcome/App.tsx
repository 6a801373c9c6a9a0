import { useEffect } from 'preact/hooks';
import { Announcer } from '../../components/kit/Announcer.tsx';
import { Banner } from '../../components/kit/Banner.tsx';
import { AccessBanner } from '../../components/page/AccessBanner.tsx';
import { ProblemBanner } from '../../components/sync/ProblemBanner.tsx';
import { type MessageKey, t } from '../../components/words/translate.ts';
import type { Clock } from '../../utils/lang/time.ts';
import { archiveProblem } from '../desk/archive-problem.ts';
import type { Desk } from '../desk/desk.ts';
import { useArchive, useCounters, useNow, useStatus } from '../desk/desk-hooks.ts';
import { AccountSection } from '../options/AccountSection.tsx';
import { ImportField } from '../options/ImportField.tsx';
import { FirstSync } from './FirstSync.tsx';
import { SampleSection } from './SampleSection.tsx';

export interface AppProps {
  readonly desk: Desk;
  readonly clock: Clock;
  /** Both ask the user for access and must be called first thing in a gesture. */
  readonly onAskAccess: () => Promise<boolean>;
  readonly onAskServer: (address: string) => Promise<boolean>;
  /** Shows the list of notifications. */
  readonly onOpenStream: () => void;
}

/** The first page after an install: what Huntlight promises, and the three ways to begin. */
export function App({ desk, clock, onAskAccess, onAskServer, onOpenStream }: AppProps) {
  const now = useNow(clock);
  const answer = useStatus(desk);
  const status = answer === 'silent' ? undefined : answer;
  const archive = useArchive(desk, status);
  const counters = useCounters(desk, archive);
  useEffect(() => {
    document.title = t('welcomeTitle');
  }, []);
  const isSample = status?.sample === true;
  const address = status?.account?.apiAddress;
  return (
    <main class="welcome">
      <header class="welcome-head">
        <img src="/icon/on.svg" alt="" width="44" height="44" />
        <div>
          <h1>{t('welcomeTitle')}</h1>
          <p>{t('welcomeLead')}</p>
        </div>
      </header>
      <Promises />
      {answer === 'silent' && (
        <Banner tone="bad" title={t('backgroundSilent')}>
          <p>{t('backgroundSilentAdvice')}</p>
        </Banner>
      )}
      {status?.hostAccess === false && <AccessBanner onAskAccess={() => void onAskAccess()} />}
      {archive.phase === 'failed' && <ProblemBanner problem={archiveProblem(archive.problem)} />}
      <div class="welcome-ways">
        {answer !== undefined && (
          <section class="welcome-card" aria-labelledby="connect">
            <h2 id="connect">{t('connectHeading')}</h2>
            <p class="muted">{t('connectBody')}</p>
            <AccountSection
              desk={desk}
              account={status?.account}
              archive={status?.archive}
              onAskServer={onAskServer}
            />
            {status && address !== undefined && (
              <FirstSync
                sync={status.sync}
                now={now}
                rows={counters?.total ?? 0}
                onSyncNow={() => desk.tell({ type: 'sync-now' })}
                onAskServer={() => void onAskServer(address)}
                onOpenStream={onOpenStream}
              />
            )}
          </section>
        )}
        {status && status.account === undefined && (
          <div class="welcome-keyless">
            <SampleSection desk={desk} isOn={isSample} onOpenStream={onOpenStream} />
            {!isSample && archive.phase === 'open' && (
              <section class="welcome-card" aria-labelledby="archive-file">
                <h2 id="archive-file">{t('archiveFileHeading')}</h2>
                <ImportField desk={desk} archive={archive.opened.archive} />
              </section>
            )}
          </div>
        )}
      </div>
      <Announcer />
    </main>
  );
}

const PROMISES = [
  ['promiseLocalTitle', 'promiseLocalBody'],
  ['promiseBlindTitle', 'promiseBlindBody'],
  ['promiseKeptTitle', 'promiseKeptBody'],
] as const satisfies readonly (readonly [MessageKey, MessageKey])[];

function Promises() {
  return (
    <ul class="promises">
      {PROMISES.map(([title, body]) => (
        <li key={title}>
          <h2>{t(title)}</h2>
          <p>{t(body)}</p>
        </li>
      ))}
    </ul>
  );
}
