import { downloadBlob } from '../desk/download-blob.ts';

/** Chromium's file dialog; the shared DOM types do not know it. */
interface FilePicker {
  showSaveFilePicker(options: {
    readonly suggestedName: string;
    readonly types: readonly { readonly accept: Readonly<Record<string, readonly string[]>> }[];
  }): Promise<FileSystemFileHandle>;
}

const JSON_LINES = 'application/jsonl';
/** Strings up to this many characters are written as one piece. */
const PIECE = 1 << 20;

/**
 * Writes lines to a file of the user's choice and returns how many, or `undefined` when the user chose none. Call it
 * first thing in a user gesture. Where the browser has a file dialog (Chromium) the lines are streamed to disk; elsewhere
 * they are collected as a Blob, which browsers keep on disk when it is large, and downloaded.
 */
export async function saveLines(
  name: string,
  lines: () => AsyncIterable<string>,
): Promise<number | undefined> {
  if (!('showSaveFilePicker' in globalThis)) return download(name, lines());
  const picker = globalThis as unknown as FilePicker;
  let handle: FileSystemFileHandle;
  try {
    handle = await picker.showSaveFilePicker({
      suggestedName: name,
      types: [{ accept: { [JSON_LINES]: ['.jsonl'] } }],
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
  const file = await handle.createWritable();
  try {
    const count = await inPieces(lines(), (piece) => file.write(piece));
    await file.close();
    return count;
  } catch (error) {
    // What was there before stays as it was.
    await file.abort();
    throw error;
  }
}

async function download(name: string, lines: AsyncIterable<string>): Promise<number> {
  const parts: Blob[] = [];
  const count = await inPieces(lines, async (piece) => {
    parts.push(new Blob([piece]));
  });
  downloadBlob(name, new Blob(parts, { type: JSON_LINES }));
  return count;
}

async function inPieces(
  lines: AsyncIterable<string>,
  write: (piece: string) => Promise<unknown>,
): Promise<number> {
  let count = 0;
  let piece = '';
  for await (const line of lines) {
    count += 1;
    piece += line;
    if (piece.length < PIECE) continue;
    await write(piece);
    piece = '';
  }
  if (piece !== '') await write(piece);
  return count;
}

/** The lines of a file, read as they are needed. `onRead`: bytes so far. Undecodable bytes become U+FFFD. */
export async function* readLines(file: Blob, onRead: (bytes: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = file.stream().getReader();
  let rest = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.length;
    onRead(bytes);
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
