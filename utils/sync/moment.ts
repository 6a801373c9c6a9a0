import { SECOND_MS } from '../lang/time.ts';

/**
 * When a stream page came, ms since the epoch: by our clock, and by the server's. Ours says when to ask again, the
 * server's alone what VirusTotal still holds: analysts' machines run with wrong clocks, sandboxes on purpose.
 */
export interface Moment {
  readonly now: number;
  readonly serverNow: number;
}

export const toSeconds = (ms: number): number => Math.floor(ms / SECOND_MS);
