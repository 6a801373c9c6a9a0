/** Where a URL's path, query and fragment end in running text: what surrounds URLs is not part of them. */
import { HOST, isAt } from './characters.ts';

const NEVER_IN_URLS = '"<>`|\\^';
/** What ends a sentence, a list item or an emphasis rather than a URL. */
const TRAILING = '.,;:!?\'"*([{';
const NEXT_URL = /[,;]\s?[hf][tx*_z]{1,4}ps?(?::|\[:)/iy;
/**
 * A date, or outside a query the name of a kind of indicator: `https://evil.example/x,2024-09-17,...`,
 * `https://evil.example/x,url,Emotet`.
 */
const NEXT_FIELD =
  /[,;](?:\d{4}-\d\d-\d\d(?![^T,;\s])|(?<!\?\S{0,80})(?:url|domain|ip(?:v?[46])?|md5|sha-?\d{1,3})[,;])/iy;
const QUOTE_ENTITY = /&(?:quot|lt|gt|apos|#39|#x27);/iy;

const CLOSERS = ')]}';
const OPENERS = '([{';

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** Whether the comma or semicolon at `at` ends a URL because of the field that follows; the URL may hold it all the same. */
export const isBeforeField = (text: string, at: number) => matchesAt(NEXT_FIELD, text, at);

function isEnd(text: string, at: number, opener: string, limit: number): boolean {
  const code = text.charCodeAt(at);
  if (code <= 0x20 || code === 0x7f) return true;
  if (code >= 0x80) return !isAt(text, at, HOST);
  const char = text.charAt(at);
  if (NEVER_IN_URLS.includes(char)) return true;
  if (char === "'") return opener === "'" || at + 1 >= limit || !isAt(text, at + 1, HOST);
  // A comma after a URL that follows one parts the fields of a CSV line, and so does one before what only a field says.
  if (char === ',' || char === ';')
    return char === opener || matchesAt(NEXT_URL, text, at) || isBeforeField(text, at);
  return char === '&' && matchesAt(QUOTE_ENTITY, text, at);
}

/**
 * The end of the path that begins at `from` (exclusive, at most `limit`). Brackets belong while they balance.
 * `opener` is the character before the whole URL: a quote or a mark of emphasis that will close it.
 */
export function readPath(text: string, from: number, limit: number, opener: string): number {
  const depth = [0, 0, 0];
  let end = from;
  for (; end < limit && !isEnd(text, end, opener, limit); end++) {
    const char = text.charAt(end);
    const open = OPENERS.indexOf(char);
    if (open >= 0) depth[open] = (depth[open] ?? 0) + 1;
    const close = CLOSERS.indexOf(char);
    if (close < 0) continue;
    if (depth[close] === 0) break;
    depth[close] = (depth[close] ?? 0) - 1;
  }
  const isMarkup = opener === '_' || opener === '~';
  while (end > from) {
    const last = text.charAt(end - 1);
    if (!TRAILING.includes(last) && !(isMarkup && last === opener)) break;
    end--;
  }
  return end;
}
