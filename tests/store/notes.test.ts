import { expect, test } from 'vitest';
import { createKey } from '../../utils/ioc/indicator.ts';
import { openFakeArchive } from './archive-support.ts';

const key = createKey('domain', 'a.example');
const NONE = { text: '', labels: [] };
const note = (text: string, labels: readonly string[] = []) => ({ key, text, labels, updatedAt: 1 });

test('a note is written over what its writer had read, and over nothing else', async () => {
  const archive = await openFakeArchive();
  const stored = async () => (await archive.readNotes([key])).get(key);
  let changes = 0;
  archive.onChange(() => {
    changes += 1;
  });
  expect(await archive.writeNote(note('one', ['x']), NONE)).toBeUndefined();
  expect(await archive.writeNote(note('two'), NONE)).toEqual({ text: 'one', labels: ['x'] });
  expect(await archive.writeNote(note(''), { text: 'one', labels: [] })).toEqual({
    text: 'one',
    labels: ['x'],
  });
  expect(await stored()).toEqual(note('one', ['x']));
  expect(changes).toBe(1);
  expect(await archive.writeNote(note(''), note('one', ['x']))).toBeUndefined();
  expect(await stored()).toBeUndefined();
  expect(await archive.writeNote(note('three'), note('one', ['x']))).toEqual(NONE);
  expect(await stored()).toBeUndefined();
});

test('what is there already is no other note, whoever wrote it', async () => {
  const archive = await openFakeArchive();
  await archive.writeNote(note('same', ['x']));
  expect(await archive.writeNote(note('same', ['x']), NONE)).toBeUndefined();
});
