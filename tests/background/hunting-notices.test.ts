import { beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  createHuntingNotices,
  createNoticeTest,
  describeRules,
} from '../../entrypoints/background/hunting-notices.ts';
import { changeSettings, DEFAULT_SETTINGS } from '../../utils/settings/settings.ts';
import { MORNING } from '../components/invented.ts';
import { speakEnglish } from '../components/words.ts';

const rows = MORNING;
const hunting = rows.filter(({ origin }) => origin === 'hunting');
const create = vi.fn(async () => 'id');

const readCount = (call: unknown[]) => Number(/(\d+) new/.exec(JSON.stringify(call.at(1)))?.at(1));

beforeEach(async () => {
  fakeBrowser.reset();
  await speakEnglish();
  create.mockClear();
  vi.spyOn(browser.notifications, 'create').mockImplementation(create);
  vi.spyOn(browser.permissions, 'contains').mockImplementation(async () => true);
  await changeSettings({ notify: { enabled: true, filter: '' } });
});

test('one notice for all stream pages of a sync, however many workers it took', async () => {
  for (const row of rows) await createHuntingNotices().collect([row]);
  const notices = createHuntingNotices();
  await notices.tell(false);
  await notices.tell(false);
  expect(create).toHaveBeenCalledExactlyOnceWith(
    'new-hunting-matches',
    expect.objectContaining({ title: `${hunting.length} new hunting matches` }),
  );
});

test('the notice of a walk that goes on later counts what was told of it, or it would stand for the rest alone', async () => {
  const [first, second, third] = hunting;
  if (first === undefined || second === undefined || third === undefined) throw new Error('too few rows');
  const counts = () => create.mock.calls.map(readCount);
  await createHuntingNotices().collect([first]);
  await createHuntingNotices().tell(true);
  await createHuntingNotices().tell(true);
  await createHuntingNotices().collect([second]);
  await createHuntingNotices().tell(false);
  expect(counts()).toEqual([1, 2]);
  await createHuntingNotices().collect([third]);
  await createHuntingNotices().tell(false);
  expect(counts()).toEqual([1, 2, 1]);
});

test('what one burst collects while another tells is in the next notice, and nothing is told twice', async () => {
  const [first, ...others] = hunting;
  if (first === undefined || others.length === 0) throw new Error('too few hunting rows');
  await createHuntingNotices().collect([first]);
  // A private window's background has its own.
  const [one, other] = [createHuntingNotices(), createHuntingNotices()];
  await Promise.all([one.tell(false), ...others.map((row) => other.collect([row])), other.tell(false)]);
  await one.tell(false);
  const told = create.mock.calls.map(readCount);
  expect(told.reduce((sum, count) => sum + count, 0)).toBe(hunting.length);
});

test('a rule with the name of what every object has counts like any other', async () => {
  const [row] = hunting;
  if (row === undefined) throw new Error('no hunting row');
  const notices = createHuntingNotices();
  const named = (ruleName: string) => ({ ...row, hunting: { ruleName, ruleTags: [] } });
  await notices.collect([named('constructor'), named('toString'), named('constructor')]);
  await notices.tell(false);
  expect(create).toHaveBeenCalledExactlyOnceWith(
    'new-hunting-matches',
    expect.objectContaining({ title: '3 new hunting matches', message: 'constructor: 2\ntoString: 1' }),
  );
});

test.each([
  ['not switched on', { enabled: false, filter: '' }],
  ['nothing that the filter takes', { enabled: true, filter: 'notification_tag:no-such-tag' }],
] as const)('silent: %s', async (_, notify) => {
  await changeSettings({ notify });
  const notices = createHuntingNotices();
  await notices.collect(rows);
  await notices.tell(false);
  expect(create).not.toHaveBeenCalled();
});

test('silent without the permission', async () => {
  vi.spyOn(browser.permissions, 'contains').mockImplementation(async () => false);
  const notices = createHuntingNotices();
  await notices.collect(rows);
  await notices.tell(false);
  expect(create).not.toHaveBeenCalled();
});

test('what is muted is not told: rule, indicator, every source', () => {
  const [row] = hunting;
  if (row === undefined) throw new Error('no hunting row');
  const takes = (muted: Partial<typeof DEFAULT_SETTINGS.muted>) =>
    createNoticeTest({
      notify: { enabled: true, filter: '' },
      muted: { ...DEFAULT_SETTINGS.muted, ...muted },
    })(row);
  expect(takes({})).toBe(true);
  expect(takes({ rules: [row.hunting?.ruleName ?? ''] })).toBe(false);
  expect(takes({ keys: [row.keys[0] ?? ''] })).toBe(false);
  expect(takes({ sources: row.sources.map(({ id }) => id) })).toBe(false);
});

test('the most frequent rules by name, hostile ones in plain sight', () => {
  expect(describeRules({ a: 1, b: 9, c: 3, d: 2, e: 1 })).toBe('b: 9\nc: 3\nd: 2\nand 2 more rules');
  expect(describeRules({ 'x\u202eexe\n': 1 })).toBe('x[U+202E]exe[U+000A]: 1');
  expect(describeRules({ '': 4 })).toBe('');
});
