import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFilter } from '../../utils/ioc/filter.ts';
import { createFilterTest } from '../../utils/ioc/filter-evaluate.ts';
import type { Notification } from '../../utils/ioc/notification.ts';
import type { Archive, ListQuery } from '../../utils/store/archive-api.ts';
import { isBefore } from '../../utils/store/merged-scan.ts';
import {
  createCommit,
  createFileNotification,
  createHash,
  createUrlNotification,
  openFakeArchive,
} from './archive-support.ts';

async function listAll(archive: Archive, query: ListQuery): Promise<string[]> {
  const ids: string[] = [];
  for (let after = query.after; ; ) {
    const page = await archive.listNotifications({ ...query, ...(after && { after }) });
    ids.push(...page.rows.map(({ id }) => id));
    if (page.next === undefined) return ids;
    after = page.next;
  }
}

const numbered = fc.nat({ max: 7 });
const notification = fc
  .record({
    id: fc.nat({ max: 60 }),
    file: numbered,
    date: numbered,
    rule: numbered,
    source: numbered,
    kind: fc.nat({ max: 2 }),
  })
  .map(({ id, file, date, rule, source, kind }): Notification => {
    const change = { date: 1_795_132_800 + date * 40_000 };
    if (kind === 0) {
      return createUrlNotification(`${id}`, `https://h${file}.example/${rule}`, {
        ...change,
        sources: [{ type: 'collection', id: `threat-actor--${source}`, label: `Actor ${source}` }],
      });
    }
    const tags = [`rule${rule}`, ...(kind === 2 ? [createHash(file)] : [])];
    return createFileNotification(`${id}`, {
      ...change,
      file,
      tags,
      sources: [{ type: 'hunting_ruleset', id: `${source}`, label: `Set ${source}` }],
      hunting: { ruleName: `rule${rule}`, ruleTags: [] },
    });
  });

const term = fc.oneof(
  fc.constantFrom('origin:hunting', 'origin:subscriptions', 'entity_type:file', 'entity_type:url'),
  numbered.map((n) => `notification_tag:RULE${n}`),
  numbered.map((n) => `notification_tag:${createHash(n)}`),
  numbered.map((n) => `source_id:${n}`),
  numbered.map((n) => `source_name:"set ${n}"`),
  fc.constantFrom('source_type:threat_actor', 'source_type:hunting_ruleset', 'source_type:none'),
  numbered.map((n) => `entity_id:${createHash(n)}`),
  numbered.map((n) => `date:${1_795_132_800 + n * 40_000}+`),
  numbered.map((n) => `date:${1_795_132_800 + n * 40_000}-`),
  numbered.map((n) => `rule${n}`),
  numbered.map((n) => `${n}.bin`),
  fc.constantFrom('H3.EXAMPLE', '"actor 2"', 'loader'),
);

test('listing by any filter gives the rows that the filter matches, in order, whatever was read meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(notification, { maxLength: 60 }),
      fc.array(term, { maxLength: 3 }),
      fc.constantFrom('date-' as const, 'date+' as const),
      fc.integer({ min: 1, max: 7 }),
      fc.boolean(),
      async (rows, terms, order, limit, unreadOnly) => {
        const archive = await openFakeArchive();
        await archive.commitStreamPage(createCommit(rows));
        const distinct = [...new Map(rows.map((row) => [row.id, row])).values()];
        const read = distinct.filter(({ date }) => date % 3 === 0).map(({ id }) => id);
        await archive.setRead(read, true);

        const filter = terms.join(' ');
        const parsed = parseFilter(filter, 'local');
        if (!parsed.ok) throw new Error(parsed.error.message);
        const expected = distinct
          .filter(createFilterTest(parsed.value))
          .filter(({ id }) => !unreadOnly || !read.includes(id))
          .sort((a, b) => (isBefore(a, b, order) ? -1 : 1))
          .map(({ id }) => id);
        expect(await listAll(archive, { filter, order, limit, unreadOnly })).toEqual(expected);
        archive.close();
      },
    ),
    { numRuns: 150 },
  );
});

test("a filter that does not parse is the caller's bug", async () => {
  const archive = await openFakeArchive();
  await expect(
    archive.listNotifications({ filter: 'origin:moon', order: 'date-', limit: 1 }),
  ).rejects.toThrow('origin');
});
