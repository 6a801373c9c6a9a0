import { err, ok, type Result } from '../lang/result.ts';
import type { DateTerm } from './filter.ts';

const DAY_S = 86_400;
const LAST_SECOND_OF_9999 = 253_402_300_799;

// Nine digits at least: `date:2023+` means the year to its writer, not 34 minutes past the epoch.
const EPOCH = /^(\d{9,12})([+-]?)$/;
const ISO = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2})?Z?)?([+-]?)$/i;

/**
 * The value of a `date:` key: an ISO day, an ISO datetime (UTC) or Unix seconds, then `+` (from then on), `-` (until
 * then) or nothing (that very second; for a day, the whole day, said as its two bounds). `+` includes its second, `-` does
 * not: VirusTotal says "after" and "before", and a public client relies on the first one including. It documents the ISO
 * forms with a sign; Unix seconds and the missing sign are seen in public clients.
 */
export function parseFilterDate(text: string): Result<readonly DateTerm[], string> {
  const epoch = EPOCH.exec(text);
  if (epoch) return checkRange(Number(epoch[1]), toSign(epoch[2]));
  const iso = ISO.exec(text);
  if (!iso)
    return err(
      'a date is written 2023-02-07+ (from then on), 2023-02-07T10:00:00- (until then) or in Unix seconds',
    );
  const [, day = '', minutes = '00:00', seconds = ':00'] = iso;
  const written = `${day}T${minutes}${seconds}`;
  const time = Date.parse(`${written}.000Z`);
  // Date.parse refuses 31 November in no engine alike: what reads back differently was no date.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 19) !== written)
    return err(`${day}${iso[2] === undefined ? '' : ` ${minutes}`} is not in the calendar`);
  const from = time / 1000;
  const sign = toSign(iso[4]);
  if (sign !== '=' || iso[2] !== undefined) return checkRange(from, sign);
  const until = checkRange(from + DAY_S, '-');
  return until.ok ? ok([{ key: 'date', sign: '+', seconds: from }, ...until.value]) : until;
}

/** The inverse: `parseFilterDate(buildFilterDate(term))` is the term again. */
export function buildFilterDate(term: DateTerm): string {
  if (term.sign === '=') return String(term.seconds).padStart(9, '0');
  const iso = new Date(term.seconds * 1000).toISOString();
  return `${iso.slice(0, term.seconds % DAY_S === 0 ? 10 : 19)}${term.sign}`;
}

const toSign = (text: string | undefined): DateTerm['sign'] => (text === '+' || text === '-' ? text : '=');

function checkRange(seconds: number, sign: DateTerm['sign']): Result<readonly DateTerm[], string> {
  return seconds >= 0 && seconds <= LAST_SECOND_OF_9999
    ? ok([{ key: 'date', sign, seconds }])
    : err('this date is out of range');
}
