/** 9999-12-31T23:59:59Z: the last second that RFC 3339 can write. */
const LAST_SECOND = 253_402_300_799;

/**
 * `2026-11-22T10:04:00.000Z` (RFC 3339, always UTC, always milliseconds) for UTC seconds. Dates come from a server:
 * what no calendar can show is pulled to the nearest end rather than breaking a whole export.
 */
export function formatUtc(seconds: number): string {
  return new Date(clampSeconds(seconds) * 1000).toISOString();
}

/** Whole UTC seconds between 1970 and 9999. */
export function clampSeconds(seconds: number): number {
  return Number.isNaN(seconds) ? 0 : Math.trunc(Math.min(Math.max(seconds, 0), LAST_SECOND));
}
