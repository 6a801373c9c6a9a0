import { type ReadonlySignal, signal } from '@preact/signals';

/** What the user set by hand, over what a row in memory says. */
export interface Mark {
  readonly read?: boolean;
  readonly pinned?: boolean;
}

type ById<T> = ReadonlyMap<string, T>;

/** Read and pinned, shown at once and taken back where the archive could not keep them. */
export interface Marks {
  readonly marks: ReadonlySignal<ById<Mark>>;
  /** Ids whose latest mark was taken back. */
  readonly failed: ReadonlySignal<ReadonlySet<string>>;
  /** Never rejects: a failure is in `failed`. */
  mark(id: string, mark: Mark): Promise<void>;
  /** After a row was read anew: the archive's word, unless a mark of it is on its way. */
  settle(id: string, row: Required<Mark>): void;
}

/** `write` rejects when the mark could not be kept. */
export function createMarks(write: (id: string, mark: Mark) => Promise<void>): Marks {
  const marks = signal<ById<Mark>>(new Map());
  const failed = signal<ReadonlySet<string>>(new Set());
  const under = new Map<string, number>();

  const put = (id: string, mark: Mark | undefined) => {
    const next = new Map(marks.value);
    if (mark === undefined) next.delete(id);
    else next.set(id, mark);
    marks.value = next;
  };
  const setFailed = (id: string, isFailed: boolean) => {
    const next = new Set(failed.value);
    if (isFailed) next.add(id);
    else next.delete(id);
    failed.value = next;
  };

  return {
    marks,
    failed,
    async mark(id, mark) {
      const before = marks.value.get(id);
      const mine = { ...before, ...mark };
      under.set(id, (under.get(id) ?? 0) + 1);
      setFailed(id, false);
      put(id, mine);
      try {
        await write(id, mark);
      } catch {
        setFailed(id, true);
        // A later mark of the same row stands.
        if (marks.value.get(id) === mine) put(id, before);
      }
      under.set(id, (under.get(id) ?? 1) - 1);
    },
    settle(id, { read, pinned }) {
      const known = marks.value.get(id);
      if ((under.get(id) ?? 0) > 0 || (known?.read === read && known.pinned === pinned)) return;
      put(id, { read, pinned });
    },
  };
}
