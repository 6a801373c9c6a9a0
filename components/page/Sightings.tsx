import { useEffect, useState } from 'preact/hooks';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import { SECOND_MS } from '../../utils/lang/time.ts';
import { Time } from '../kit/Time.tsx';
import { Untrusted } from '../kit/Untrusted.tsx';
import { headline } from '../stream/entity-words.ts';
import { NotificationDetail } from '../stream/NotificationDetail.tsx';
import { t } from '../words/translate.ts';

interface SightingsProps {
  readonly now: number;
  readonly read: () => Promise<readonly ArchivedNotification[]>;
}

/** The notifications about one indicator, newest first and unfolded. */
export function Sightings({ now, read }: SightingsProps) {
  const [rows, setRows] = useState<readonly ArchivedNotification[] | 'failed'>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when unfolded
  useEffect(() => {
    let gone = false;
    read().then(
      (found) => gone || setRows(found),
      () => gone || setRows('failed'),
    );
    return () => {
      gone = true;
    };
  }, []);
  if (rows === undefined) return null;
  if (rows === 'failed') return <p class="help fault">{t('feedFailed')}</p>;
  return (
    <div class="sightings">
      {rows.map((row, index) => (
        <details key={row.id} open={index === 0}>
          <summary>
            <Untrusted text={headline(row)} /> <Time ms={row.date * SECOND_MS} now={now} />
          </summary>
          <NotificationDetail notification={row} />
        </details>
      ))}
    </div>
  );
}
