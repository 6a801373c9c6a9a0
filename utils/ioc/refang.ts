/**
 * Undoes defanging in a stretch of text and remembers where every character came from.
 *
 *     hxxps[:]//a[.]b  ->  hxxps://a.b
 *     0    5  8  11        each fanged character knows the stretch of the original that it stands for
 *
 * Schemes stay as they are (read-url.ts reads them).
 */
import { classify, DIGIT, INVISIBLE, isAt, LETTER, OPENING, SPACE } from './characters.ts';
import {
  BRACKETED_LABEL,
  BRACKETED_MARK,
  CLOSED_DOT,
  ESCAPED,
  HALF_CLOSED_DOT,
  HALF_OPEN_DOT,
  IS_PERCENT_ENCODED,
  MAY_BE_DEFANGED,
  MAY_HOLD_MARK,
  matchAt,
  measureBracketedDot,
  NAME_AND_MORE,
  OPENED_DOT,
  PERCENT_ENCODED,
  PLACEHOLDER,
  SPACED_DOT,
} from './defang-forms.ts';
import { skipJoiningBlanks } from './joining-blanks.ts';
import { type Draft, isAfterName, isHost, lastChars, push, pushPlain, pushWeakDot } from './refang-draft.ts';
import type { Refanged } from './refanged.ts';

/** At the end of a path: a folder's name after a backslash, which another name or a drive stands before. */
const IN_PATH = /[\w:%}]\\{1,2}(?=[\w-]*[a-z])[\w-]+$/i;
const LONGEST_FOLDER = 64;

const NONE: readonly number[] = [];

function pushOpening(draft: Draft, at: number): number {
  if (draft.source.charAt(at) === '[') draft.squares++;
  return pushPlain(draft, at);
}

/** At an opening bracket, or a backslash before one. */
function readBracket(draft: Draft, at: number): number | undefined {
  const { source } = draft;
  if (matchAt(MAY_HOLD_MARK, source, at) === null) return readBracketedLabel(draft, at);
  const dot = measureBracketedDot(source, at);
  if (dot > 0) return push(draft, '.', at, at + dot, true);
  const mark = matchAt(BRACKETED_MARK, source, at);
  if (mark !== null) {
    const inner = (mark[1] ?? mark[2] ?? '').toLowerCase();
    const to = at + mark[0].length;
    if (inner === 'at') return push(draft, '@', at, to, true);
    // `(:/)` and `[:/]/` are both `://`.
    if (inner === ':/') return push(draft, source.charAt(to) === '/' ? ':/' : '://', at, to, true);
    return push(draft, inner, at, to, true);
  }
  const half = isAfterName(draft) ? matchAt(HALF_OPEN_DOT, source, at) : null;
  if (half === null) return readBracketedLabel(draft, at);
  const isSquare = source.charAt(at) === '[';
  draft.closing = isSquare ? ']' : source.charAt(at) === '(' ? ')' : '}';
  // `a:not(.is-active)`, `Color(.red)`: code.
  return isSquare
    ? push(draft, '.', at, at + half[0].length, true)
    : pushWeakDot(draft, at, at + half[0].length);
}

/** `[redacted].evil.example`, `[Budget].Name`: what stands in the brackets is no label of the name beside them. */
function isPlaceholder({ chars }: Draft, label: string): boolean {
  if (/^.www/i.test(label)) return false;
  const isInName = chars.at(-1) === '.' && isHost(chars.at(-2)?.charCodeAt(0) ?? Number.NaN);
  return !isInName || PLACEHOLDER.test(label);
}

function readBracketedLabel(draft: Draft, at: number): number | undefined {
  const mayBeLabel = isAt(draft.source, at + 1, LETTER) && !isAfterName(draft);
  const label = mayBeLabel ? matchAt(BRACKETED_LABEL, draft.source, at) : null;
  if (label === null || isPlaceholder(draft, label[0])) return undefined;
  const last = at + label[0].length - 1;
  for (let index = at + 1; index < last; index++) {
    // The brackets belong to the characters beside them.
    const [from, to] = [index === at + 1 ? at : index, index === last - 1 ? last + 1 : index + 1];
    push(draft, draft.source.charAt(index), from, to, index === at + 1);
  }
  return last + 1;
}

function readClosing(draft: Draft, at: number): number {
  const { source } = draft;
  const isSquare = source.charAt(at) === ']';
  const dot = isSquare && isAfterName(draft) ? measureBracketedDot(source, at) : 0;
  if (dot > 0) return push(draft, '.', at, at + dot, true);
  const isDropped = draft.closing === source.charAt(at) && /[.:/[]/.test(source.charAt(at + 1));
  draft.closing = '';
  if (isDropped) return at + 1;
  // An index or a footnote (`x[1].txt`) has its opening bracket before it.
  const isOpened = isSquare && draft.squares > 0;
  if (isOpened) draft.squares--;
  const half = isSquare && !isOpened && isAfterName(draft) ? matchAt(CLOSED_DOT, source, at) : null;
  return half === null ? pushPlain(draft, at) : pushWeakDot(draft, at, at + half[0].length);
}

/** Whether a name or an address goes on at `at`, and something that only follows a host comes then. */
function goesOn({ source, chars }: Draft, at: number): boolean {
  if (/\d/.test(chars.at(-1) ?? '') && isAt(source, at, DIGIT)) return true;
  return matchAt(NAME_AND_MORE, source, at) !== null;
}

function readDot(draft: Draft, at: number): number {
  const half =
    '[])}'.includes(draft.source.charAt(at + 1)) && isAfterName(draft)
      ? (matchAt(HALF_CLOSED_DOT, draft.source, at) ?? matchAt(OPENED_DOT, draft.source, at))
      : null;
  if (half !== null && matchAt(BRACKETED_LABEL, draft.source, at + 1) === null) {
    const to = at + half[0].length;
    // `203.0.113.]7`, `evil.]example/x`: nobody else goes on so.
    const isDefanged = draft.source.charAt(at + 1) === ']' && draft.squares === 0 && goesOn(draft, to);
    return isDefanged ? push(draft, '.', at, to, true) : pushWeakDot(draft, at, to);
  }
  // `[.].`: one dot too.
  const isRepeated = draft.chars.at(-1) === '.' && draft.defangs.at(-1) === draft.chars.length - 1;
  return push(draft, '.', at, at + 1, isRepeated);
}

function readBackslash(draft: Draft, at: number): number {
  const { source } = draft;
  const next = source.charAt(at + 1);
  // `&` as Go's JSON writes it.
  if (source.startsWith('u0026', at + 1)) return push(draft, '&', at, at + 6, false);
  const bracket = '[({<'.includes(next || ' ') ? readBracket(draft, at) : undefined;
  if (bracket !== undefined) return bracket;
  if (next === '\\' && /[ps]:$/i.test(lastChars(draft, 2))) return push(draft, '//', at, at + 2, true);
  const escaped = matchAt(ESCAPED, source, at);
  if (escaped === null) return pushPlain(draft, at);
  const [char, to] = [escaped[1] ?? '', at + escaped[0].length];
  if (char === '/') return push(draft, '/', at, to, false);
  // `C:\Users\hunt\.config`: a path's own backslashes.
  const isInPath = char === '.' && IN_PATH.test(lastChars(draft, LONGEST_FOLDER));
  const isInName = !isInPath && isAfterName(draft) && (char === ':' || isHost(source.charCodeAt(to)));
  return isInName ? push(draft, char, at, to, char === '.') : pushPlain(draft, at);
}

function readBlank(draft: Draft, at: number): number {
  const to = skipJoiningBlanks(draft.source, at);
  if (to === 0 || to > draft.end) return push(draft, ' ', at, at + 1, false);
  const dot = matchAt(SPACED_DOT, draft.source, at);
  if (dot === null || at + dot[0].length !== to) return to;
  return dot[1] === undefined ? push(draft, '.', at, to, true) : pushWeakDot(draft, at, to);
}

const isAsciiName = (code: number) => (code < 0x80 || (code >= 0xff10 && code <= 0xff5a)) && isHost(code);

function readWide(draft: Draft, at: number, code: number): number {
  const { source } = draft;
  if (code === 0x2010 || code === 0x2011) return push(draft, '-', at, at + 1, false);
  // A word processor's dash in `xn--...`.
  if ((code === 0x2013 || code === 0x2014) && /(?:^|[^a-z0-9])xn$/i.test(lastChars(draft, 3))) {
    return push(draft, '--', at, at + 1, false);
  }
  if (code === 0xff0e || code === 0x3002 || code === 0xff61) {
    // In running Japanese and Chinese these end sentences: a name must stand on both sides, one of them in ASCII. Where
    // the other is not (`evil.example。その`, `evil。рф`), only the archive can tell.
    const [before, after] = [source.charCodeAt(at - 1), source.charCodeAt(at + 1)];
    const isBetween = isHost(before) && isHost(after);
    if (isBetween && isAsciiName(before) !== isAsciiName(after)) return pushWeakDot(draft, at, at + 1);
    const isDot = isBetween && isAsciiName(before);
    if (isDot) draft.wideDots.push(draft.chars.length);
    return push(draft, isDot ? '.' : ' ', at, at + 1, isDot);
  }
  // Full-width forms: letters, digits, `:`, `/`, `@`, `-`, `_`; the others are punctuation of the sentence.
  const isFullWidth = code > 0xff00 && code < 0xff5f;
  const isMapped = isFullWidth && (isHost(code) || code === 0xff1a || code === 0xff0f || code === 0xff20);
  return isMapped ? push(draft, String.fromCharCode(code - 0xfee0), at, at + 1, false) : pushPlain(draft, at);
}

function readOne(draft: Draft, at: number, decodePercent: boolean): number {
  const { source } = draft;
  const code = source.charCodeAt(at);
  // Most of a text.
  if (code < 0x80 && isHost(code)) return pushPlain(draft, at);
  if (code >= 0x80) {
    const flags = classify(code);
    if (flags & INVISIBLE) return at + 1;
    if (flags & OPENING) return readBracket(draft, at) ?? pushPlain(draft, at);
    return flags & SPACE ? readBlank(draft, at) : readWide(draft, at, code);
  }
  if (code <= 0x20) return readBlank(draft, at);
  switch (source.charAt(at)) {
    case '[':
    case '(':
    case '{':
    case '<':
      return readBracket(draft, at) ?? pushOpening(draft, at);
    case ']':
    case ')':
    case '}':
      return readClosing(draft, at);
    case '.':
      return readDot(draft, at);
    case '\\':
      return readBackslash(draft, at);
    case '&':
      return source.startsWith('amp;', at + 1) ? push(draft, '&', at, at + 5, false) : pushPlain(draft, at);
    case '%': {
      const encoded = decodePercent ? matchAt(PERCENT_ENCODED, source, at) : null;
      if (encoded === null) return pushPlain(draft, at);
      return push(draft, decodeURIComponent(encoded[0]), at, at + 3, false);
    }
    default:
      return pushPlain(draft, at);
  }
}

/** `source[from, to)` as it would be read aloud. `decodePercent`: also undo `%2F` and its like, for names in a query. */
export function refang(source: string, from: number, to: number, decodePercent = false): Refanged {
  const text = source.slice(from, to);
  const isPlain = !MAY_BE_DEFANGED.test(text) && !(decodePercent && IS_PERCENT_ENCODED.test(text));
  if (isPlain) return { text, from, defangs: NONE, weakDots: NONE, wideDots: NONE };
  const lists = { chars: [], starts: [], ends: [], defangs: [], weakDots: [], wideDots: [] };
  const draft: Draft = { source, end: to, ...lists, closing: '', squares: 0 };
  for (let at = from; at < to; ) at = readOne(draft, at, decodePercent);
  const { chars, starts, ends, defangs, weakDots, wideDots } = draft;
  return { text: chars.join(''), starts, ends, from, defangs, weakDots, wideDots };
}
