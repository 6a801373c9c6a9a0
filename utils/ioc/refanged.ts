/** A stretch of text without its defanging, and where every character of it came from. */
export interface Refanged {
  readonly text: string;
  /** Where fanged character `i` begins and ends in the original; absent when the text is the original from `from`. */
  readonly starts?: readonly number[];
  readonly ends?: readonly number[];
  readonly from: number;
  /** Fanged positions, ascending, of characters that were written defanged. */
  readonly defangs: readonly number[];
  /** Fanged positions, ascending, of dots that may be the end of a sentence instead (` dot `, ` . `, `.)`). */
  readonly weakDots: readonly number[];
  /**
   * Fanged positions, ascending, of dots of another keyboard between ASCII names: defanged (`evil。example`), or the end of
   * a sentence in a script without spaces (`evil.example。APT`).
   */
  readonly wideDots: readonly number[];
}

export function originalStart(refanged: Refanged, index: number): number {
  return refanged.starts === undefined ? refanged.from + index : (refanged.starts[index] ?? 0);
}

/** `index` is exclusive, as the answer is. */
export function originalEnd(refanged: Refanged, index: number): number {
  return refanged.ends === undefined ? refanged.from + index : (refanged.ends[index - 1] ?? 0);
}

/** Index of the first of the ascending `positions` that is not below `from`. */
export function findPosition(positions: readonly number[], from: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positions[middle] ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether any of the ascending `positions` lies in [from, to). */
export function hasPosition(positions: readonly number[], from: number, to: number): boolean {
  return positions.length > 0 && (positions[findPosition(positions, from)] ?? to) < to;
}
