import { withDays } from '../../components/archive/filter-terms.ts';
import { Button } from '../../components/kit/Button.tsx';
import { EmptyState } from '../../components/kit/EmptyState.tsx';
import { plural, t } from '../../components/words/translate.ts';
import type { SyncStatus } from '../../utils/messaging/desk-protocol.ts';
import { EmptyStream } from '../popup/EmptyStream.tsx';

interface ArchiveEmptyProps {
  readonly failed: boolean;
  readonly filter: string;
  /** Shows what is read as well; absent: it is shown. */
  readonly onEvery: (() => void) | undefined;
  /** Rows that the filter finds without its dates. */
  readonly dateless: number;
  readonly hasAccount: boolean;
  readonly sync: SyncStatus | undefined;
  readonly onText: (text: string) => void;
  readonly onOptions: () => void;
  readonly onSample: () => void;
  readonly onSyncNow: () => void;
  readonly onRetry: () => void;
}

/** Why the list is empty, and what to do about it. */
export function ArchiveEmpty(props: ArchiveEmptyProps) {
  const { failed, filter, onEvery, dateless, onText, onRetry, ...stream } = props;
  if (failed) {
    return (
      <EmptyState title={t('feedFailed')} action={<Button onClick={onRetry}>{t('tryAgain')}</Button>}>
        <p>{t('feedFailedAdvice')}</p>
      </EmptyState>
    );
  }
  if (onEvery !== undefined && dateless === 0) {
    return (
      <EmptyState title={t('nothingUnread')} action={<Button onClick={onEvery}>{t('showRead')}</Button>}>
        <p>{t('nothingUnreadBody')}</p>
      </EmptyState>
    );
  }
  if (filter === '') return <EmptyStream origin="hunting" {...stream} />;
  return (
    <EmptyState
      title={t('nothingFound')}
      action={
        dateless > 0 ? (
          <Button onClick={() => onText(withDays(filter, undefined))}>{t('everyDate')}</Button>
        ) : (
          <Button onClick={() => onText('')}>{t('clearSearch')}</Button>
        )
      }
    >
      <p>{dateless > 0 ? plural('foundOutsideDates', dateless) : t('nothingFoundAdvice')}</p>
    </EmptyState>
  );
}
