import { useEffect, useState } from 'preact/hooks';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import { SECOND_MS } from '../../utils/lang/time.ts';
import { FullTime } from '../kit/Time.tsx';
import { Untrusted } from '../kit/Untrusted.tsx';
import { plural } from '../words/translate.ts';
import type { DetailActions } from './detail-actions.ts';
import { headline } from './entity-words.ts';

interface OtherNotificationsProps {
  readonly row: ArchivedNotification;
  readonly actions: DetailActions;
}

type Sightings = Awaited<ReturnType<DetailActions['readSightings']>>;

/** What else was notified of the same indicator. Nothing at all when this was the only time. */
export function OtherNotifications({ row, actions }: OtherNotificationsProps) {
  const [found, setFound] = useState<Sightings>();
  const key = row.keys[0];
  useEffect(() => {
    if (key === undefined) return;
    let gone = false;
    actions.readSightings(key).then(
      (next) => gone || setFound(next),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [key, actions]);
  if (found === undefined || found.total < 2) return null;
  const others = found.rows.filter(({ id }) => id !== row.id);
  return (
    <details class="detail-more">
      <summary>{plural('otherNotifications', found.total - 1)}</summary>
      <ul class="others">
        {others.map((other) => (
          <li key={other.id}>
            <Untrusted text={headline(other)} /> <FullTime ms={other.date * SECOND_MS} />
          </li>
        ))}
      </ul>
      {others.length < found.total - 1 && (
        <p class="help">{plural('sightingsShown', others.length, found.total - 1)}</p>
      )}
    </details>
  );
}
