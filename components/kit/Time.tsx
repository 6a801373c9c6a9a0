import { formatLocal, formatUtc, formatWhen } from '../words/format.ts';

interface TimeProps {
  /** ms since the epoch. */
  readonly ms: number;
  readonly now: number;
}

/** Short local time; local to the second and UTC in its title. */
export function Time({ ms, now }: TimeProps) {
  return (
    <time dateTime={new Date(ms).toISOString()} title={`${formatLocal(ms)}\n${formatUtc(ms)}`}>
      {formatWhen(ms, now)}
    </time>
  );
}

/** Local time to the second with UTC beside it. */
export function FullTime({ ms }: { readonly ms: number }) {
  return (
    <time dateTime={new Date(ms).toISOString()}>
      <span class="whole">{formatLocal(ms)}</span> <span class="whole muted">{formatUtc(ms)}</span>
    </time>
  );
}
