import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ApiItem } from './api-item.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { parseFilter } from './filter.ts';
import { createGeneratedSource } from './generator/generated-source.ts';
import { createItem } from './item.ts';
import { createStream, keyOf, type Stream } from './stream.ts';

const NEWEST = 1_790_000_000;

const row = (id: number, date: number): ApiItem =>
  createItem({
    id: String(id),
    date,
    origin: id % 3 === 0 ? 'subscriptions' : 'hunting',
    entity: { type: 'domain', domain: `d${id % 7}.example` },
    rule: `rule${id % 4}`,
  });

const toId = (item: ApiItem) => item.context_attributes.notification_id;

/** Page by page, each from a cursor made of the last row of the one before. */
function walk(stream: Stream, filter: string, order: 'date-' | 'date+', limit: number): string[] {
  const seen: string[] = [];
  let cursor: string | undefined;
  for (;;) {
    const after = cursor === undefined ? {} : { after: decodeCursor(cursor, 0, Number.POSITIVE_INFINITY) };
    const page = [...stream.walk(parseFilter(filter), { order, ...after }).take(limit)];
    seen.push(...page.map((found) => keyOf(found).id));
    const last = page.at(-1);
    if (last === undefined) return seen;
    cursor = encodeCursor(keyOf(last), 0);
  }
}

/** The same, the plain way. */
function expected(items: readonly ApiItem[], filter: string, order: 'date-' | 'date+'): string[] {
  const { from, to, holds } = parseFilter(filter);
  const sign = order === 'date-' ? -1 : 1;
  return items
    .filter(({ type, id, context_attributes: { origin, sources, tags, notification_date: date } }) => {
      return date >= from && date <= to && (holds?.({ type, id, origin, sources, tags }) ?? true);
    })
    .map(({ context_attributes: { notification_id: id, notification_date: date } }) => ({ id, date }))
    .sort((a, b) => sign * (a.date - b.date) || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

const filters = fc.constantFrom(
  '',
  'origin:hunting',
  'notification_tag:rule2',
  'entity_id:d3.example',
  `date:${NEWEST - 5}+`,
  `date:${NEWEST - 4}- origin:subscriptions`,
  `date:${NEWEST - 8}+ date:${NEWEST - 2}-`,
);

test('any walk in pages sees what sorting and filtering all rows gives', () => {
  const ages = fc.array(fc.nat(12), { minLength: 0, maxLength: 60 });
  fc.assert(
    fc.property(
      ages,
      ages,
      fc.nat(40),
      filters,
      fc.constantFrom('date-', 'date+'),
      fc.integer({ min: 1, max: 9 }),
      (first, later, generated, filter, order, limit) => {
        const source = createGeneratedSource({ count: generated, seed: 3, newest: NEWEST, days: 0 });
        const items = first.map((age, i) => row(100 + i * 7, NEWEST - age));
        const more = later.map((age, i) => row(101 + i * 7, NEWEST - age));
        const stream = createStream(items, source);
        stream.insert(more);
        const gone = items.filter((_, i) => i % 5 === 1).map(toId);
        if (source.size > 3) gone.push(source.idAt(3));
        stream.remove(gone);
        stream.expire(NEWEST - 10);
        const all = [...items, ...more, ...Array.from({ length: source.size }, (_, i) => source.itemAt(i))]
          .filter((item) => !gone.includes(toId(item)))
          .filter((item) => item.context_attributes.notification_date >= NEWEST - 10);
        const wanted = expected(all, filter, order);
        expect(walk(stream, filter, order, limit)).toEqual(wanted);
        expect(stream.count(parseFilter(filter))).toBe(wanted.length);
      },
    ),
  );
});

test('a notification_id is in the stream once', () => {
  const source = createGeneratedSource({ count: 5, seed: 1, newest: NEWEST });
  const stream = createStream([row(1, 5)], source);
  expect(() => stream.insert([row(2, 6), row(2, 7)])).toThrow('2 is in the stream already');
  expect(() => stream.insert([row(1, 6)])).toThrow('1 is in the stream already');
  expect(() => stream.insert([source.itemAt(2)])).toThrow('taken');
  expect(stream.count(parseFilter(''))).toBe(6);
  stream.insert([row(2, 6)]);
  expect(stream.find('2')).toBeDefined();
});

test('cursors are opaque, signed, and read back', () => {
  const key = { date: 1_790_000_000, id: '23415549505' };
  const cursor = encodeCursor(key, 1_790_000_500_000);
  expect(cursor).toMatch(/^[\w-]{200,}=*$/);
  expect(decodeCursor(cursor, 1_790_000_501_000, 1000)).toEqual(key);
  expect(() => decodeCursor(cursor, 1_790_000_501_001, 1000)).toThrow('expired');
  for (const wrong of ['', 'x', cursor.slice(2), `${cursor.slice(0, 60)}AAAA${cursor.slice(64)}`]) {
    expect(() => decodeCursor(wrong, 0, 1000)).toThrow('Invalid cursor');
  }
});
