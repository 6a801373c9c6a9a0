import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../utils/lang/time.ts';
import { messagesLocale } from './translate.ts';

// Dates follow the browser's region (an analyst in Vienna reads English words and 24 hours): locale `undefined`.
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dayAndClock = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const day = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', day: 'numeric' });
const utcDay = new Intl.DateTimeFormat(undefined, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  timeZone: 'UTC',
});
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });

/** As short as can be without being unclear: time today, day and time this year, else the date. Local time. */
export function formatWhen(ms: number, now: number): string {
  const date = new Date(ms);
  const today = new Date(now);
  if (date.toDateString() === today.toDateString()) return clock.format(date);
  return (date.getFullYear() === today.getFullYear() ? dayAndClock : day).format(date);
}

/** A day of UTC, counted from the epoch. */
export const formatDay = (dayNumber: number): string => utcDay.format(dayNumber * DAY_MS);

/** Days of UTC from the first to the second, each said once: `Nov 3 – 9, 2026`. */
export const formatDays = (from: number, to: number): string =>
  utcDay.formatRange(from * DAY_MS, to * DAY_MS);

/** Local date and time to the second, with the zone. */
export const formatLocal = (ms: number): string => full.format(ms);

/** `2026-11-22 13:05:33 UTC`: how analysts write times to each other. */
export const formatUtc = (ms: number): string =>
  `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** `2 minutes ago`, `in 3 hours`. */
export function formatRelative(ms: number, now: number): string {
  const format = new Intl.RelativeTimeFormat(messagesLocale(), { numeric: 'auto', style: 'short' });
  const delta = ms - now;
  const size = Math.abs(delta);
  if (size < MINUTE_MS) return format.format(0, 'second');
  if (size < HOUR_MS) return format.format(Math.trunc(delta / MINUTE_MS), 'minute');
  if (size < 2 * DAY_MS) return format.format(Math.trunc(delta / HOUR_MS), 'hour');
  return format.format(Math.trunc(delta / DAY_MS), 'day');
}

/** A length of time in its largest sensible unit: `40 min`, `5 hr`, `3 days`. */
export function formatSpan(ms: number): string {
  const write = (value: number, unit: string) =>
    new Intl.NumberFormat(messagesLocale(), { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  if (ms < MINUTE_MS) return write(Math.round(ms / SECOND_MS), 'second');
  if (ms < 2 * HOUR_MS) return write(Math.round(ms / MINUTE_MS), 'minute');
  if (ms < 2 * DAY_MS) return write(Math.round(ms / HOUR_MS), 'hour');
  return write(Math.round(ms / DAY_MS), 'day');
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Decimal units, one decimal: `1.4 MB`. Bytes are written out, as only the long form knows a plural: `132 bytes`. */
export function formatBytes(bytes: number): string {
  const step = Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  return new Intl.NumberFormat(messagesLocale(), {
    style: 'unit',
    unit: BYTE_UNITS[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1000 ** step);
}

/** The country's name, or the code itself when it is none (the stream's codes are unchecked). */
export function formatCountry(code: string): string {
  if (!/^[A-Za-z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames(messagesLocale(), { type: 'region' }).of(code.toUpperCase()) ?? code;
}
