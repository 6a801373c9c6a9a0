/**
 * The stretches of a text in which an indicator may stand, told from the text alone: from safe gap to safe gap around
 * each mark. All else is never looked at again, and no string is made of it.
 */
import type { Marks } from '../ioc/word-marks.ts';
import { findGapAfter, findGapBefore } from './safe-gap.ts';
import { RUN_SIZE } from './text-run.ts';

/** Offsets: the first character, and after the last one. */
export interface Suspect {
  readonly start: number;
  readonly end: number;
}

/** Finds the marks of a text (utils/ioc/marks.ts). */
export type FindMarks = (text: string) => Marks;

export interface Suspects {
  /** The first mark at `from` or later; the text's length when there is none. Ask in order. */
  nextMark(from: number): number;
  /** The stretch around a mark, where nothing goes on from before `floor`. */
  around(mark: number, floor: number): Suspect;
  /** The first stretch that ends after `at`; beyond the text when there is none. Ask in order. */
  next(at: number): Suspect;
}

export function createSuspects(text: string, findMarks: FindMarks): Suspects {
  const marks = findMarks(text);

  const findEnd = (mark: number) => findGapAfter(text, mark + 1, Math.min(text.length, mark + RUN_SIZE));

  return {
    nextMark: (from) => marks.next(from),
    around: (mark, floor) => ({ start: findGapBefore(text, mark, floor), end: findEnd(mark) }),
    next(at) {
      const floor = findGapBefore(text, at, Math.max(0, at - RUN_SIZE));
      let mark = marks.next(floor);
      while (mark < text.length) {
        const end = findEnd(mark);
        if (end > at) return { start: findGapBefore(text, mark, floor), end };
        mark = marks.next(end);
      }
      return { start: text.length, end: text.length + 1 };
    },
  };
}
