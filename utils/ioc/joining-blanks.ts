/** Where white space does not end an indicator, because a defanged mark goes on across it. */
import { CLOSING, HOST, isAt, OPENING } from './characters.ts';
import {
  ENDS_IN_BRACKETED_DOT,
  MAY_HOLD_MARK,
  matchAt,
  measureBracketedDot,
  SPACED_DOT,
} from './defang-forms.ts';

/** What a spaced dot can begin with, blanks first. */
const MAY_BEGIN_DOT = /^\s{1,2}[[\]({<.dD\\]/;

/**
 * Where the blanks at `at` end, and the dot with them, if an indicator goes on across them (` [.] `, `[.] `, ` dot `,
 * `hxxp:// `, `hxxp ://`); 0 otherwise.
 */
export function skipJoiningBlanks(text: string, at: number): number {
  const before = text.charAt(at - 1);
  const isNamedBefore = isAt(text, at - 1, HOST);
  const mayJoin = isNamedBefore || isAt(text, at - 1, CLOSING);
  const dot = mayJoin && MAY_BEGIN_DOT.test(text.slice(at, at + 3)) ? matchAt(SPACED_DOT, text, at) : null;
  if (dot !== null) return at + dot[0].length;
  if (text.startsWith('//', at + 1)) return before === ':' ? at + 1 : 0;
  if (text.startsWith('://', at + 1)) return isNamedBefore ? at + 1 : 0;
  if (!isAt(text, at + 1, HOST)) return 0;
  if (before === '/') return text.charAt(at - 2) === '/' ? at + 1 : 0;
  if (!isAt(text, at - 1, CLOSING)) return 0;
  if (text.startsWith('//]', at - 3)) return at + 1;
  return ENDS_IN_BRACKETED_DOT.test(text.slice(Math.max(0, at - 12), at)) ? at + 1 : 0;
}

/** Where the bracketed dot that begins at `at` ends, blanks and all (`[ . ] `); 0 when there is none. */
export function skipBracketedDot(text: string, at: number): number {
  if (!isAt(text, at, OPENING) || matchAt(MAY_HOLD_MARK, text, at) === null) return 0;
  const length = measureBracketedDot(text, at);
  return length === 0 ? 0 : at + length;
}
