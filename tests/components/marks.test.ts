import { expect, test } from 'vitest';
import { createMarks, type Mark } from '../../components/stream/marks.ts';

/** Writes that end when the test says so. */
function createRig() {
  const writes: { mark: Mark; end: () => void; fail: () => void }[] = [];
  const marks = createMarks(
    (_id, mark) =>
      new Promise((resolve, reject) => {
        writes.push({ mark, end: resolve, fail: () => reject(new Error('disk')) });
      }),
  );
  return { marks, writes };
}

test('shown at once, taken back when it could not be kept', async () => {
  const { marks, writes } = createRig();
  const marking = marks.mark('a', { pinned: true });
  expect(marks.marks.value.get('a')).toEqual({ pinned: true });
  writes[0]?.fail();
  await marking;
  expect(marks.marks.value.has('a')).toBe(false);
  expect(marks.failed.value.has('a')).toBe(true);
});

test('a failure does not take back what was marked after it; a new mark takes the words back', async () => {
  const { marks, writes } = createRig();
  const first = marks.mark('a', { read: true });
  const second = marks.mark('a', { read: false });
  writes[0]?.fail();
  await first;
  expect(marks.marks.value.get('a')).toEqual({ read: false });
  const third = marks.mark('a', { pinned: true });
  expect(marks.failed.value.has('a')).toBe(false);
  writes[1]?.end();
  writes[2]?.end();
  await Promise.all([second, third]);
  expect(marks.marks.value.get('a')).toEqual({ read: false, pinned: true });
});

test("the archive's word settles a row, but not while a mark is on its way", async () => {
  const { marks, writes } = createRig();
  const marking = marks.mark('a', { read: false });
  marks.settle('a', { read: true, pinned: false });
  expect(marks.marks.value.get('a')).toEqual({ read: false });
  writes[0]?.end();
  await marking;
  marks.settle('a', { read: true, pinned: false });
  expect(marks.marks.value.get('a')).toEqual({ read: true, pinned: false });
});
