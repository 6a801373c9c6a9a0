import { openDB } from 'idb';
import { expect, test } from 'vitest';
import { createKey } from '../../utils/ioc/indicator.ts';
import { writeLine } from '../../utils/store/archive-line.ts';
import { ARCHIVE_VERSION } from '../../utils/store/migrations.ts';
import { deleteArchive, exportReadable } from '../../utils/store/recover-archive.ts';
import {
  createArchiveName,
  createCommit,
  createFileNotification,
  openFakeArchive,
} from './archive-support.ts';

const ROW = { ...createFileNotification('1'), storedAt: 1, read: true, pinned: true };

async function* toAsync(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

async function readLines(lines: AsyncIterable<string>): Promise<string[]> {
  const read: string[] = [];
  for await (const line of lines) read.push(line);
  return read;
}

test('a file is a head and then a line for each notification, note and tombstone', async () => {
  const archive = await openFakeArchive();
  const at = 1_795_219_200_000;
  await archive.commitStreamPage(
    createCommit([createFileNotification('1'), createFileNotification('2')], { at: 1 }),
  );
  await archive.setRead(['1'], true);
  await archive.setPinned(['1'], true);
  await archive.deleteNotifications(['2'], at);
  const note = {
    key: createKey('domain', 'a.example'),
    text: 'seen in spring',
    labels: ['marsh'],
    updatedAt: 5,
  };
  await archive.writeNote(note);
  const lines = await readLines(archive.exportLines(at));
  expect(lines.every((line) => line.endsWith('\n') && line.indexOf('\n') === line.length - 1)).toBe(true);
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { kind: 'archive', format: 1, exportedAt: at },
    { kind: 'notification', notification: ROW },
    { kind: 'note', note },
    { kind: 'tombstone', tombstone: { id: '2', date: ROW.date } },
  ]);
});

test('lines that are not what they must be are skipped, counted and named, and the others come in', async () => {
  const archive = await openFakeArchive();
  const bad = [
    '{"kind":',
    '"text"',
    writeLine({ kind: 'notification', notification: { ...ROW, keys: [] } }),
    writeLine({ kind: 'notification', notification: { ...ROW, keys: ['sha256:UPPER' as never] } }),
    writeLine({ kind: 'notification', notification: { ...ROW, date: -1 } }),
    writeLine({ kind: 'archive', format: 2, exportedAt: 1 }),
    '{"kind":"account","apiKey":"x"}',
  ];
  const good = writeLine({ kind: 'notification', notification: { ...ROW, apiKey: 'dropped' } as never });
  const report = await archive.importLines(toAsync([...bad, '', good]));
  expect(report).toMatchObject({ added: 1, known: 0, skipped: bad.length });
  expect(report.reasons[0]).toBe('line 1: not JSON');
  expect(report.reasons).toHaveLength(bad.length);
  expect(await archive.readNotification('1')).toEqual(ROW);
});

test('what is here already wins over the file, which only fills in', async () => {
  const archive = await openFakeArchive();
  const { entity, ...rest } = createFileNotification('1');
  await archive.commitStreamPage(
    createCommit([{ ...rest, entity: { ...entity, meaningfulName: 'new.exe' } }], { at: 9 }),
  );
  const line = writeLine({ kind: 'notification', notification: { ...ROW, entity: { ...entity, size: 7 } } });
  expect(await archive.importLines(toAsync([line, line]))).toMatchObject({ added: 0, known: 2 });
  expect(await archive.readNotification('1')).toMatchObject({
    entity: { meaningfulName: 'new.exe', size: 7 },
    storedAt: 9,
    read: false,
    pinned: false,
  });
});

test('the newer of two notes stays', async () => {
  const archive = await openFakeArchive();
  const key = createKey('domain', 'a.example');
  const note = (text: string, updatedAt: number) => ({ key, text, labels: [], updatedAt });
  await archive.writeNote(note('here', 5));
  await archive.importLines(toAsync([writeLine({ kind: 'note', note: note('older', 4) })]));
  expect((await archive.readNotes([key])).get(key)?.text).toBe('here');
  await archive.importLines(toAsync([writeLine({ kind: 'note', note: note('newer', 6) })]));
  expect((await archive.readNotes([key])).get(key)?.text).toBe('newer');
  await archive.writeNote(note('', 7));
  expect((await archive.readNotes([key])).size).toBe(0);
});

test('what is readable of an archive that does not open goes into a file that does', async () => {
  const name = createArchiveName();
  const archive = await openFakeArchive(name);
  await archive.commitStreamPage(createCommit([createFileNotification('1')]));
  archive.close();
  const newer = await openDB(name, ARCHIVE_VERSION + 1);
  await newer.put('notifications', { id: 'broken', cause: 1 });
  newer.close();

  const lost: string[] = [];
  const lines = await readLines(exportReadable(name, 1, (id) => lost.push(id)));
  expect(lost).toEqual(['broken']);
  await deleteArchive(name);
  const rebuilt = await openFakeArchive(name);
  expect(await rebuilt.importLines(toAsync(lines))).toMatchObject({ added: 1, skipped: 0 });
  expect(await rebuilt.readCounters()).toMatchObject({ total: 1 });
});

test('there is nothing to export of an archive that is not there, and none is made', async () => {
  const name = createArchiveName();
  expect(await readLines(exportReadable(name, 1, () => undefined))).toEqual([]);
  expect((await indexedDB.databases()).map((database) => database.name)).not.toContain(name);
});

/** Lines of so many rows; `step` 7 brings neighbours far apart. */
const manyLines = (count: number, step = 1) =>
  Array.from({ length: count }, (_, i) => {
    const row = createFileNotification(`${(i * step) % count}`, { file: i % 50 });
    return writeLine({
      kind: 'notification',
      notification: { ...row, storedAt: 1, read: true, pinned: false },
    });
  });

test.each([
  ['in the order of its ids', 1],
  ['in another order', 7],
])('a file of several batches %s comes in once, however often it is read', async (_name, step) => {
  const archive = await openFakeArchive();
  const lines = manyLines(2500, step);
  expect(
    await archive.importLines(toAsync([...lines.slice(0, 1200), ...lines.slice(300, 400)])),
  ).toMatchObject({
    added: 1200,
    known: 100,
  });
  expect(await archive.importLines(toAsync(lines))).toMatchObject({ added: 1300, known: 1200, skipped: 0 });
  expect(await archive.readCounters()).toMatchObject({ total: 2500 });
});

test('a file that cannot be read on fails, after the batches before that are kept', async () => {
  const archive = await openFakeArchive();
  async function* cutShort() {
    yield* manyLines(1500);
    throw new DOMException('taken away', 'NotReadableError');
  }
  await expect(archive.importLines(cutShort())).rejects.toThrow('taken away');
  expect(await archive.readCounters()).toMatchObject({ total: 1000 });
});

test('an item that was kept out and comes in a file is counted as kept out no more', async () => {
  const source = await openFakeArchive();
  await source.commitStreamPage(createCommit([createFileNotification('1'), createFileNotification('2')]));
  const archive = await openFakeArchive();
  const rejected = ['1', '3'].map((id) => ({ id, reason: 'unknown type' }));
  await archive.commitStreamPage(createCommit([], { rejected }));
  expect((await archive.readCounters()).rejected).toBe(2);

  expect(await archive.importLines(source.exportLines(0))).toMatchObject({ added: 2 });
  expect((await archive.readCounters()).rejected).toBe(1);
  // Neither settled twice, nor counted again when a later page brings it.
  await archive.commitStreamPage(createCommit([createFileNotification('1')]));
  expect((await archive.readCounters()).rejected).toBe(1);
});
