import { Banner } from '../../components/kit/Banner.tsx';
import { Button } from '../../components/kit/Button.tsx';
import { ProblemBanner } from '../../components/sync/ProblemBanner.tsx';
import { describeState } from '../../components/sync/sync-words.ts';
import { plural, t } from '../../components/words/translate.ts';
import type { SyncStatus } from '../../utils/messaging/desk-protocol.ts';

interface FirstSyncProps {
  readonly sync: SyncStatus;
  readonly now: number;
  /** Notifications in the archive so far. */
  readonly rows: number;
  readonly onSyncNow: () => void;
  readonly onAskServer: () => void;
  readonly onOpenStream: () => void;
}

/** The first sync as it happens: rows that are here can be used at once, the rest follows by itself. */
export function FirstSync(props: FirstSyncProps) {
  const { sync, now, rows, onSyncNow, onAskServer, onOpenStream } = props;
  const isDone = sync.lastCompleteAt !== undefined;
  return (
    <section class="first-sync-panel" aria-labelledby="first-sync">
      <h3 id="first-sync">{t('firstSyncHeading')}</h3>
      {sync.problem && <ProblemBanner problem={sync.problem} {...{ onSyncNow, onAskServer }} />}
      {!isDone && sync.phase === 'running' && <Progress walk={sync.walk} />}
      <p role="status">
        {plural('notifications', rows)} <span class="muted">{describeState(sync, now)}</span>
      </p>
      {isDone && (
        <Banner
          tone="info"
          title={t('firstSyncDone')}
          action={<Button onClick={onOpenStream}>{t('openStream')}</Button>}
        >
          <p>{t('firstSyncDoneBody')}</p>
        </Banner>
      )}
    </section>
  );
}

function Progress({ walk }: { readonly walk: SyncStatus['walk'] }) {
  const { rows = 0, expected } = walk ?? {};
  if (expected === undefined) return <progress aria-label={t('fetchProgress')} />;
  return <progress aria-label={t('fetchProgress')} value={rows} max={Math.max(rows, expected)} />;
}
