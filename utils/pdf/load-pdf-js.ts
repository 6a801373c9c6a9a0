import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';

export type PdfJs = typeof import('pdfjs-dist');

/**
 * pdf.js, which comes in a file of its own when it is needed: half a megabyte, and its worker more than one. The build for
 * older browsers: the other one needs what Chromium 120 does not have (decision 2).
 */
export async function loadPdfJs(): Promise<PdfJs> {
  const pdfJs: PdfJs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  pdfJs.GlobalWorkerOptions.workerSrc = workerUrl;
  return pdfJs;
}
