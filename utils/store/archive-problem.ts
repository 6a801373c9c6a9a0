/** Why an archive could not be opened. It is never reset for it: a screen says what it is and offers what helps. */
export type ArchiveProblem =
  /** Written by a later version of Huntlight: update, or export what is readable. */
  | { readonly code: 'newer' }
  /** The database does not open, or is not laid out as it must be: export what is readable, then rebuild. */
  | { readonly code: 'damaged'; readonly message: string }
  /** It should be there and is not: the browser lost or cleared it. */
  | { readonly code: 'missing' }
  | { readonly code: 'disk-full' }
  /** The browser gives no database here (a private window, storage switched off). */
  | { readonly code: 'unavailable'; readonly message: string };

/** What a failed `indexedDB.open` means. */
export function toArchiveProblem(error: unknown): ArchiveProblem {
  const name = error instanceof DOMException ? error.name : undefined;
  const message = error instanceof Error ? error.message : String(error);
  if (name === 'VersionError') return { code: 'newer' };
  if (name === 'QuotaExceededError') return { code: 'disk-full' };
  if (name === 'SecurityError' || name === 'InvalidStateError') return { code: 'unavailable', message };
  return { code: 'damaged', message };
}
