/** The fanged text that refang.ts puts together, and where each of its characters came from. */
import { classify, HOST } from './characters.ts';

export const isHost = (code: number) => (classify(code) & HOST) !== 0;

/** Fanged text under construction. */
export interface Draft {
  readonly source: string;
  readonly end: number;
  /** One fanged character each: a growing string would be copied at every look back. */
  readonly chars: string[];
  readonly starts: number[];
  readonly ends: number[];
  readonly defangs: number[];
  readonly weakDots: number[];
  readonly wideDots: number[];
  /** The bracket that would close a half one (`[.com]`), when it may still come. */
  closing: string;
  /** Square brackets open so far. */
  squares: number;
}

/** Adds what `source[from, to)` stands for; `isDefanged` unless it is the very same. */
export function push(draft: Draft, chars: string, from: number, to: number, isDefanged: boolean): number {
  // `218.[.]234`: a plain dot beside a bracketed one is one dot.
  if (isDefanged && chars === '.' && draft.chars.at(-1) === '.') {
    draft.ends[draft.ends.length - 1] = to;
    draft.defangs.push(draft.chars.length - 1);
    return to;
  }
  if (isDefanged) draft.defangs.push(draft.chars.length);
  for (let index = 0; index < chars.length; index++) pushOne(draft, chars.charAt(index), from, to);
  return to;
}

function pushOne({ chars, starts, ends }: Draft, char: string, from: number, to: number): number {
  chars.push(char);
  starts.push(from);
  ends.push(to);
  return to;
}

export const pushPlain = (draft: Draft, at: number) => pushOne(draft, draft.source.charAt(at), at, at + 1);

export function pushWeakDot(draft: Draft, from: number, to: number): number {
  draft.weakDots.push(draft.chars.length);
  return push(draft, '.', from, to, false);
}

export const isAfterName = (draft: Draft) => isHost(draft.chars.at(-1)?.charCodeAt(0) ?? Number.NaN);
export const lastChars = (draft: Draft, count: number) => draft.chars.slice(-count).join('');
