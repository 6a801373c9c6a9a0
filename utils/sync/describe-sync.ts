import { MINUTE_MS } from '../lang/time.ts';
import { joinSpent } from './asked.ts';
import { decide, type HoldReason } from './decide.ts';
import { gatherLeft, type LeftGap } from './left-streams.ts';
import { toSeconds } from './moment.ts';
import { readSpent } from './politeness.ts';
import type { SyncSettings } from './settings.ts';
import {
  findStream,
  type Gap,
  type Loss,
  NOTHING_SPENT,
  type Spent,
  type SyncState,
  type Top,
} from './state.ts';

/** The state of the sync, for people. Every `...At` is ms since the epoch; spans are UTC seconds, both ends inclusive. */
export interface SyncStatus {
  /** `walking`: there is something to fetch, and nothing forbids it. */
  readonly phase: 'idle' | 'walking' | 'waiting' | 'paused' | 'stopped';
  readonly why?: HoldReason;
  /** Upstream's own words, untrusted text. */
  readonly message?: string;
  /** When something happens next by itself. */
  readonly nextAt?: number;
  /** Rows that the walks under way have brought. */
  readonly rows: number;
  /** How much of them that is, 0 to 1, by VirusTotal's own estimate; absent when nothing is under way or it gives none. */
  readonly share?: number;
  /** At the pace so far. */
  readonly timeLeftMs?: number;
  /** Spans still to be fetched, newest first; without `from`: as far back as VirusTotal remembers. */
  readonly gaps: readonly { readonly from?: number; readonly to: number }[];
  /** Spans that were still to be fetched when another filter was set, newest first. */
  readonly left: readonly LeftGap[];
  /** Spans whose notifications may be missing for good, newest first; `filter`: under another one than is set now. */
  readonly losses: readonly (Loss & { readonly filter?: string })[];
  /** Requests in the minute and the UTC day of now, the engine's and the others, beside what the user allows. */
  readonly spent: {
    readonly minute: number;
    readonly perMinute: number;
    readonly today: number;
    readonly perDay: number;
  };
  /** When the top of the stream was last seen. */
  readonly lastSyncAt?: number;
  /** When nothing was left to fetch. Absent until the first walk has come to its end. */
  readonly lastCompleteAt?: number;
  /** The progress record was damaged and begun anew: gaps that it held are forgotten. */
  readonly replacedAt?: number;
}

/** `asked`: requests that were not the engine's. */
export function describeSync(
  state: SyncState,
  settings: SyncSettings,
  now: number,
  asked: Spent = NOTHING_SPENT,
): SyncStatus {
  const stream = findStream(state, settings.filter);
  const { kind, ...held } = decide(state, settings, now, { asked });
  const spent = readSpent(joinSpent(state.spent, asked, now), now);
  return {
    phase: kind === 'request' ? 'walking' : kind,
    ...('why' in held ? { why: held.why } : {}),
    ...('message' in held && held.message !== undefined ? { message: held.message } : {}),
    ...('nextAt' in held ? { nextAt: held.nextAt } : {}),
    ...measureWalks(stream.gaps, settings),
    gaps: stream.gaps.map((gap) => describeGap(gap, stream.top, now)),
    left: gatherLeft(state, settings.filter),
    losses: gatherLosses(state, settings.filter),
    spent: { ...spent, perMinute: settings.perMinute, perDay: settings.perDay },
    ...(stream.top && { lastSyncAt: stream.top.seenAt }),
    ...(stream.completedAt === undefined ? {} : { lastCompleteAt: stream.completedAt }),
    ...(state.replacedAt === undefined ? {} : { replacedAt: state.replacedAt }),
  };
}

/** The archive is one, whatever the filter is now: what was lost under another is missing in it too. */
function gatherLosses({ streams }: SyncState, current: string): SyncStatus['losses'] {
  const own = streams[current]?.losses ?? [];
  const isWithin = ({ cause, from, to }: Loss) =>
    own.some((loss) => loss.cause === cause && loss.from <= from && to <= loss.to);
  const others = Object.entries(streams)
    .filter(([filter]) => filter !== current)
    .flatMap(([filter, { losses }]) =>
      losses.filter((loss) => !isWithin(loss)).map((loss) => ({ ...loss, filter })),
    );
  return [...own, ...others].toSorted((a, b) => b.to - a.to);
}

/**
 * A poll reads again from the newest row on, less the overlap, which in a quiet stream is hours; what nobody has looked at
 * yet begins with the last look.
 */
function describeGap({ from, to }: Gap, top: Top | undefined, now: number): SyncStatus['gaps'][number] {
  if (to !== undefined) return { to, ...(from === undefined ? {} : { from }) };
  const end = toSeconds(now);
  const seen = top === undefined ? from : Math.min(end, Math.max(from ?? 0, toSeconds(top.seenAt)));
  return { to: end, ...(seen === undefined ? {} : { from: seen }) };
}

function measureWalks(
  gaps: readonly Gap[],
  { perMinute, limit }: SyncSettings,
): Pick<SyncStatus, 'rows' | 'share' | 'timeLeftMs'> {
  const begun = gaps.filter(({ to }) => to !== undefined);
  const rows = begun.reduce((sum, gap) => sum + gap.rows, 0);
  const counted = begun.filter(({ count }) => count !== undefined);
  const total = counted.reduce((sum, { count = 0, rows }) => sum + Math.max(count, rows), 0);
  if (total === 0 || counted.length < begun.length) return { rows };
  const paces = begun.map(({ paceMs }) => paceMs ?? 0);
  const paceMs = Math.max(MINUTE_MS / perMinute, ...paces);
  return { rows, share: rows / total, timeLeftMs: Math.ceil((total - rows) / limit) * paceMs };
}
