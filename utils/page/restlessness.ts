/** Records between two readings that make a page restless; half of those between the two before count as well. */
const RESTLESS = 250;
/** A restless page is let be for so long, however idle it is. */
export const AWAY_MS = 250;

/** Whether a page changes faster than following its changes is worth. */
export interface Restlessness {
  /** Takes in changes; true when these have made the page restless, once between two readings. */
  add(records: number): boolean;
  /** Call when a reading begins. */
  startReading(): void;
}

export function createRestlessness(): Restlessness {
  let count = 0;
  return {
    add(records) {
      const wasRestless = count > RESTLESS;
      count += records;
      return !wasRestless && count > RESTLESS;
    },
    // A page that is idle after each of its frames is read after each: one frame's changes may be few.
    startReading() {
      count = Math.min(count, RESTLESS) / 2;
    },
  };
}
