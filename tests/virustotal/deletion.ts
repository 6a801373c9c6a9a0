import { ApiError } from './api-error.ts';
import type { StreamFilter } from './filter.ts';
import { keyOf, type Stream } from './stream.ts';

/** DELETE by filter as VirusTotal does it: asked for now, done later, one at a time. */
export interface Deletion {
  /** Throws an `ApiError` (429) while one runs. Rows that arrive afterwards are not its rows. */
  start(filter: StreamFilter, until: number): void;
  /** Takes the rows away when the time has come. */
  settle(now: number): void;
}

export function createDeletion(stream: Stream): Deletion {
  let running: { readonly ids: readonly string[]; readonly until: number } | undefined;
  return {
    start(filter, until) {
      if (running) {
        // The code is the document's, without the usual suffix.
        throw new ApiError(
          429,
          'TooManyRequests',
          'Notifications already being deleted. Depending on volume this may take a while.',
        );
      }
      const ids = Array.from(stream.walk(filter, { order: 'date-' }), (row) => keyOf(row).id);
      running = { ids, until };
    },
    settle(now) {
      if (running === undefined || now < running.until) return;
      stream.remove(running.ids);
      running = undefined;
    },
  };
}
