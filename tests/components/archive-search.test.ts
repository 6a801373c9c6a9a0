import { describe, expect, test } from 'vitest';
import { createArchiveList } from '../../components/archive/archive-list.ts';
import type { DayTotal } from '../../components/archive/day-rows.ts';
import { createSearch } from '../../components/archive/search.ts';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import { inventNotification, NOW } from './invented.ts';

const row = (id: string): ArchivedNotification => ({
  ...inventNotification({ id, minutesAgo: 0, entity: { type: 'domain', id: `${id}.example` } }),
  storedAt: NOW,
  read: false,
  pinned: false,
});

/** An archive of days with rows that tests change; counts what is read of it. */
function createDays(ids: Record<number, string[]>) {
  const asked = { days: [] as number[], rows: 0 };
  const totals = (): DayTotal[] =>
    Object.entries(ids).map(([day, each]) => ({ day: Number(day), total: each.length }));
  return {
    asked,
    ids,
    outline: () => ({
      days: totals(),
      total: totals().reduce((sum, { total }) => sum + total, 0),
      async readDay(day: number) {
        asked.days.push(day);
        return [...(ids[day] ?? [])];
      },
    }),
    async readRows(wanted: readonly string[]) {
      asked.rows += wanted.length;
      const known = Object.values(ids).flat();
      return wanted.map((id) => (known.includes(id) ? row(id) : undefined));
    },
  };
}

const never = () => false;
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => String(from + i));

describe('the list', () => {
  test('reads what is in view and no more, newest first', async () => {
    const days = createDays({ 1: numbers(0, 5000), 2: numbers(5000, 5003), 3: numbers(6000, 6002) });
    const list = createArchiveList(days.readRows);
    await list.show(days.outline(), 'date-', 0, never);
    expect([0, 1, 2, 4, 5].map((i) => list.rowAt(i)?.id)).toEqual(['6001', '6000', '5002', '5000', '4999']);
    expect(days.asked.rows).toBeLessThan(100);
    await list.need(4000, 4040);
    expect(list.rowAt(4020)?.id).toBe(String(5000 - 4020 + 4));
    expect(days.asked.rows).toBeLessThan(200);
    expect(days.asked.days.filter((day) => day === 1)).toHaveLength(1);
  });

  test('a day that changed since the outline moves what is behind it, never what was read', async () => {
    const days = createDays({ 1: ['a', 'b'], 2: numbers(100, 300), 3: ['x', 'y'] });
    const list = createArchiveList(days.readRows);
    const outline = days.outline();
    await list.show(outline, 'date+', 0, never);
    days.ids[2] = numbers(100, 310);
    days.ids[3] = ['y'];
    await list.need(195, 204);
    expect(list.state.value.rows.count).toBe(203);
    expect(list.rowAt(202)?.id).toBe('y');
  });

  test('of windows that follow one another quickly, the last one is read', async () => {
    const days = createDays({ 1: numbers(0, 100_000) });
    const list = createArchiveList(days.readRows);
    await list.show(days.outline(), 'date+', 0, never);
    const before = days.asked.rows;
    await Promise.all([10, 20, 30, 40, 50].map((n) => list.need(n * 1000, n * 1000 + 30)));
    expect(list.rowAt(50_010)?.id).toBe('50010');
    expect(days.asked.rows - before).toBeLessThanOrEqual(60);
  });

  test('rows that cannot be read are said to have failed, and come when they can', async () => {
    const days = createDays({ 1: ['a'] });
    let broken = true;
    const list = createArchiveList((ids) =>
      broken ? Promise.reject(new Error('gone')) : days.readRows(ids),
    );
    await list.show(days.outline(), 'date-', 0, never);
    expect(list.state.value.failed).toBe(true);
    broken = false;
    await list.need(0, 1);
    expect([list.state.value.failed, list.rowAt(0)?.id]).toEqual([false, 'a']);
  });
});

describe('the search', () => {
  const question = (filter: string) => ({ filter, order: 'date-' }) as const;

  test('answers that were overtaken are dropped, and questions in between never asked', async () => {
    const days = createDays({ 1: ['a'] });
    const asked: string[] = [];
    const answers: (() => void)[] = [];
    const search = createSearch({
      readRows: days.readRows,
      readOutline(filter: string) {
        asked.push(filter);
        return new Promise<ReturnType<typeof days.outline>>((resolve) => {
          answers.push(() => resolve(days.outline()));
        });
      },
    });
    const first = search.ask(question('c'));
    for (const filter of ['co', 'cob', 'coba']) void search.ask(question(filter));
    expect(asked).toEqual(['c']);
    answers[0]?.();
    await Promise.resolve();
    await expect.poll(() => asked).toEqual(['c', 'coba']);
    expect(search.state.value.answered).toBeUndefined();
    answers[1]?.();
    await first;
    expect(search.state.value).toMatchObject({ phase: 'ready', answered: { filter: 'coba' } });
  });

  test('rows that came wait; those that went leave; an empty list lets all in', async () => {
    const days = createDays({});
    const search = createSearch({ readRows: days.readRows, readOutline: async () => days.outline() });
    await search.ask(question(''));
    days.ids[5] = ['a', 'b'];
    await search.lookAgain(0);
    expect([search.list.rowAt(0)?.id, search.state.value.waiting]).toEqual(['b', 0]);
    days.ids[6] = ['new1', 'new2', 'new3'];
    await search.lookAgain(0);
    expect([search.list.rowAt(0)?.id, search.state.value.waiting]).toEqual(['b', 3]);
    await search.ask(question(''));
    expect([search.list.rowAt(0)?.id, search.state.value.waiting]).toEqual(['new3', 0]);
    days.ids[6] = ['new1'];
    await search.lookAgain(0);
    expect([search.list.rowAt(0)?.id, search.list.state.value.rows.count]).toEqual(['new1', 3]);
  });

  test('a row that was marked is read again where it stands', async () => {
    const days = createDays({ 1: ['a'] });
    let isRead = false;
    const search = createSearch({
      readOutline: async () => days.outline(),
      readRows: async (ids) => ids.map((id) => ({ ...row(id), read: isRead })),
    });
    await search.ask(question(''));
    await search.list.need(0, 1);
    isRead = true;
    await search.lookAgain(0);
    expect(search.list.rowAt(0)?.read).toBe(true);
  });

  test('marked while a question is open: the answer shows the mark, also on rows known from before', async () => {
    const days = createDays({ 1: ['a', 'b'] });
    let isRead = false;
    const search = createSearch({
      readOutline: async () => days.outline(),
      readRows: async (ids) => ids.map((id) => ({ ...row(id), read: isRead })),
    });
    await search.ask(question(''));
    isRead = true;
    const asked = search.ask(question('x'));
    await search.lookAgain(0);
    await asked;
    expect([search.list.rowAt(0)?.read, search.list.rowAt(1)?.read]).toEqual([true, true]);
    // And when the question overtakes the look.
    isRead = false;
    const looked = search.lookAgain(0);
    await search.ask(question(''));
    await looked;
    expect(search.list.rowAt(0)?.read).toBe(false);
  });

  test('a row that comes back after a deletion takes its place; what is new goes on waiting', async () => {
    const days = createDays({ 1: ['a', 'b', 'c'], 3: ['x'] });
    const search = createSearch({ readRows: days.readRows, readOutline: async () => days.outline() });
    const ids = () =>
      Array.from({ length: search.list.state.value.rows.count }, (_, i) => search.list.rowAt(i)?.id);
    const at = (id: string, day: number) => ({ ...row(id), date: day * 86_400 + 60 });
    await search.ask(question(''));
    days.ids[1] = ['a', 'c'];
    delete days.ids[3];
    await search.lookAgain(0);
    search.mayReturn([at('b', 1), at('x', 3)]);
    await search.lookAgain(0);
    expect(ids()).toEqual(['c', 'a']);
    days.ids[1] = ['a', 'new', 'b', 'c'];
    await search.lookAgain(0);
    expect([ids(), search.state.value.waiting]).toEqual([['c', 'b', 'a'], 1]);
    days.ids[3] = ['x'];
    await search.lookAgain(0);
    expect([ids(), search.state.value.waiting]).toEqual([['x', 'c', 'b', 'a'], 1]);
    await search.ask(question(''));
    expect(ids()).toEqual(['x', 'c', 'b', 'new', 'a']);
  });

  test('what waits goes on waiting when others are deleted, in view or out of it', async () => {
    const days = createDays({ 1: ['a', 'b', 'c'], 4: numbers(0, 300), 5: ['e', 'f'] });
    const search = createSearch({ readRows: days.readRows, readOutline: async () => days.outline() });
    const look = async () => {
      await search.lookAgain(0);
      return [search.list.state.value.rows.count, search.state.value.waiting];
    };
    await search.ask(question(''));
    days.ids[6] = ['new'];
    expect(await look()).toEqual([305, 1]);
    days.ids[5] = ['e'];
    expect(await look()).toEqual([304, 1]);
    // Among rows of its own day.
    days.ids[5] = ['e', 'newer'];
    expect(await look()).toEqual([304, 2]);
    days.ids[5] = ['newer'];
    expect(await look()).toEqual([303, 2]);
    // Out of view: of a day that was seen, and of one that never was.
    days.ids[4] = numbers(1, 300);
    days.ids[1] = ['a', 'c'];
    expect(await look()).toEqual([301, 2]);
    await search.ask(question(''));
    expect([search.list.state.value.rows.count, search.state.value.waiting]).toEqual([303, 0]);
  });

  test('rows that went, which a search may still count, are no news', async () => {
    const days = createDays({ 1: ['a', 'b', 'c'] });
    const outline = () => ({ ...days.outline(), days: [{ day: 1, total: 3 }], total: 3 });
    const search = createSearch({ readRows: days.readRows, readOutline: async () => outline() });
    await search.ask(question('x'));
    days.ids[1] = ['a', 'c'];
    for (let look = 0; look < 3; look++) {
      await search.lookAgain(0);
      expect([search.list.state.value.rows.count, search.state.value.waiting]).toEqual([2, 0]);
    }
  });

  test('unread only: what is read meanwhile stays, what comes waits, in days that came into view and in others', async () => {
    const days = createDays({ 1: numbers(0, 300), 2: ['a', 'b', 'c'] });
    const search = createSearch({
      readOutline: async () => days.outline(),
      readRows: async (ids) => ids.map(row),
    });
    await search.ask({ ...question(''), unreadOnly: true });
    const look = async () => {
      await search.lookAgain(0);
      return [search.list.state.value.rows.count, search.state.value.waiting];
    };
    days.ids[2] = ['a', 'c'];
    expect(await look()).toEqual([303, 0]);
    days.ids[2] = ['a', 'c', 'new'];
    expect(await look()).toEqual([303, 1]);
    days.ids[1] = numbers(0, 290);
    days.ids[3] = ['x', 'y'];
    expect(await look()).toEqual([303, 3]);
    expect(search.list.rowAt(1)?.id).toBe('b');
    await search.ask({ ...question(''), unreadOnly: true });
    expect([search.list.state.value.rows.count, search.state.value.waiting]).toEqual([295, 0]);
  });

  test('unread only within dates: what comes on other dates is no news', async () => {
    const days = createDays({ 1: ['a'], 2: ['b'], 9: ['z'] });
    const search = createSearch({
      readRows: days.readRows,
      async readOutline() {
        const { [9]: _, ...within } = days.ids;
        return createDays(within).outline();
      },
    });
    await search.ask({ ...question('date:2026-11-21-'), unreadOnly: true });
    days.ids[9] = ['z', 'elsewhere'];
    await search.lookAgain(0);
    expect(search.state.value.waiting).toBe(0);
    days.ids[2] = ['b', 'new'];
    await search.lookAgain(0);
    expect(search.state.value.waiting).toBe(1);
  });

  test('an archive that cannot be read is a state, not an exception', async () => {
    const search = createSearch({
      readOutline: async () => Promise.reject(new Error('closed')),
      readRows: async () => [],
    });
    await search.ask(question(''));
    expect(search.state.value.phase).toBe('failed');
  });
});
