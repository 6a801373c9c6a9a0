import { mix } from './dice.ts';

/**
 * When each row happened and what its notification is called, by index and back, without holding any row.
 *
 * The time from `newest` back is cut into chunks of 64 rows; a chunk has whole seconds of its own, so dates never rise
 * with the index and one second never spans two chunks. In a chunk, rows come in runs that share a second, and in some
 * chunks the runs crowd at the newest end. Ids ascend along the rows of one second (VirusTotal's order). From second to
 * second they go down the older it gets in one half of the chunks, up in the other; chunks change places in groups of
 * eight: over time, ids go mostly, but not always, up.
 *
 * Example: a chunk with rows at seconds 90 90 90 88 88 ... has its ids, counted from the chunk's first, either at
 * 0 1 2 3 4 ... or at 61 62 63 59 60 ...; an id is `FIRST_ID + STRIDE * place`, and up to `STRIDE - 1` more.
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

  const dateAt = (index: number) => {
    const chunk = Math.floor(index / CHUNK);
    const start = startOf(chunk);
    const chance = mix(seed, 3, chunk);
    const run = RUN_LENGTHS[chance & 3] ?? 1;
    const crowding = CROWDING[(chance >>> 2) & 3] ?? 1;
    const first = Math.floor((index % CHUNK) / run) * run;
    const place = (first + mix(seed, 4, index - (index % CHUNK) + first) / 2 ** 32) / CHUNK;
    return newest - start - Math.floor((startOf(chunk + 1) - start) * place ** crowding);
  };

  // The last chunk asked for: walks go from row to row.
  let known: { readonly chunk: number; readonly places: Uint8Array } = { chunk: -1, places: RISING };
  const placesOf = (chunk: number) => {
    if (known.chunk !== chunk) {
      const rising = mix(seed, 5, chunk) % 2 === 0;
      known = { chunk, places: rising ? RISING : createFallingPlaces((row) => dateAt(chunk * CHUNK + row)) };
    }
    return known.places;
  };
  const slotOf = (index: number) => {
    const chunk = Math.floor(index / CHUNK);
    const group = Math.floor(chunk / GROUP);
    const place = placesOf(chunk)[index % CHUNK] ?? 0;
    return ((groups - 1 - group) * GROUP + ((chunk % GROUP) ^ swapOf(group))) * CHUNK + place;
  };
  return {
    count,
    dateAt,
    idAt: (index) => {
      const slot = slotOf(index);
      return String(FIRST_ID + slot * STRIDE + spread(slot));
    },
    indexOf(id) {
      if (!/^\d{11}$/.test(id)) return -1;
      const slot = Math.floor((Number(id) - FIRST_ID) / STRIDE);
      if (slot < 0 || Number(id) !== FIRST_ID + slot * STRIDE + spread(slot)) return -1;
      const chunkSlot = Math.floor(slot / CHUNK);
      const group = groups - 1 - Math.floor(chunkSlot / GROUP);
      if (group < 0) return -1;
      const chunk = group * GROUP + ((chunkSlot % GROUP) ^ swapOf(group));
      const index = chunk * CHUNK + placesOf(chunk).indexOf(slot % CHUNK);
      return index < count ? index : -1;
    },
  };
}

const RISING = Uint8Array.from({ length: CHUNK }, (_, row) => row);

/** Places of a chunk's rows when older seconds have lower ids, while ids still ascend inside a second. */
function createFallingPlaces(dateAt: (row: number) => number): Uint8Array {
  const places = new Uint8Array(CHUNK);
  for (let first = 0; first < CHUNK; ) {
    let end = first + 1;
    while (end < CHUNK && dateAt(end) === dateAt(first)) end++;
    for (let row = first; row < end; row++) places[row] = CHUNK - end + (row - first);
    first = end;
  }
  return places;
}
