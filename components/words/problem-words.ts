import type { MessageKey } from './translate.ts';

/**
 * What each problem is called, and what to do about it. `fix` is the button that mends it; `passes`: it goes away by
 * itself, so that the line about sync is enough. A code without words does not compile where it is shown.
 */
export const PROBLEM_WORDS = {
  unauthorised: { title: 'problemUnauthorised', advice: 'adviceUnauthorised', fix: 'options' },
  forbidden: { title: 'problemForbidden', advice: 'adviceForbidden', fix: 'options' },
  quota: { title: 'problemQuota', advice: 'adviceQuota', fix: 'passes' },
  'bad-request': { title: 'problemBadRequest', advice: 'adviceBadRequest', fix: 'sync' },
  'not-found': { title: 'problemNotFound', advice: 'adviceNotFound', fix: 'options' },
  busy: { title: 'problemBusy', advice: 'adviceBusy', fix: 'passes' },
  server: { title: 'problemServer', advice: 'adviceServer', fix: 'passes' },
  offline: { title: 'problemOffline', advice: 'adviceOffline', fix: 'passes' },
  'no-access': { title: 'problemNoAccess', advice: 'adviceNoAccess', fix: 'access' },
  timeout: { title: 'problemTimeout', advice: 'adviceTimeout', fix: 'passes' },
  'not-virustotal': { title: 'problemNotVirusTotal', advice: 'adviceNotVirusTotal', fix: 'options' },
  'archive-disk-full': { title: 'problemDiskFull', advice: 'adviceDiskFull', fix: 'sync' },
  'archive-closed': { title: 'problemArchiveClosed', advice: 'adviceArchiveClosed', fix: 'sync' },
  'archive-newer': { title: 'problemArchiveNewer', advice: 'adviceArchiveNewer', fix: 'none' },
  'archive-damaged': { title: 'problemArchiveDamaged', advice: 'adviceArchiveDamaged', fix: 'options' },
  'archive-missing': { title: 'problemArchiveMissing', advice: 'adviceArchiveMissing', fix: 'options' },
  'archive-unavailable': {
    title: 'problemArchiveUnavailable',
    advice: 'adviceArchiveUnavailable',
    fix: 'none',
  },
  'archive-failed': { title: 'problemArchiveFailed', advice: 'adviceArchiveFailed', fix: 'sync' },
} as const satisfies Record<
  string,
  { title: MessageKey; advice: MessageKey; fix: 'options' | 'sync' | 'access' | 'passes' | 'none' }
>;

export type ProblemCode = keyof typeof PROBLEM_WORDS;

/** `message` is what the server said: untrusted, shown as detail. */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
}
