import { useEffect, useState } from 'preact/hooks';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import { SECOND_MS } from '../../utils/lang/time.ts';
import { FullTime, Time } from '../kit/Time.tsx';
import { Untrusted } from '../kit/Untrusted.tsx';
import { headline } from '../stream/entity-words.ts';
import { NotificationDetail } from '../stream/NotificationDetail.tsx';
import { plural, t } from '../words/translate.ts';

/** Newest first; `total` may be more than there are rows. */
export interface SightingRows {
  readonly rows: readonly ArchivedNotification[];
  readonly total: number;
  /** Of the first of all of them, UTC seconds. Absent: not known. */
  readonly firstDate?: number;
}

/** The notifications about one indicator, the newest unfolded. */
export function Sightings({ rows, total, firstDate, now }: SightingRows & { readonly now: number }) {
  return (
    <div class="sightings">
      {rows.map((row, index) => (
        <SightingRow key={row.id} row={row} now={now} unfolded={index === 0} />
      ))}
      {total > 1 && firstDate !== undefined && (
        <p class="help">
          {t('sightingsFirst')} <FullTime ms={firstDate * SECOND_MS} />
        </p>
      )}
      {rows.length < total && <p class="help">{plural('sightingsShown', rows.length, total)}</p>}
    </div>
  );
}

interface SightingRowProps {
  readonly row: ArchivedNotification;
  readonly now: number;
  /** At first. */
  readonly unfolded: boolean;
}

/** A detail asks the archive for what is current: only when it is looked at. */
function SightingRow({ row, now, unfolded }: SightingRowProps) {
  const [open, setOpen] = useState(unfolded);
  return (
    <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <Untrusted text={headline(row)} /> <Time ms={row.date * SECOND_MS} now={now} />
      </summary>
      {open && <NotificationDetail notification={row} amongOthers />}
    </details>
  );
}

interface LazySightingsProps {
  readonly now: number;
  /** Rejects when the archive cannot be read. */
  readonly read: () => Promise<SightingRows>;
}

/** The same, read when it is unfolded. */
export function LazySightings({ now, read }: LazySightingsProps) {
  const [found, setFound] = useState<SightingRows | 'failed'>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when unfolded
  useEffect(() => {
    let gone = false;
    read().then(
      (next) => gone || setFound(next),
      () => gone || setFound('failed'),
    );
    return () => {
      gone = true;
    };
  }, []);
  if (found === undefined) return null;
  if (found === 'failed') return <p class="help fault">{t('feedFailed')}</p>;
  return <Sightings {...found} now={now} />;
}
