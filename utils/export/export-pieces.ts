/** What went into an export. Both counts belong on the screen: nothing is dropped unsaid. */
export interface ExportTally {
  /** Rows that are in the export; rows that say the same (a list's repeated value) count each. */
  readonly written: number;
  /** Rows that the format cannot say, such as a URL of which only VirusTotal's id is known in a STIX pattern. */
  readonly leftOut: number;
}

/** The text of an export, piece by piece, so that a million rows are never one string. */
export type ExportPieces = AsyncGenerator<string, ExportTally, undefined>;

/** An array for a selection, an async generator that pages through the archive for a search. */
export type Rows<Row> = Iterable<Row> | AsyncIterable<Row>;

/** UTF-16 units: large enough that writing costs more than the hand-over, small enough not to be felt. */
const PIECE_LENGTH = 64 * 1024;

/** The same text in pieces of about 64 Ki characters instead of one per row. */
export async function* joinPieces(pieces: ExportPieces): ExportPieces {
  let waiting = '';
  try {
    for (;;) {
      const next = await pieces.next();
      if (next.done) {
        if (waiting !== '') yield waiting;
        return next.value;
      }
      waiting += next.value;
      if (waiting.length < PIECE_LENGTH) continue;
      yield waiting;
      waiting = '';
    }
  } finally {
    // A cancelled export closes the cursor it was reading from.
    await pieces.return({ written: 0, leftOut: 0 });
  }
}

/** All of it at once: for the clipboard, and for `new Blob(parts)`. */
export async function collectExport(
  pieces: ExportPieces,
): Promise<{ readonly parts: readonly string[]; readonly tally: ExportTally }> {
  const parts: string[] = [];
  for (;;) {
    const next = await pieces.next();
    if (next.done) return { parts, tally: next.value };
    parts.push(next.value);
  }
}
