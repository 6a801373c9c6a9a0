/** Records URLs with every end that they may have in running text. */
import { EVIDENCE, type Evidence } from './candidate.ts';
import { canonicalise } from './canonical.ts';
import { isSymbol, isUnspacedScript } from './characters.ts';
import { isBeforeField, readPath } from './read-path.ts';
import type { UrlPlace } from './read-url.ts';
import { findPosition, hasPosition } from './refanged.ts';
import { record, type Scan } from './scan.ts';

/** Longer ones carry data, and no stream names them (RFC 9110 section 4.1 asks for 8,000). */
export const MAX_URL_LENGTH = 8192;
const MAX_FIELDS_LENGTH = 256;
/** No host is spelled with more of them. */
const MAX_WIDE_DOTS = 6;

/**
 * Where the URL in [from, to) may end as well: without the fragment that it is met with and not stored, before the next
 * command of a shell (`x.sh;chmod`, `x.sh&&sh`), and before the next field of a line of CSV (`x.exe,url,Emotet`).
 */
export function findEarlierEnds(text: string, from: number, to: number): number[] {
  const path = text.slice(from, to);
  if (!/[#;,]|&&/.test(path)) return [];
  return [/#/, /;|&&/, /,/].flatMap((mark) => {
    const at = path.search(mark);
    return at < 0 ? [] : [from + at];
  });
}

/** The scheme of a URL in another's query: `https://evil.example/?u=hxxps://next.example`, percent-encoded or not. */
const INNER_SCHEME = /(?<![a-z])h(?:xx|tx|xt|\*\*)p(s?)(?=:\/\/|:?%3a|:%2f)/gi;

/** What looks like the next fields of a line, `?fields=id,url,name`, may be the URL's own: where it ends then. */
function readFields({ refanged: { text }, meter }: Scan, from: number): number {
  const limit = Math.min(text.length, from + MAX_FIELDS_LENGTH);
  let end = from;
  while (end < limit && isBeforeField(text, end)) end = readPath(text, end + 1, limit, '');
  meter.steps += end - from;
  return end;
}

const isGlue = (code: number) => isUnspacedScript(code) || isSymbol(code);

/** The URL, with every end that it may have. */
export function recordUrl(scan: Scan, { scheme, start, rest, pathStart, end }: UrlPlace): void {
  const { text } = scan.refanged;
  if (end - start > MAX_URL_LENGTH) return;
  const forms: (readonly [number, Evidence])[] = [];
  let unspaced = rest;
  while (unspaced < end && !isGlue(text.charCodeAt(unspaced))) unspaced++;
  // A sentence in a script without spaces, or an emoji, goes on where the URL ended; its host may be in that script all
  // the same.
  const isInSentence = unspaced < end && /[/?#]/.test(text.slice(rest, unspaced));
  const fullStops = listWideDots(scan, pathStart, end);
  // Nobody defangs the dots of a path.
  const beyond = fullStops.length > 0 ? EVIDENCE.implied : EVIDENCE.marked;
  forms.push([end, isInSentence ? EVIDENCE.implied : beyond]);
  if (isInSentence) forms.push([unspaced, beyond]);
  for (const [index, fullStop] of fullStops.entries())
    forms.push([fullStop, index === 0 ? EVIDENCE.marked : EVIDENCE.implied]);
  for (const earlier of findEarlierEnds(text, pathStart, end)) forms.push([earlier, EVIDENCE.implied]);
  const later = pathStart < end ? readFields(scan, end) : end;
  if (later > end) forms.push([later, EVIDENCE.implied]);
  for (const [to, evidence] of forms) {
    const written = `${scheme}://${text.slice(rest, to)}`;
    const fanged = written.replace(INNER_SCHEME, 'http$1');
    const value = canonicalise('url', fanged);
    if (value !== undefined) record(scan, 'url', value, start, to, evidence);
    const literal = fanged === written ? undefined : canonicalise('url', written);
    if (literal !== undefined) record(scan, 'url', literal, start, to, EVIDENCE.implied);
  }
}

/** The wide dots of [from, to), each of which may be the full stop of a sentence. */
export function listWideDots({ refanged: { wideDots } }: Scan, from: number, to: number): readonly number[] {
  if (!hasPosition(wideDots, from, to)) return [];
  const first = findPosition(wideDots, from);
  return wideDots.slice(first, first + MAX_WIDE_DOTS).filter((dot) => dot < to);
}
