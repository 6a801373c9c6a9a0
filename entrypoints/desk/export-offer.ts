import type { ExportOffer, ExportOutcome, ExportWatch } from '../../components/export/export-offer.ts';
import {
  EXPORT_FORMATS,
  type ExportFormat,
  exportLookUp,
  exportNotifications,
} from '../../utils/export/export-format.ts';
import type { ExportPieces, ExportTally, Rows } from '../../utils/export/export-pieces.ts';
import type { Clock } from '../../utils/lang/time.ts';
import { createPace, startSlice } from '../../utils/page/pace.ts';
import { downloadBlob } from './download-blob.ts';
import type { ExportSource } from './export-sources.ts';

/** UTF-16 units. Clipboards and what one pastes into choke on more; a file is right for it. */
const CLIPBOARD_LIMIT = 16 * 1024 * 1024;
/** Browsers keep Blobs out of the script's memory: rows are kept as text no longer than this many pieces of 64 Ki. */
const PIECES_PER_BLOB = 16;

/** Joins what a screen can export with the formats, the file and the clipboard. */
export function createExportOffer(sources: readonly ExportSource[], clock: Clock): ExportOffer {
  return {
    scopes: sources.map(({ id, label, rows }) => ({ id, label, rows })),
    async run({ scope, format, target }, watch) {
      const source = sources.find(({ id }) => id === scope);
      if (source === undefined) return { outcome: 'done', written: 0, leftOut: 0 };
      try {
        const pieces = openPieces(source, format, watch, clock);
        return target === 'file' ? await toFile(pieces, format, clock) : await toClipboard(pieces);
      } catch (error) {
        if (watch.signal.aborted) return { outcome: 'cancelled' };
        if (error instanceof TooLarge) return { outcome: 'too-large' };
        return { outcome: 'failed', message: String(error) };
      }
    },
  };
}

function openPieces(
  source: ExportSource,
  format: ExportFormat,
  watch: ExportWatch,
  clock: Clock,
): ExportPieces {
  const context = { exportedAt: clock(), title: source.title };
  const pieces =
    source.of === 'notifications'
      ? exportNotifications(format, watchRows(source.read(), watch), context)
      : exportLookUp(format, watchRows(source.read(), watch), context);
  return watchPieces(pieces, watch);
}

/** The pieces; the page gets its turns also where many come after the last row, and a cancel ends them there too. */
async function* watchPieces(pieces: ExportPieces, { signal }: ExportWatch): ExportPieces {
  const pace = createPace(window);
  let isTimeLeft = startSlice(pace);
  try {
    for (;;) {
      const next = await pieces.next();
      if (next.done) return next.value;
      yield next.value;
      if (isTimeLeft()) continue;
      await pace.yieldToPage();
      signal.throwIfAborted();
      isTimeLeft = startSlice(pace);
    }
  } finally {
    await pieces.return({ written: 0, leftOut: 0 });
  }
}

/** The rows, counted; the page gets its turns between them, and a cancel ends them. */
async function* watchRows<Row>(
  rows: Rows<Row>,
  { signal, onRows }: ExportWatch,
): AsyncGenerator<Row, void, undefined> {
  const pace = createPace(window);
  let isTimeLeft = startSlice(pace);
  let count = 0;
  for await (const row of rows) {
    signal.throwIfAborted();
    yield row;
    count += 1;
    if (isTimeLeft()) continue;
    onRows(count);
    await pace.yieldToPage();
    isTimeLeft = startSlice(pace);
  }
  signal.throwIfAborted();
}

const toOutcome = ({ written, leftOut }: ExportTally): ExportOutcome => ({
  outcome: 'done',
  written,
  leftOut,
});

async function toFile(pieces: ExportPieces, format: ExportFormat, clock: Clock): Promise<ExportOutcome> {
  const { extension, mimeType } = EXPORT_FORMATS[format];
  const blobs: Blob[] = [];
  let waiting: string[] = [];
  const settle = () => {
    blobs.push(new Blob(waiting));
    waiting = [];
  };
  const tally = await forEachPiece(pieces, (piece) => {
    waiting.push(piece);
    if (waiting.length === PIECES_PER_BLOB) settle();
  });
  settle();
  downloadBlob(`huntlight-${nameMoment(clock())}.${extension}`, new Blob(blobs, { type: mimeType }));
  return toOutcome(tally);
}

class TooLarge extends Error {}

/** The browser is handed a promise: the user's gesture would be forgotten by the time that long work ends. */
async function toClipboard(pieces: ExportPieces): Promise<ExportOutcome> {
  const parts: string[] = [];
  let length = 0;
  const working = forEachPiece(pieces, (piece) => {
    length += piece.length;
    if (length > CLIPBOARD_LIMIT) throw new TooLarge();
    parts.push(piece);
  });
  const text = working.then(() => new Blob(parts, { type: 'text/plain' }));
  // A browser that refuses at once never looks at it.
  text.catch(() => undefined);
  const written = navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]);
  const [tally] = await Promise.all([working, written]);
  return toOutcome(tally);
}

async function forEachPiece(pieces: ExportPieces, take: (piece: string) => void): Promise<ExportTally> {
  try {
    for (;;) {
      const next = await pieces.next();
      if (next.done) return next.value;
      take(next.value);
    }
  } finally {
    await pieces.return({ written: 0, leftOut: 0 });
  }
}

/** `2026-11-22-140500`, UTC: two exports of one day are two files. */
const nameMoment = (now: number): string =>
  new Date(now).toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '');
