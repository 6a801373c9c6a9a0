// Each of these runs in an extension page, alone: it must not use anything from outside itself.

type Noted = typeof globalThis & { isNoting?: boolean; firstRowsMs?: number; answer?: Promise<number> };

/** Runs before the page's own scripts: notes when its first notifications have been painted. */
export function noteFirstRows(): void {
  (globalThis as Noted).isNoting = true;
  addEventListener('DOMContentLoaded', () => {
    const observer = new MutationObserver(() => {
      if (document.querySelector('[data-notification]') === null) return;
      observer.disconnect();
      requestAnimationFrame(() =>
        setTimeout(() => {
          (globalThis as Noted).firstRowsMs = performance.now();
        }),
      );
    });
    observer.observe(document, { childList: true, subtree: true });
  });
}

/** Firefox runs nothing before an extension page's own scripts: there, it is the time at which rows are first seen. */
export function readFirstRows(): number | undefined {
  const noted = globalThis as Noted;
  if (document.querySelector('[data-notification]') !== null && !noted.isNoting)
    noted.firstRowsMs ??= performance.now();
  return noted.firstRowsMs;
}

/** How many notifications the popup's groups say they hold. */
export const countGrouped = (): number =>
  [...document.querySelectorAll('.group-heading .count')]
    .filter((count) => count.checkVisibility())
    .reduce((sum, { textContent }) => sum + Number(textContent?.replaceAll(',', '')), 0);

/** From now on, the next event that asks the archive anew is timed until its answer is painted (`readAnswer`). */
export function timeNext(event: 'input' | 'click'): void {
  (globalThis as Noted).answer = new Promise((resolve) => {
    addEventListener(
      event,
      () => {
        const started = performance.now();
        let wasReading = false;
        const observer = new MutationObserver(() => {
          const phase = document.querySelector<HTMLElement>('.archive')?.dataset['phase'];
          wasReading ||= phase === 'reading';
          if (!wasReading || phase === 'reading') return;
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)));
        });
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      },
      { once: true, capture: true },
    );
  });
}

/** Gives up after two minutes. */
export function readAnswer(): Promise<number> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('no answer within 120 s')), 120_000);
  });
  return Promise.race([(globalThis as Noted).answer ?? Promise.reject(new Error('nothing was timed')), late]);
}

/** Puts a text into the search box, as if it were pasted, and the cursor behind it. */
export function typeSearch(text: string): void {
  const box = document.querySelector<HTMLInputElement>('[role=combobox]');
  if (box === null) throw new Error('no search box');
  box.focus();
  box.value = text;
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

export interface Seen {
  /** Of the first and last row in view; -1 without any. */
  readonly first: number;
  readonly last: number;
  /** How far the last row reaches below the list's edge, CSS px. */
  readonly below: number;
  /** Notification ids of the first and last row in view; `undefined`: on its way. */
  readonly firstId: string | undefined;
  readonly lastId: string | undefined;
  readonly ids: readonly (string | undefined)[];
  readonly allThere: boolean;
  readonly said: string;
}

/** What of the list is in view, and what the line above it says. */
export function readSeen(): Seen {
  const edge = document.querySelector('.row-scroller')?.getBoundingClientRect();
  const seen = [...document.querySelectorAll<HTMLElement>('.row-place:not(.row-aside)')]
    .map((row) => ({ row, box: row.getBoundingClientRect() }))
    .filter(({ box }) => edge !== undefined && box.top < edge.bottom - 2 && box.bottom > edge.top + 2)
    .sort((a, b) => a.box.top - b.box.top);
  const [first, last] = [seen[0], seen.at(-1)];
  const idOf = (row: HTMLElement | undefined) =>
    row?.querySelector<HTMLElement>('[data-notification]')?.dataset['notification'];
  return {
    first: Number(first?.row.dataset['index'] ?? -1),
    last: Number(last?.row.dataset['index'] ?? -1),
    below: (last?.box.bottom ?? 0) - (edge?.bottom ?? 0),
    firstId: idOf(first?.row),
    lastId: idOf(last?.row),
    ids: seen.map(({ row }) => idOf(row)),
    allThere: seen.length > 0 && seen.every(({ row }) => idOf(row) !== undefined),
    said: document.querySelector('.said')?.textContent ?? '',
  };
}

/**
 * Scrolls the list by so many rows, or (`Infinity`) to its end, and returns how long it took until every row in view
 * was there and painted, and which row came first.
 */
export function timeScroll(rows: number): Promise<{ readonly ms: number; readonly moved: number }> {
  const scroller = document.querySelector<HTMLElement>('.row-scroller');
  const place = document.querySelector('.row-place');
  if (scroller === null || place === null) throw new Error('no list');
  const look = () => {
    const edge = scroller.getBoundingClientRect();
    const seen = [...scroller.querySelectorAll<HTMLElement>('.row-place:not(.row-aside)')].filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return top < edge.bottom - 2 && bottom > edge.top + 2;
    });
    const first = Math.min(...seen.map((row) => Number(row.dataset['index'])));
    return { first, there: seen.length > 0 && seen.every((row) => row.querySelector('[data-notification]')) };
  };
  const before = look().first;
  const started = performance.now();
  scroller.scrollTop += Math.max(-1e9, Math.min(1e9, rows * place.getBoundingClientRect().height));
  return new Promise((resolve) => {
    const step = () => {
      const { first, there } = look();
      if (there && first !== before)
        setTimeout(() => resolve({ ms: performance.now() - started, moved: first - before }));
      else requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
}

/** Puts the focus on the first row in view, and times the next key until row `last` is there, painted. */
export function timeNextKey(last: number): void {
  document.querySelector<HTMLElement>('.row-place [tabindex="0"]')?.focus();
  (globalThis as Noted).answer = new Promise((resolve) => {
    addEventListener(
      'keydown',
      () => {
        const started = performance.now();
        const step = () => {
          const row = document.querySelector(`.row-place[data-index="${last}"] [data-notification]`);
          if (row === null) requestAnimationFrame(step);
          else setTimeout(() => resolve(performance.now() - started));
        };
        requestAnimationFrame(step);
      },
      { once: true, capture: true },
    );
  });
}
