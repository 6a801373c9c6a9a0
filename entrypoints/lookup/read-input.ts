import { err, ok, type Result } from '../../utils/lang/result.ts';

export type InputFault = 'too-large' | 'not-text' | 'unreadable';

/** Bytes. Far above any list; what browsers hold as one string without trouble. */
export const INPUT_LIMIT = 64 * 1024 * 1024;
/** Text has no NUL; every archive, image and program has one early on. */
const LOOKED_AT = 64 * 1024;

/** Why files cannot be looked up, and which one it is; all of them may be too large together. */
export interface FilesFault {
  readonly fault: InputFault;
  readonly name?: string;
}

/** The texts of all of them, or what is wrong with the first that has none. */
export async function readFiles(files: readonly File[]): Promise<Result<readonly string[], FilesFault>> {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > INPUT_LIMIT) return err({ fault: 'too-large' });
  const texts: string[] = [];
  for (const file of files) {
    const text = await readInput(file);
    if (!text.ok) return err({ fault: text.error, name: file.name });
    texts.push(text.value);
  }
  return ok(texts);
}

/** The text of a file, in UTF-8 or, by its byte order mark, UTF-16 (as spreadsheets save it). */
export async function readInput(file: Blob): Promise<Result<string, InputFault>> {
  if (file.size > INPUT_LIMIT) return err('too-large');
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    return err('unreadable');
  }
  const text = new TextDecoder(findEncoding(new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength)))).decode(
    bytes,
  );
  const head = text.slice(0, LOOKED_AT);
  return head.includes('\0') || head.startsWith('%PDF-') ? err('not-text') : ok(text);
}

function findEncoding([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
