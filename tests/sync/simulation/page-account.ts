import { SECOND_MS } from '../../../utils/lang/time.ts';
import { findGap } from '../../../utils/sync/gaps.ts';
import type { StreamPage, StreamRequest, StreamSource } from '../../../utils/sync/ports.ts';
import { type Gap, OVERLAP_S, type StreamState } from '../../../utils/sync/state.ts';
import type { KillPoint } from './kills.ts';

/** Whether `date:X+` includes X is not documented: a walk asks from one second below its lower end. */
const BOUND_S = 1;

type Answer = Awaited<ReturnType<StreamSource['readStreamPage']>>;

/**
 * What a world's stream pages cost. Two things only may make the engine ask for a page that it had before:
 *
 * 1. The worker died, or the store refused, between the answer and its commit: that page was in nobody's archive. One page
 *    per such kill or store fault, and this is an equation: `unkept` = `deaths` + `storeFaults`. A kill anywhere else, and
 *    a request that failed, cost no page at all.
 * 2. VirusTotal refused a cursor (or met it with three errors in a row), so the walk began anew at its edge: at most the
 *    pages that it had read of that one second. `restarts` <= `giveUps`, and `again` <= `credit`. Such a walk has an upper bound
 *    and stops by its rows: its last page may reach into what an older gap reads again. `overshoots` <= `restarts`.
 *
 * Rows that a poll reads again on purpose (its overlap, and everything when the key is another user's) are no page again.
 */
export interface PageAccount {
  /** Pages that reached the engine. */
  readonly pages: number;
  /** ... and were never kept. */
  readonly unkept: number;
  /** Kept pages that brought only what an earlier kept page had brought. */
  readonly again: number;
  /** Kept pages of walks that began anew at an edge. */
  readonly restarts: number;
  /** Kept pages that reached below their walk's lower end. */
  readonly overshoots: number;
  onAnswer(request: StreamRequest, answer: Answer): void;
  /** A commit that is in the archive. `at`: ms since the epoch, the engine's clock. */
  onCommit(stream: StreamState, page: Pick<StreamPage, 'notifications'> | undefined, at: number): void;
  onDeath(at: KillPoint): void;
  onStoreFault(): void;
  /** What was asked for without need; absent when nothing was. */
  findExcess(): string | undefined;
}

interface Held {
  readonly page: StreamPage;
  readonly gap: Gap | undefined;
  /** Rows per page that were asked for. */
  readonly limit: number;
}

export function createPageAccount(): PageAccount {
  const seen = new Set<string>();
  /** The lower ends of the polls' gaps, UTC seconds. */
  const pollStarts = new Set<number>();
  /** Kept rows of a second, since a walk last began anew there. */
  const rowsOfSecond = new Map<number, number>();
  const figures = { pages: 0, unkept: 0, again: 0, restarts: 0, overshoots: 0 };
  const causes = { deaths: 0, storeFaults: 0, giveUps: 0, cursorErrors: 0, credit: 0 };
  let held: Held | undefined;
  let isAnswered = false;
  /** The walk that the next request is for. */
  let gap: Gap | undefined;
  let hadTop = false;

  const drop = () => {
    if (held !== undefined) figures.unkept++;
    held = undefined;
  };

  /** Within the overlap that a poll reads again on purpose, whichever of the two walks comes there second? */
  const isInOverlap = (date: number) =>
    [...pollStarts].some((from) => from - BOUND_S <= date && date <= from + OVERLAP_S);
  const isAgain = ({ notifications }: StreamPage, walked: Gap | undefined): boolean => {
    if (!notifications.every(({ id }) => seen.has(id))) return false;
    // What lies below the walk's lower end is an overshoot, counted as that.
    const within = notifications.filter(({ date }) => date >= (walked?.from ?? 0) - BOUND_S);
    return within.some(({ date }) => !isInOverlap(date));
  };

  const keep = ({ page, gap: walked, limit }: Held) => {
    if (isAgain(page, walked)) figures.again++;
    if (walked?.to !== undefined && walked.next === undefined) {
      figures.restarts++;
      // In pages of the size that is asked for now: the user may have changed it.
      causes.credit += Math.ceil((rowsOfSecond.get(walked.to) ?? 0) / limit);
      rowsOfSecond.delete(walked.to);
    }
    // A page without rows whose cursor leads on, or one that ends where the last one did: the walk begins anew.
    const last = page.notifications.at(-1)?.id;
    if (page.cursor !== undefined && (last === undefined || last === walked?.lastId)) causes.giveUps++;
    // A row from the future stands above every poll until its time has come.
    const now = (page.servedAt ?? 0) / SECOND_MS;
    const lowest = (walked?.from ?? 0) - BOUND_S;
    if (page.notifications.some(({ date }) => date < lowest)) figures.overshoots++;
    for (const { id, date } of page.notifications) if (lowest <= date && date <= now) seen.add(id);
    for (const { date } of page.notifications) rowsOfSecond.set(date, (rowsOfSecond.get(date) ?? 0) + 1);
  };

  return {
    get pages() {
      return figures.pages;
    },
    get unkept() {
      return figures.unkept + (held === undefined ? 0 : 1);
    },
    get again() {
      return figures.again;
    },
    get restarts() {
      return figures.restarts;
    },
    get overshoots() {
      return figures.overshoots;
    },
    onAnswer(request, answer) {
      drop();
      isAnswered = answer.ok;
      if (answer.ok) {
        figures.pages++;
        held = { page: answer.value, gap, limit: request.limit };
      } else if (request.cursor !== undefined) {
        if (answer.error.code === 'bad-request') causes.giveUps++;
        if (['server', 'timeout', 'not-virustotal', 'offline'].includes(answer.error.code))
          causes.cursorErrors++;
      }
    },
    onCommit(stream, page, at) {
      if (page !== undefined && held !== undefined) {
        keep(held);
        held = undefined;
      }
      if (hadTop && stream.top === undefined) {
        // Another user's stream: everything is read anew.
        seen.clear();
        rowsOfSecond.clear();
      }
      hadTop = stream.top !== undefined;
      if (hadTop) for (const { from } of stream.gaps) if (from !== undefined) pollStarts.add(from);
      gap = findGap(stream, at);
    },
    onDeath(at) {
      if (at === 'keep page, before' || (at === 'request, after' && isAnswered)) causes.deaths++;
    },
    onStoreFault() {
      causes.storeFaults++;
    },
    findExcess() {
      const { again, restarts, overshoots } = figures;
      const unkept = figures.unkept + (held === undefined ? 0 : 1);
      const { deaths, storeFaults, credit } = causes;
      const giveUps = causes.giveUps + Math.floor(causes.cursorErrors / 3);
      if (unkept !== deaths + storeFaults)
        return `${unkept} pages were not kept, for ${deaths} kills and ${storeFaults} store faults over a page`;
      if (restarts > giveUps) return `${restarts} walks began anew, for ${giveUps} cursors given up`;
      if (overshoots > restarts) return `${overshoots} walks went too far, ${restarts} began anew`;
      return again > credit ? `${again} pages again, ${credit} were within a second begun anew` : undefined;
    },
  };
}
