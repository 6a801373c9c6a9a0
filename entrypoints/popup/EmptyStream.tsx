import { Button } from '../../components/kit/Button.tsx';
import { EmptyState } from '../../components/kit/EmptyState.tsx';
import { PROBLEM_WORDS } from '../../components/words/problem-words.ts';
import { t } from '../../components/words/translate.ts';
import type { SyncStatus } from '../../utils/messaging/desk-protocol.ts';

interface EmptyStreamProps {
  readonly origin: 'hunting' | 'subscriptions';
  readonly hasAccount: boolean;
  readonly sync: SyncStatus | undefined;
  readonly onOptions: () => void;
  readonly onSample: () => void;
  readonly onSyncNow: () => void;
}

/** Why there is nothing: no key yet, the first sync still under way or failed, or really nothing caught. */
export function EmptyStream({ origin, hasAccount, sync, onOptions, onSample, onSyncNow }: EmptyStreamProps) {
  if (!hasAccount) {
    return (
      <EmptyState
        title={t('firstRunTitle')}
        action={
          <>
            <Button look="primary" onClick={onOptions}>
              {t('enterKey')}
            </Button>
            <Button look="quiet" onClick={onSample}>
              {t('trySample')}
            </Button>
          </>
        }
      >
        <p>{t('firstRunBody')}</p>
        <p>{t('firstRunPromise')}</p>
      </EmptyState>
    );
  }
  // The archive may be read before the background has answered; an answer of half a line must not flash by.
  if (sync === undefined) return null;
  if (sync.lastCompleteAt === undefined) return <FirstSync sync={sync} onSyncNow={onSyncNow} />;
  return origin === 'hunting' ? (
    <EmptyState title={t('huntingEmpty')}>
      <p>{t('huntingEmptyBody')}</p>
    </EmptyState>
  ) : (
    <EmptyState title={t('subscriptionsEmpty')}>
      <p>{t('subscriptionsEmptyBody')}</p>
    </EmptyState>
  );
}

function FirstSync({ sync, onSyncNow }: { readonly sync: SyncStatus; readonly onSyncNow: () => void }) {
  if (sync.phase !== 'running') {
    const words = sync.problem && PROBLEM_WORDS[sync.problem.code];
    return (
      <EmptyState
        title={t('neverFetchedTitle')}
        // Without access there is nothing to try; the notice above asks for it.
        action={
          words?.fix !== 'access' && (
            <Button onClick={onSyncNow}>{words ? t('tryAgain') : t('syncNow')}</Button>
          )
        }
      >
        {words && <p>{t(words.title)}</p>}
        {words && <p>{t(words.advice)}</p>}
      </EmptyState>
    );
  }
  const { rows = 0, expected } = sync.walk ?? {};
  return (
    <EmptyState title={t('fetchingTitle')}>
      {expected === undefined ? (
        <progress class="first-sync" aria-label={t('fetchProgress')} />
      ) : (
        <progress
          class="first-sync"
          aria-label={t('fetchProgress')}
          value={rows}
          max={Math.max(rows, expected)}
        />
      )}
      <p>{t('fetchingBody')}</p>
    </EmptyState>
  );
}
