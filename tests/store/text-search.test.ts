import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBefore } from '../../utils/store/merged-scan.ts';
import type { StoredNotification } from '../../utils/store/schema.ts';
import { createRow } from '../../utils/store/stored-notification.ts';
import { createColumn } from '../../utils/store/text-column.ts';
import { searchColumn, selectHits } from '../../utils/store/text-search.ts';
import { createCommit, createFileNotification, createHash, openFakeArchive } from './archive-support.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'B', '.', 'é'), maxLength: 6 });
const row = fc
  .record({
    id: fc.nat({ max: 40 }),
    date: fc.nat({ max: 9 }),
    cause: fc.nat({ max: 3 }),
    names: fc.array(text, { maxLength: 3 }),
  })
  .map(({ id, date, cause, names }): StoredNotification => {
    const notification = createFileNotification(`${id}`, { date: date * 7 + (id % 7) });
    const entity = { type: 'file' as const, id: createHash(id), names };
    return createRow({ ...notification, entity, storedAt: 0, read: true, pinned: false }, cause);
  });

const flags = fc.uint8Array({ minLength: 4, maxLength: 4, max: 1 });

test('searching columns finds what reading every row finds, in order, page by page', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(row, { selector: ({ id }) => id }),
      fc.nat({ max: 3 }),
      fc.array(fc.record({ text: text.filter(Boolean).map((t) => t.toLowerCase()), causes: flags }), {
        maxLength: 3,
      }),
      flags,
      fc.constantFrom('date-' as const, 'date+' as const),
      fc.record({ from: fc.nat({ max: 40 }), to: fc.nat({ max: 80 }) }, { requiredKeys: [] }),
      fc.integer({ min: 1, max: 5 }),
      (rows, split, terms, causes, order, bounds, count) => {
        // One row twice: a column may name it again after it was refreshed.
        const parts = [rows.slice(0, split), rows.slice(split), rows.slice(0, 1)];
        const hits = parts.map((part) => searchColumn(createColumn(part), { terms, causes }));
        const matching = rows.filter(
          ({ cause, entity, date }) =>
            causes[cause] === 1 &&
            date >= (bounds.from ?? 0) &&
            date <= (bounds.to ?? 1e9) &&
            terms.every(
              (term) =>
                term.causes[cause] === 1 ||
                entity.names?.some((name) => name.toLowerCase().includes(term.text)),
            ),
        );
        const expected = matching.sort((a, b) => (isBefore(a, b, order) ? -1 : 1)).map(({ id }) => id);

        const found: string[] = [];
        for (let after: { date: number; id: string } | undefined; ; ) {
          const page = selectHits(hits, { order, ...bounds, ...(after && { after }) }, count);
          found.push(...page.map(({ id }) => id));
          after = page.at(-1);
          if (page.length < count) break;
        }
        expect(found).toEqual(expected);
      },
    ),
  );
});

test('free text finds a file by how one of its hashes begins', async () => {
  const archive = await openFakeArchive();
  const rows = ['abcdef01', 'abcdef02', 'fedcba98'].map((beginning, i) => {
    const notification = createFileNotification(`${i}`, { date: 100 + i });
    const key = `sha1:${beginning.padEnd(40, '0')}` as const;
    return { ...notification, entity: { ...notification.entity, sha1: key.slice(5) }, keys: [key as never] };
  });
  await archive.commitStreamPage(createCommit(rows));
  const find = async (filter: string) =>
    (await archive.listNotifications({ filter, order: 'date-', limit: 9 })).rows.map(({ id }) => id);
  expect(await find('ABCDEF')).toEqual(['1', '0']);
  expect(await find('abcdef01')).toEqual(['0']);
  expect(await find('abcdef loaders')).toEqual(['1', '0']);
  expect(await find('abcdef nonsense')).toEqual([]);
});
