import { expect, test } from 'vitest';
import { parseNotificationObject } from '../../utils/vt/parse.ts';
import { createCommit, createFileNotification, openFakeArchive } from './archive-support.ts';

const AT = Date.UTC(2026, 10, 22);

test('fresher facts are kept with the row, what the user did and what is not mentioned stays', async () => {
  const archive = await openFakeArchive();
  const known = createFileNotification('a');
  await archive.commitStreamPage(createCommit([known]));
  await archive.setPinned(['a'], true);
  const before = await archive.readCounters();
  const fresh = {
    ...known,
    keys: known.keys.slice(0, 1),
    entity: { type: 'file' as const, id: known.entity.id },
    hunting: { ruleTags: ['loader'], matchInSubfile: true },
  };
  expect(await archive.recordUpstream('a', fresh, AT)).toBe(true);
  const row = await archive.readNotification('a');
  expect(row).toMatchObject({
    pinned: true,
    keys: known.keys,
    entity: known.entity,
    hunting: { ruleName: 'marsh_loader', matchInSubfile: true },
    upstream: { checkedAt: AT, gone: false },
  });
  expect({ ...(await archive.readCounters()), epoch: 0 }).toEqual({ ...before, epoch: 0 });
});

test('an answer as documented, without rule tags, takes none away', async () => {
  const archive = await openFakeArchive();
  const known = createFileNotification('7');
  await archive.commitStreamPage(createCommit([known]));
  const answer = parseNotificationObject({
    data: {
      type: 'ioc_stream_notification',
      id: '7',
      attributes: {
        origin: 'hunting',
        date: known.date,
        entity_type: 'file',
        entity_id: known.entity.id,
        hunting_info: { rule_name: 'marsh_loader', source_country: 'TR', source_key: '3ed40be4' },
        sources: [{ type: 'hunting_ruleset', id: '4711' }],
        tags: known.tags,
      },
    },
  });
  if (!answer.ok) throw new Error(answer.error.reason);
  await archive.recordUpstream('7', answer.value, AT);
  expect((await archive.readNotification('7'))?.hunting).toEqual({
    ruleName: 'marsh_loader',
    ruleTags: ['loader'],
    sourceCountry: 'TR',
    sourceKey: '3ed40be4',
  });
});

test('gone upstream is kept, also through an archive file; a row that is not here is not made', async () => {
  const archive = await openFakeArchive();
  await archive.commitStreamPage(createCommit([createFileNotification('a')]));
  expect(await archive.recordUpstream('a', 'gone', AT)).toBe(true);
  expect(await archive.recordUpstream('b', 'gone', AT)).toBe(false);
  expect((await archive.readCounters()).total).toBe(1);

  const other = await openFakeArchive();
  await other.importLines(archive.exportLines(AT));
  expect(await other.readNotification('a')).toMatchObject({ upstream: { checkedAt: AT, gone: true } });
});
