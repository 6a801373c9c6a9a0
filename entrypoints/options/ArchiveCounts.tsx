import { Untrusted } from '../../components/kit/Untrusted.tsx';
import { formatNumber, t } from '../../components/words/translate.ts';
import type { ArchiveCounters } from '../../utils/store/archive-api.ts';

/** What the archive holds, and what of the stream it could not take. */
export function ArchiveCounts({ counters }: { readonly counters: ArchiveCounters }) {
  const { total, hunting, subscriptions, unreadHunting, unreadSubscriptions, rejected } = counters;
  const counts = [
    [t('archiveTotal'), total],
    [t('archiveHunting'), hunting],
    [t('archiveSubscriptions'), subscriptions],
    [t('archiveUnread'), unreadHunting + unreadSubscriptions],
    [t('archiveRejected'), rejected],
  ] as const;
  return (
    <>
      <dl class="counts">
        {counts.map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{formatNumber(count)}</dd>
          </div>
        ))}
      </dl>
      {rejected > 0 && (
        <details>
          <summary>{t('archiveRejectedHelp')}</summary>
          <ul class="reasons">
            {[...new Set(counters.rejectedReasons)].map((reason) => (
              <li key={reason}>
                <Untrusted text={reason} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
