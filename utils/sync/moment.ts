import { SECOND_MS } from '../lang/time.ts';
import { RETENTION_S } from './state.ts';

/**
 * When a stream page came, ms since the epoch: by our clock, and by the server's. Ours says when to ask again, the
 * server's alone what VirusTotal still holds: analysts' machines run with wrong clocks, sandboxes on purpose.
 */
export interface Moment {
  readonly now: number;
  readonly serverNow: number;
}

export const toSeconds = (ms: number): number => Math.floor(ms / SECOND_MS);

/** The oldest second that VirusTotal may still hold, or that the user asks for. What is older was never within reach. */
export const findReach = (bound: number | undefined, { serverNow }: Moment): number =>
  Math.max(toSeconds(serverNow) - RETENTION_S + 1, bound ?? 0);
