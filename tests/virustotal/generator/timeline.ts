import { mix } from './dice.ts';

/**
 * When each row happened and what its notification is called, by index and back, without holding any row.
 *
 * The time from `newest` back is cut into chunks of 64 rows; a chunk has whole seconds of its own, so dates never rise
 * with the index and one second never spans two chunks. In a chunk, rows come in runs that share a second, and in some
 * chunks the runs crowd at the newest end. Ids rise along a chunk (VirusTotal's order inside a second), while chunks,
 * in shuffled groups of eight, have lower ids the older they are: over time, ids go mostly, but not always, up.
 *
 * Example, 200 rows: chunk 0 (rows 0-63, newest) could have slots 192-255, chunk 1 slots 0-63, chunk 2 slots 128-191...;
 * row 5 of chunk 1 has slot 5 and an id somewhere in `FIRST_ID + 5 * STRIDE ... + STRIDE - 1`.
 */
export interface Timeline {
  readonly count: number;
  /** UTC seconds, never rising with the index. */
  dateAt(index: number): number;
  /** Eleven digits. */
  idAt(index: number): string;
  /** -1 for an id that is no row's. */
  indexOf(id: string): number;
}

const CHUNK = 64;
const GROUP = 8;
const FIRST_ID = 23_000_000_000;
const STRIDE = 997;
const RUN_LENGTHS = [1, 3, 8, 20];
const CROWDING = [1, 1, 2, 4];

/** `newest` in UTC seconds. The span is stretched to at least one second per 64 rows. */
export function createTimeline(count: number, seed: number, newest: number, spanSeconds: number): Timeline {
  const chunks = Math.ceil(count / CHUNK);
  const groups = Math.ceil(chunks / GROUP);
  const span = Math.max(spanSeconds, chunks);
  const startOf = (chunk: number) => Math.floor((chunk * span) / chunks);
  const swapOf = (group: number) => mix(seed, 1, group) % GROUP;
  const spread = (slot: number) => mix(seed, 2, slot) % STRIDE;

  const slotOf = (index: number) => {
    const chunk = Math.floor(index / CHUNK);
    const group = Math.floor(chunk / GROUP);
    return ((groups - 1 - group) * GROUP + ((chunk % GROUP) ^ swapOf(group))) * CHUNK + (index % CHUNK);
  };
  return {
    count,
    dateAt(index) {
      const chunk = Math.floor(index / CHUNK);
      const start = startOf(chunk);
      const chance = mix(seed, 3, chunk);
      const run = RUN_LENGTHS[chance & 3] ?? 1;
      const crowding = CROWDING[(chance >>> 2) & 3] ?? 1;
      const first = Math.floor((index % CHUNK) / run) * run;
      const place = (first + mix(seed, 4, index - (index % CHUNK) + first) / 2 ** 32) / CHUNK;
      return newest - start - Math.floor((startOf(chunk + 1) - start) * place ** crowding);
    },
    idAt: (index) => {
      const slot = slotOf(index);
      return String(FIRST_ID + slot * STRIDE + spread(slot));
    },
    indexOf(id) {
      if (!/^\d{11}$/.test(id)) return -1;
      const slot = Math.floor((Number(id) - FIRST_ID) / STRIDE);
      if (slot < 0 || Number(id) !== FIRST_ID + slot * STRIDE + spread(slot)) return -1;
      const place = Math.floor(slot / CHUNK);
      const group = groups - 1 - Math.floor(place / GROUP);
      const chunk = group * GROUP + ((place % GROUP) ^ swapOf(group));
      const index = chunk * CHUNK + (slot % CHUNK);
      return group >= 0 && index < count ? index : -1;
    },
  };
}
