interface Row {
  readonly id: number;
  readonly cells: readonly string[];
}

/** A React table in `container`; the function returned shows these rows, at once. */
export declare function createTable(container: Element): (rows: readonly Row[]) => void;
