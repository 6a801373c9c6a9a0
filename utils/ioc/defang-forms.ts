/**
 * Every way in which reports take the teeth out of an indicator, as sticky patterns for refang.ts. Each is bounded, so
 * that reading a text stays linear, and each matches at one place only: nothing here searches.
 */
import { HOST, isAt } from './characters.ts';

const BLANK = '[ \\t\\xa0]';
const ESCAPE = '\\\\{0,2}';
/** Those of East Asian keyboards too. */
const OPENINGS = '\\[({<\uff08\uff3b\uff5b\u3010';
const OPENING = `[${OPENINGS}]`;
const CLOSING = '[\\])}>\uff09\uff3d\uff5d\u3011]';
const OPEN = `(?:${ESCAPE}${OPENING}){1,4}`;
const CLOSE = `(?:\\]{2,4}|\\){2,4}|${ESCAPE}${CLOSING})`;
const SQUARE = '[\\[\\]]{1,4}';
const DOT = `${BLANK}{0,3}${ESCAPE}(?:\\.|dot|\\uff0e|\\u3002)${BLANK}{0,3}`;
const NAME = '[^\\s!-/:-@[-^`{-~]';

const BRACKETED = `(?:${OPEN}${DOT}${CLOSE}|${SQUARE}${DOT}${SQUARE})`;

/** `[.]`, `(dot)`, `{ . }`, `\[.\]`, `[[.]]`, `].[`, and blanks after it when a name goes on. */
const BRACKETED_DOT = new RegExp(`${BRACKETED}(?:${BLANK}{1,2}(?=${NAME}))?`, 'iy');

/**
 * Whether brackets may hold a mark, told by the first character in them: in running text most hold none, which each of the
 * longer patterns would have to find out.
 */
export const MAY_HOLD_MARK = new RegExp(
  `[ \\t\\xa0\\\\\\]${OPENINGS}]{0,17}[.\\uff0e\\u3002:/@_?=&ad-]`,
  'iy',
);

/** The same with blanks before it, ` [.] `; group 1: the dot is no more than a word or a full stop, ` dot `, ` . `. */
export const SPACED_DOT = new RegExp(
  `${BLANK}{1,2}(?:${BRACKETED}${BLANK}{0,2}|((?:dot|\\.)${BLANK}{1,2}))(?=${NAME})`,
  'iy',
);

/** Not sticky: whether a text (cut to a few characters) ends in a bracketed dot. */
export const ENDS_IN_BRACKETED_DOT = new RegExp(`${BRACKETED}$`, 'i');

/** `[:]`, `[://]`, `(:/)`, `[/]`, `[@]`, `(at)`, `[-]`, `[:8080]`, `[?]`, `[=]`, `[&]`. Groups 1 and 2: what is inside. */
export const BRACKETED_MARK = new RegExp(
  `${ESCAPE}${OPENING}${BLANK}?(:\\/\\/|:\\/|::?|\\/\\/|\\/|@|at|[-_])${BLANK}?${ESCAPE}${CLOSING}|\\[(:\\d{1,5}|[?=&])\\]`,
  'iy',
);

/** The half of a bracket on the left, `[.com`: after a name, and before one. */
export const HALF_OPEN_DOT = new RegExp(`${ESCAPE}[[({]{1,4}\\.(?=${NAME})`, 'y');

/** The half on the right, `1.)1`, or the end of a sentence in brackets. */
export const HALF_CLOSED_DOT = new RegExp(`\\.[\\])}]{1,4}(?=${NAME})`, 'y');

/** The wrong half: `www].evil`, `www.[evil`; or an index and a footnote. */
export const CLOSED_DOT = new RegExp(`\\]{1,2}\\.(?=${NAME})`, 'y');
export const OPENED_DOT = new RegExp(`\\.\\[{1,2}(?=${NAME})(?!\\d{1,3}\\])`, 'y');

/** `fpw.[com].my`, `[www].evil.example`: brackets around a label. */
export const BRACKETED_LABEL = /\[[a-z]{2,24}\](?=\.|[[({]\.|[[({]dot)|\(www\)(?=\.|[[({]\.)/iy;

/** Not sticky: what is written in place of a label, `mail.[domain].com`. */
export const PLACEHOLDER =
  /[A-Z]|^.(?:blocked|company|domain|hash|host(?:name)?|name|number|random|redacted|removed|server|site|string|sub-?domain|target|tld|user(?:name)?|victim).$/;

/** A label, and what only follows a host: a path, a port, another dot. */
export const NAME_AND_MORE = /[a-z][a-z0-9-]{0,62}(?:[/:.]|\[\.)/y;

/** Escapes of one character in regular expressions, JSON and Markdown. Group 1: the character. */
export const ESCAPED = /\\{1,8}([./:\-_])/y;

export const PERCENT_ENCODED = /%(?:3a|2f|2e|40|3f|3d|26)/iy;

/** Whether a text holds anything that refang.ts would change; the brackets of a call, `a.b()`, are nothing. Not sticky. */
export const MAY_BE_DEFANGED = /[^!-~]|[[\]{}<\\]|\((?!\))|(?<!\()\)|&amp;/;

/** Whether names in a text may be percent-encoded. Not sticky. */
export const IS_PERCENT_ENCODED = /%(?:3a|2f|2e)/i;

/** The match of a sticky pattern at exactly `at`. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** How long the bracketed dot at exactly `at` is, 0 when there is none. Most are `[.]`, which need no pattern. */
export function measureBracketedDot(text: string, at: number): number {
  if (text.startsWith('[.]', at) && isAt(text, at + 3, HOST)) return 3;
  return matchAt(BRACKETED_DOT, text, at)?.[0].length ?? 0;
}
