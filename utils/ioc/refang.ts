/**
 * Undoes defanging in a stretch of text and remembers where every character came from.
 *
 *     hxxps[:]//a[.]b  ->  hxxps://a.b
 *     0    5  8  11        each fanged character knows the stretch of the original that it stands for
 *
 * Schemes stay as they are (find-urls.ts reads them). Every pattern below is bounded, so the work is linear.
 */
import { classify, HOST, INVISIBLE, SPACE } from './characters.ts';
import type { Refanged } from './refanged.ts';

const BLANK = '[ \\t\\xa0]';
const OPEN = '[\\[({<]';
const CLOSE = '[\\])}>]';
const DOT = '(?:\\.|dot|\\uff0e|\\u3002)';
const NAME = '[^\\s!-/:-@[-^`{-~]';
/** `[.]`, `(dot)`, `{ . }`, and blanks after it when a name goes on. */
const BRACKETED_DOT = new RegExp(
  `${OPEN}${BLANK}?${DOT}${BLANK}?${CLOSE}(?:${BLANK}{1,2}(?=${NAME}))?`,
  'iy',
);
const BRACKETED = new RegExp(`${OPEN}${BLANK}?(:\\/\\/|:\\/|:|\\/\\/|\\/|@|at)${BLANK}?${CLOSE}`, 'iy');
/** Blank before it: ` [.] `, ` dot `, ` . `. Group 1: the dot is no more than a word or a full stop. */
const SPACED_DOT = new RegExp(
  `${BLANK}{1,2}(?:${OPEN}${BLANK}?${DOT}${BLANK}?${CLOSE}${BLANK}{0,2}|((?:dot|\\.)${BLANK}{1,2}))(?=${NAME})`,
  'iy',
);
const BRACKETED_LABEL = /\[([a-z]{2,24})\](?=\.|[[({]\.|[[({]dot)/iy;
const ENDS_IN_BRACKETED_DOT = new RegExp(`${OPEN}${BLANK}?${DOT}${BLANK}?${CLOSE}$`, 'i');
const PERCENT_ENCODED = /%(3a|2f|2e|40|3f|3d|26)/iy;
const NEEDS_WORK = /[^!-~]|[[\](){}<\\]|&amp;/;
const NEEDS_DECODING = /%(?:3a|2f|2e)/i;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const isHost = (code: number) => (classify(code) & HOST) !== 0;

/**
 * Where the blanks at `at` end if an indicator goes on across them (` [.] `, `[.] `, ` dot `, `hxxp:// `); 0 otherwise.
 */
export function skipJoiningBlanks(text: string, at: number): number {
  const dot = matchAt(SPACED_DOT, text, at);
  if (dot !== null && (isHost(text.charCodeAt(at - 1)) || /[\])}>]/.test(text.charAt(at - 1))))
    return at + dot[0].length;
  if (!isHost(text.charCodeAt(at + 1))) return 0;
  if (text.startsWith('//', at - 2) || text.startsWith('//]', at - 3)) return at + 1;
  return ENDS_IN_BRACKETED_DOT.test(text.slice(Math.max(0, at - 7), at)) ? at + 1 : 0;
}

/** Fanged text under construction. */
interface Draft {
  readonly source: string;
  readonly end: number;
  /** One fanged character each: a growing string would be copied at every look back. */
  readonly chars: string[];
  readonly starts: number[];
  readonly ends: number[];
  readonly defangs: number[];
  readonly weakDots: number[];
  /** The bracket that would close a half one (`[.com]`), when it may still come. */
  closing: string;
}

/** Adds what `source[from, to)` stands for; `defanged` unless it is the very same. */
function push(draft: Draft, chars: string, from: number, to: number, defanged: boolean): number {
  // `218.[.]234`: a plain dot beside a bracketed one is one dot.
  if (defanged && chars === '.' && draft.chars.at(-1) === '.') {
    draft.ends[draft.ends.length - 1] = to;
    draft.defangs.push(draft.chars.length - 1);
    return to;
  }
  if (defanged) draft.defangs.push(draft.chars.length);
  for (const char of chars) {
    draft.chars.push(char);
    draft.starts.push(from);
    draft.ends.push(to);
  }
  return to;
}

const lastCode = (draft: Draft) => draft.chars.at(-1)?.charCodeAt(0) ?? Number.NaN;
const lastChars = (draft: Draft, count: number) => draft.chars.slice(-count).join('');

function readBracket(draft: Draft, at: number): number {
  const { source } = draft;
  const dot = matchAt(BRACKETED_DOT, source, at);
  if (dot !== null) return push(draft, '.', at, at + dot[0].length, true);
  const other = matchAt(BRACKETED, source, at);
  if (other !== null) {
    const inner = (other[1] ?? '').toLowerCase();
    const chars = inner === 'at' ? '@' : inner === ':/' ? ':' : inner;
    // `[:/]/` is the colon and the first of two slashes.
    const to = at + other[0].length;
    return push(draft, inner === ':/' ? ':/' : chars, at, to, true);
  }
  const isInName = isHost(lastCode(draft));
  if (isInName && source.charAt(at + 1) === '.' && isHost(source.charCodeAt(at + 2))) {
    draft.closing = source.charAt(at) === '[' ? ']' : source.charAt(at) === '(' ? ')' : '}';
    return push(draft, '.', at, at + 2, true);
  }
  const label = draft.chars.at(-1) === '.' || !isInName ? matchAt(BRACKETED_LABEL, source, at) : null;
  if (label !== null && (draft.chars.at(-1) === '.' || draft.chars.length === 0)) {
    const last = at + label[0].length - 1;
    for (let index = at + 1; index < last; index++) {
      // The brackets belong to the characters beside them.
      const [from, to] = [index === at + 1 ? at : index, index === last - 1 ? last + 1 : index + 1];
      push(draft, source.charAt(index), from, to, index === at + 1);
    }
    return last + 1;
  }
  return push(draft, source.charAt(at), at, at + 1, false);
}

function readClosing(draft: Draft, at: number): number {
  const isDropped = draft.closing === draft.source.charAt(at) && /[.:/[]/.test(draft.source.charAt(at + 1));
  draft.closing = '';
  return isDropped ? at + 1 : push(draft, draft.source.charAt(at), at, at + 1, false);
}

function readDot(draft: Draft, at: number): number {
  const { source } = draft;
  const next = source.charAt(at + 1);
  // `1.)1`: half of a bracket on the right, or the end of a sentence in brackets.
  if (
    (next === ']' || next === ')' || next === '}') &&
    isHost(source.charCodeAt(at + 2)) &&
    isHost(lastCode(draft))
  ) {
    draft.weakDots.push(draft.chars.length);
    return push(draft, '.', at, at + 2, false);
  }
  const follows = draft.chars.at(-1) === '.' && draft.defangs.at(-1) === draft.chars.length - 1;
  return push(draft, '.', at, at + 1, follows);
}

function readBackslash(draft: Draft, at: number): number {
  const { source } = draft;
  const next = source.charAt(at + 1);
  if (next === '/') return push(draft, '/', at, at + 2, false);
  if (next === '\\' && source.charAt(at + 2) === '/') return push(draft, '/', at, at + 3, false);
  if (next === '\\' && /[ps]:$/i.test(lastChars(draft, 2))) return push(draft, '//', at, at + 2, true);
  const isInName = isHost(lastCode(draft)) && isHost(source.charCodeAt(at + 2));
  if (isInName && (next === '.' || next === '-' || next === '_'))
    return push(draft, next, at, at + 2, next === '.');
  return push(draft, '\\', at, at + 1, false);
}

function readBlank(draft: Draft, at: number): number {
  const to = skipJoiningBlanks(draft.source, at);
  if (to === 0 || to > draft.end) return push(draft, ' ', at, at + 1, false);
  const dot = matchAt(SPACED_DOT, draft.source, at);
  if (dot === null) return to;
  if (dot[1] !== undefined) draft.weakDots.push(draft.chars.length);
  return push(draft, '.', at, to, dot[1] === undefined);
}

const isAsciiName = (code: number) =>
  code < 0x80 || (code >= 0xff10 && code <= 0xff5a) ? isHost(code) : false;

function readWide(draft: Draft, at: number, code: number): number {
  const { source } = draft;
  if (code === 0x2010 || code === 0x2011) return push(draft, '-', at, at + 1, false);
  // A word processor's dash in `xn--...`.
  if (code === 0x2013 || code === 0x2014) {
    const isPunycode = /(?:^|[^a-z0-9])xn$/i.test(lastChars(draft, 3));
    return push(draft, isPunycode ? '--' : source.charAt(at), at, at + 1, false);
  }
  if (code === 0xff0e || code === 0x3002 || code === 0xff61) {
    // In running Japanese and Chinese these end sentences: a name must stand on both sides, one of them in ASCII.
    const [before, after] = [source.charCodeAt(at - 1), source.charCodeAt(at + 1)];
    const isDot = isHost(before) && isHost(after) && (isAsciiName(before) || isAsciiName(after));
    return push(draft, isDot ? '.' : ' ', at, at + 1, isDot);
  }
  const isMapped =
    code === 0xff1a || code === 0xff0f || code === 0xff20 || (code > 0xff00 && code < 0xff5f && isHost(code));
  if (isMapped) return push(draft, String.fromCharCode(code - 0xfee0), at, at + 1, false);
  return push(draft, source.charAt(at), at, at + 1, false);
}

function readOne(draft: Draft, at: number, decodePercent: boolean): number {
  const { source } = draft;
  const char = source.charAt(at);
  const code = source.charCodeAt(at);
  if (code >= 0x80) {
    const flags = classify(code);
    if (flags & INVISIBLE) return at + 1;
    return flags & SPACE ? readBlank(draft, at) : readWide(draft, at, code);
  }
  if (code <= 0x20) return readBlank(draft, at);
  if (char === '[' || char === '(' || char === '{' || char === '<') return readBracket(draft, at);
  if (char === ']' || char === ')' || char === '}') return readClosing(draft, at);
  if (char === '.') return readDot(draft, at);
  if (char === '\\') return readBackslash(draft, at);
  if (char === '&' && source.startsWith('amp;', at + 1)) return push(draft, '&', at, at + 5, false);
  if (char === '%' && decodePercent) {
    const encoded = matchAt(PERCENT_ENCODED, source, at);
    if (encoded !== null) return push(draft, decodeURIComponent(encoded[0]), at, at + 3, false);
  }
  return push(draft, char, at, at + 1, false);
}

/** `source[from, to)` as it would be read aloud. `decodePercent`: also undo `%2F` and its like, for names in a query. */
export function refang(source: string, from: number, to: number, decodePercent = false): Refanged {
  const text = source.slice(from, to);
  const isPlain = !NEEDS_WORK.test(text) && !(decodePercent && NEEDS_DECODING.test(text));
  if (isPlain) return { text, from, defangs: [], weakDots: [] };
  const draft: Draft = {
    source,
    end: to,
    chars: [],
    starts: [],
    ends: [],
    defangs: [],
    weakDots: [],
    closing: '',
  };
  for (let at = from; at < to; ) at = readOne(draft, at, decodePercent);
  const { starts, ends, defangs, weakDots } = draft;
  return { text: draft.chars.join(''), starts, ends, from, defangs, weakDots };
}
