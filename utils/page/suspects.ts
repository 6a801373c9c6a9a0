/**
 * The stretches of a text in which an indicator may stand, told from the text alone: from safe gap to safe gap around
 * each mark. All else is never looked at again, and no string is made of it.
 */
import type { Marks } from '../ioc/word-marks.ts';
import { RUN_SIZE } from './build-run.ts';
import { findGapAfter, findGapBefore } from './safe-gap.ts';

/** Offsets: the first character, after the last one, and the first mark. */
export interface Suspect {
  readonly start: number;
  readonly end: number;
  readonly mark: number;
}

/** Finds the marks of a text (utils/ioc/marks.ts). */
export type FindMarks = (text: string) => Marks;

export interface Suspects {
  /** The first stretch that ends after `at`; beyond the text when there is none. Ask in order. */
  next(at: number): Suspect;
  /** The same where nothing goes on across `at`: it begins there or later. */
  nextFrom(at: number): Suspect;
}

export function createSuspects(text: string, findMarks: FindMarks): Suspects {
  const marks = findMarks(text);
  const none: Suspect = { start: text.length, end: text.length + 1, mark: text.length };

  function find(at: number, floor: number): Suspect {
    let mark = marks.next(floor);
    while (mark < text.length) {
      const end = findGapAfter(text, mark + 1, Math.min(text.length, mark + RUN_SIZE));
      if (end > at) return { start: findGapBefore(text, mark, floor), end, mark };
      mark = marks.next(end);
    }
    return none;
  }

  return {
    next: (at) => find(at, findGapBefore(text, at, Math.max(0, at - RUN_SIZE))),
    nextFrom: (at) => find(at, at),
  };
}
