import { err, ok, type Result } from '../lang/result.ts';
import { countBarePages } from './bare-pages.ts';
import { layOut } from './lay-out.ts';
import { loadPdfJs, type PdfJs } from './load-pdf-js.ts';

/** `locked`: it opens with a password only. `damaged`: no PDF, or one that cannot be mended. */
export type PdfFault = 'locked' | 'damaged';

export interface PdfText {
  /** Of each page that could be read, lines as they stand there. */
  readonly pages: readonly string[];
  /** Of the same pages, lines of one table's cell as blocks with an empty line between: what `pages` may tear apart. */
  readonly cells: readonly string[];
  /** Targets of its links, as they are written in the file. */
  readonly links: readonly string[];
  /** Pages without any text: scanned, most likely. */
  readonly blank: number;
  /** Pages with nothing but what is on other pages as well: scanned ones under a header, perhaps. */
  readonly bare: number;
  /** Pages that could not be read. */
  readonly unread: number;
}

export interface PdfDeps {
  /** Where the tables for Chinese, Japanese and Korean fonts are (pdfjs-dist's `cmaps`); absolute. */
  readonly cmapsUrl: string;
  readonly signal: AbortSignal;
  /** From 0 to 1. */
  readonly onProgress: (share: number) => void;
}

type Document = Awaited<ReturnType<PdfJs['getDocument']>['promise']>;

/**
 * The text of a PDF. All of it happens here, in a worker of ours: nothing that the file names is fetched, run or drawn.
 * `bytes` is empty afterwards. @throws the signal's reason once it is aborted.
 */
export async function readPdf(bytes: ArrayBuffer, deps: PdfDeps): Promise<Result<PdfText, PdfFault>> {
  const pdfJs = await loadPdfJs();
  deps.signal.throwIfAborted();
  const task = pdfJs.getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: deps.cmapsUrl,
    cMapPacked: true,
    // Text only: no pictures, no fonts for the screen, no forms.
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    enableXfa: false,
    verbosity: pdfJs.VerbosityLevel.ERRORS,
  });
  const stop = () => void task.destroy();
  deps.signal.addEventListener('abort', stop);
  try {
    return ok(await readPages(await task.promise, deps));
  } catch (error) {
    deps.signal.throwIfAborted();
    const { name } = error as Error;
    if (name === 'PasswordException') return err('locked');
    // pdf.js has tried to mend it; what it throws then has many names.
    return err('damaged');
  } finally {
    deps.signal.removeEventListener('abort', stop);
    await task.destroy();
  }
}

async function readPages(document: Document, { signal, onProgress }: PdfDeps): Promise<PdfText> {
  const pages: string[] = [];
  const cells: string[] = [];
  const links: string[] = [];
  let [blank, unread] = [0, 0];
  for (let number = 1; number <= document.numPages; number++) {
    const page = await readPage(document, number);
    signal.throwIfAborted();
    if (page === undefined) unread++;
    else {
      if (page.text.trim() === '') blank++;
      pages.push(page.text);
      cells.push(page.cells);
      links.push(...page.links);
    }
    onProgress(number / document.numPages);
  }
  return { pages, cells, links, blank, bare: countBarePages(pages), unread };
}

async function readPage(document: Document, number: number) {
  try {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const laidOut = layOut(items.filter((item) => 'str' in item));
    const annotations: readonly unknown[] = await page.getAnnotations();
    page.cleanup();
    return { ...laidOut, links: annotations.flatMap(readTarget) };
  } catch {
    // One page: the others are there all the same.
    return undefined;
  }
}

/** Where an annotation links to, as far as it is text. */
function readTarget(annotation: unknown): readonly string[] {
  if (typeof annotation !== 'object' || annotation === null || !('unsafeUrl' in annotation)) return [];
  return typeof annotation.unsafeUrl === 'string' ? [annotation.unsafeUrl] : [];
}
