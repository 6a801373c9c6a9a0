import { type ReadonlySignal, signal } from '@preact/signals';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import { type ArchiveList, createArchiveList, type ReadRows } from './archive-list.ts';
import type { RowOrder } from './day-rows.ts';
import { createLatestOnly } from './latest-only.ts';
import type { ListOutline } from './list-layout.ts';

export interface Question {
  /** In the grammar of utils/ioc/filter.ts, valid. */
  readonly filter: string;
  readonly order: RowOrder;
  readonly unreadOnly?: boolean;
}

export interface SearchOutline extends ListOutline {
  readonly total: number;
}

export interface SearchState<Outline> {
  /** `reading`: what is shown answers an earlier question, or nothing is shown yet. */
  readonly phase: 'reading' | 'ready' | 'failed';
  /** What is shown answers this one. */
  readonly answered: Question | undefined;
  readonly outline: Outline | undefined;
  /** Rows that came since and are not shown, so that nothing moves while it is read. */
  readonly waiting: number;
}

export interface Search<Outline> {
  readonly state: ReadonlySignal<SearchState<Outline>>;
  readonly list: ArchiveList;
  /** The newest question is answered, those that it overtook are dropped. Also the way to let waiting rows in. */
  ask(question: Question): Promise<void>;
  /** After the archive changed. Rows that went leave the list; rows that came wait. `from`: the first row in view. */
  lookAgain(from: number): Promise<void>;
  /** These rows were deleted and may be put back: then they are no news, and take the places they had. */
  mayReturn(rows: readonly ArchivedNotification[]): void;
}

/** Search as one types over an archive of any size. */
export function createSearch<Outline extends SearchOutline>(source: {
  readonly readOutline: (filter: string, options: { readonly unreadOnly: boolean }) => Promise<Outline>;
  readonly readRows: ReadRows;
}): Search<Outline> {
  const list = createArchiveList(source.readRows);
  const state = signal<SearchState<Outline>>({
    phase: 'reading',
    answered: undefined,
    outline: undefined,
    waiting: 0,
  });

  const left = new Map<string, ArchivedNotification>();
  // Rows may have been marked, and none that is shown was read again since: a question overtook the look at them.
  let isChanged = false;
  const work = createLatestOnly<{ question: Question; from: number; isNew: boolean }>(
    async ({ question, from, isNew }, isStale) => {
      try {
        const { unreadOnly = false } = question;
        const outline = await source.readOutline(question.filter, { unreadOnly });
        if (isStale()) return;
        if (!isNew && left.size > 0) await list.takeBack(outline, [...left.values()]);
        if (isStale()) return;
        // An empty list has nothing to disturb.
        if (!isNew && (list.state.value.rows.count > 0 || outline.total === 0)) {
          isChanged = false;
          await list.refresh();
          if (isStale()) return;
          // After it: a row that it found gone must not hide one that came.
          // What was unread when it was read stays among the unread.
          const waiting = await (unreadOnly ? list.countUnshown(outline) : list.follow(outline));
          if (isStale()) return;
          if (unreadOnly || waiting > 0 || outline.total === state.value.outline?.total) {
            state.value = { ...state.value, phase: 'ready', waiting };
            return;
          }
        }
        const afresh = isChanged;
        isChanged = false;
        await list.show(outline, question.order, from, isStale, afresh);
        if (isStale()) {
          isChanged ||= afresh;
          return;
        }
        const phase = list.state.value.failed ? 'failed' : 'ready';
        state.value = { phase, answered: question, outline, waiting: 0 };
      } catch {
        if (isStale()) return;
        state.value = { ...state.value, phase: 'failed' };
      }
    },
  );

  let last: Question | undefined;
  return {
    state,
    list,
    ask(question) {
      last = question;
      left.clear();
      state.value = { ...state.value, phase: 'reading' };
      return work({ question, from: 0, isNew: true });
    },
    async lookAgain(from) {
      isChanged = true;
      // A question that is still open will be answered from the archive as it is then.
      if (last === undefined || state.value.phase === 'reading') return;
      await work({ question: last, from, isNew: false });
    },
    mayReturn(rows) {
      for (const row of rows) left.set(row.id, row);
    },
  };
}
