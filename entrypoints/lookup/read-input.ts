import { err, ok, type Result } from '../../utils/lang/result.ts';
import { type PdfFault, type PdfText, readPdf } from '../../utils/pdf/read-pdf.ts';

export type InputFault = 'too-large' | 'not-text' | 'unreadable' | PdfFault;

/** Bytes. Far above any list; what browsers hold as one string without trouble. */
export const INPUT_LIMIT = 64 * 1024 * 1024;
/** Text has no NUL; every archive, image and program has one early on. */
const LOOKED_AT = 64 * 1024;
/** ISO 32000-2, annex I: readers look for the header so far in. */
const PDF_HEADER = 1024;

/** Why files cannot be looked up, and which one it is; all of them may be too large together. */
export interface FilesFault {
  readonly fault: InputFault;
  readonly name?: string;
}

/** What is looked up: a text, or a PDF's pages. */
export type Input =
  | { readonly name?: string; readonly text: string }
  | { readonly name: string; readonly pdf: PdfText };

export interface ReadDeps {
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/**
 * The texts of all of them, or what is wrong with the first that has none. @throws the signal's reason once it is aborted.
 */
export async function readFiles(
  files: readonly File[],
  deps: ReadDeps,
): Promise<Result<readonly Input[], FilesFault>> {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > INPUT_LIMIT) return err({ fault: 'too-large' });
  const inputs: Input[] = [];
  for (const [index, file] of files.entries()) {
    const onProgress = (share: number) => deps.onProgress((index + share) / files.length);
    const input = await readFile(file, { ...deps, onProgress });
    if (!input.ok) return err({ fault: input.error, name: file.name });
    inputs.push(input.value);
  }
  return ok(inputs);
}

async function readFile(file: File, deps: ReadDeps): Promise<Result<Input, InputFault>> {
  const { name } = file;
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    return err('unreadable');
  }
  const isPdf = new TextDecoder('latin1').decode(bytes.slice(0, PDF_HEADER)).includes('%PDF-');
  if (isPdf) {
    // Of our own package; the worker knows no other address to begin from.
    const pdf = await readPdf(bytes, { ...deps, cmapsUrl: new URL('/cmaps/', location.href).href });
    return pdf.ok ? ok({ name, pdf: pdf.value }) : pdf;
  }
  const text = readText(bytes);
  return text.ok ? ok({ name, text: text.value }) : text;
}

/** The text of a file, in UTF-8 or, by its byte order mark, UTF-16 (as spreadsheets save it). */
function readText(bytes: ArrayBuffer): Result<string, 'not-text'> {
  const encoding = findEncoding(new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength)));
  const text = new TextDecoder(encoding).decode(bytes);
  return text.slice(0, LOOKED_AT).includes('\0') ? err('not-text') : ok(text);
}

function findEncoding([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
