export interface DayTotal {
  /** Days since the epoch, UTC. */
  readonly day: number;
  readonly total: number;
}

export type RowOrder = 'date-' | 'date+';

/** A row by its day and its place in that day, in the order of the list. */
export interface DayPlace {
  readonly day: number;
  readonly offset: number;
}

/** Rows numbered through all days. */
export interface DayRows {
  readonly count: number;
  find(index: number): DayPlace | undefined;
  /** The index of the first row of `day`, or of the first day behind it in the list; `count` when there is none. */
  startOf(day: number): number;
}

/** `days`: oldest first. Finding is a binary search over sums. */
export function createDayRows(days: readonly DayTotal[], order: RowOrder): DayRows {
  const listed = order === 'date+' ? days : days.toReversed();
  const starts: number[] = [];
  let count = 0;
  for (const { total } of listed) {
    starts.push(count);
    count += total;
  }

  /** How many of the first items fulfil `test`, which holds for a beginning of the list only. */
  function countWhile(test: (i: number) => boolean): number {
    let low = 0;
    let high = listed.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (test(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    count,
    find(index) {
      if (index < 0 || index >= count) return undefined;
      const at = countWhile((i) => (starts[i] ?? 0) <= index) - 1;
      const { day } = listed[at] ?? { day: 0 };
      return { day, offset: index - (starts[at] ?? 0) };
    },
    startOf(day) {
      const isBefore = (other: number) => (order === 'date+' ? other < day : other > day);
      return starts[countWhile((i) => isBefore(listed[i]?.day ?? day))] ?? count;
    },
  };
}
