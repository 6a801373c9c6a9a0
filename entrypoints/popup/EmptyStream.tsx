import { Button } from '../../components/kit/Button.tsx';
import { EmptyState } from '../../components/kit/EmptyState.tsx';
import { PROBLEM_WORDS } from '../../components/words/problem-words.ts';
import { t } from '../../components/words/translate.ts';
import type { SyncStatus } from '../../utils/messaging/desk-protocol.ts';

const NONE_TITLES = { hunting: 'huntingEmpty', subscriptions: 'subscriptionsEmpty' } as const;

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
  if (sync.lastCompleteAt === undefined)
    return <FirstSync origin={origin} sync={sync} onSyncNow={onSyncNow} />;
  return (
    <EmptyState title={t(NONE_TITLES[origin])}>
      <p>{t(origin === 'hunting' ? 'huntingEmptyBody' : 'subscriptionsEmptyBody')}</p>
    </EmptyState>
  );
}

interface FirstSyncProps {
  readonly origin: 'hunting' | 'subscriptions';
  readonly sync: SyncStatus;
  readonly onSyncNow: () => void;
}

function FirstSync({ origin, sync, onSyncNow }: FirstSyncProps) {
  const hasBegun = sync.lastSyncAt !== undefined;
  // A budget that is spent holds a walk up, and it goes on by itself.
  const isHeld = hasBegun && sync.hold !== undefined && sync.problem === undefined;
  if (sync.phase !== 'running' && !isHeld) {
    const words = sync.problem && PROBLEM_WORDS[sync.problem.code];
    return (
      <EmptyState
        title={t(hasBegun ? NONE_TITLES[origin] : 'neverFetchedTitle')}
        // Without access there is nothing to try; the notice above asks for it.
        action={
          words?.fix !== 'access' && (
            <Button onClick={onSyncNow}>{words ? t('tryAgain') : t('syncNow')}</Button>
          )
        }
      >
        {hasBegun && <p>{t('fetchedInPart')}</p>}
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
