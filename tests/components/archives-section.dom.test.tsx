import { cleanup, render, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { ListedArchive } from '../../entrypoints/background/archive-list.ts';
import { ArchivesSection } from '../../entrypoints/options/ArchivesSection.tsx';
import type { DeskRequest } from '../../utils/messaging/desk-protocol.ts';
import { DEFAULT_SETTINGS } from '../../utils/settings/settings.ts';
import { createFakeDesk, WELL } from './fake-desk.ts';
import { MARKUP, OVERRIDE } from './hostile.ts';
import { NOW } from './invented.ts';
import { createLeftArchive, IN_USE } from './left-archive.ts';
import { speakEnglish } from './words.ts';

beforeAll(speakEnglish);
afterEach(cleanup);

const text = () => document.body.textContent ?? '';
async function open(
  listed: readonly ListedArchive[],
  reply: (request: DeskRequest) => unknown = () => undefined,
  { status = WELL, settings = DEFAULT_SETTINGS } = {},
) {
  let left = listed;
  const desk = await createFakeDesk({ status, onList: () => left, onOther: reply });
  const opened = await desk.openArchive();
  if (!opened.ok) throw new Error(opened.error.code);
  const onReplaced = vi.fn();
  const list = vi.spyOn(desk, 'listArchives');
  const view = render(
    <ArchivesSection
      desk={desk}
      clock={() => NOW}
      status={status}
      archive={{ phase: 'open', opened: opened.value, reopen: () => undefined }}
      counters={{ ...(await opened.value.archive.readCounters()), total: 1204 }}
      settings={settings}
      onReplaced={onReplaced}
    />,
  );
  const sent = () => desk.requests.map(({ type }) => type);
  const drop = (id: string) => {
    left = left.filter((each) => each.id !== id);
  };
  return { ...view, sent, drop, onReplaced, desk, list };
}

const press = async (name: RegExp | string, within_: HTMLElement = document.body) =>
  userEvent.click(await within(within_).findByRole('button', { name }));

test('one archive, or none, is no list', async () => {
  const { list } = await open([IN_USE]);
  await waitFor(() => expect(list).toHaveBeenCalled());
  await list.mock.results[0]?.value;
  // Whatever it would show is there one turn later.
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(text().trim()).toBe('');
});

test('each tells when it was made and what it holds; buttons say which archive they are about', async () => {
  const other = await createLeftArchive(3, 5);
  const view = await open([other, IN_USE]);
  const [first, second] = await view.findAllByRole('listitem');
  expect(first?.textContent).toMatch(/Made .*Nov.*5 notifications/);
  expect(second?.textContent).toMatch(/In use.*1,204 notifications/);
  const names = view.getAllByRole('button').map((button) => button.getAttribute('aria-label'));
  const made = first?.querySelector('h3')?.textContent;
  expect(names).toEqual([`Use this archive (${made})`, `Export (${made})`, `Delete… (${made})`]);
});

test('a name is text, whatever is in it, and in no label', async () => {
  const view = await open([await createLeftArchive(3, 1, { name: `${MARKUP}${OVERRIDE}gnp` }), IN_USE]);
  const heading = await view.findByRole('heading', { name: /gnp$/ });
  expect(heading.textContent).toContain(MARKUP);
  expect(heading.textContent).toContain('U+202E');
  expect(heading.querySelector('img')).toBeNull();
  expect(view.getByRole('button', { name: /^Export/ }).getAttribute('aria-label')).not.toContain('gnp');
});

test('another one is used after a question, and then everything is read anew', async () => {
  const other = await createLeftArchive(3, 5);
  const { sent, onReplaced, desk } = await open([other, IN_USE], () => ({ outcome: 'done', status: WELL }));
  await press(/^Use this archive/);
  const dialog = document.querySelector('dialog');
  expect(dialog?.textContent).toMatch(/5 notifications.*stays in this list/);
  expect(dialog?.textContent).not.toContain('beyond');
  expect(sent()).toEqual([]);
  await press('Use this archive', dialog ?? undefined);
  await waitFor(() => expect(onReplaced).toHaveBeenCalledOnce());
  expect(desk.requests).toEqual([{ type: 'use-archive', id: other.id }]);
});

test('that a limit to what is kept would hold for it too is said before', async () => {
  const settings = { ...DEFAULT_SETTINGS, retention: { keep: 'days', days: 30 } } as const;
  await open([await createLeftArchive(3, 5), IN_USE], undefined, { settings });
  await press(/^Use this archive/);
  expect(document.querySelector('dialog')?.textContent).toContain('what is beyond that is deleted in it');
  await press('Cancel');
  await waitFor(() => expect(document.querySelector('dialog')).toBeNull());
});

test('one is deleted after a question, and that it is said takes the focus', async () => {
  const other = await createLeftArchive(3, 5);
  const view = await open([other, IN_USE], ({ type }) => {
    if (type === 'delete-archive') view.drop(other.id);
    return { outcome: 'done', status: WELL };
  });
  await press(/^Delete/);
  await press('Delete the archive');
  await view.findByText('Archive deleted');
  expect(view.getAllByRole('listitem')).toHaveLength(1);
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Archive deleted'));
  expect(view.desk.requests).toEqual([{ type: 'delete-archive', id: other.id }]);
});

test('what was refused is said, and the list is read again', async () => {
  const other = await createLeftArchive(3, 5);
  const view = await open([other, await createLeftArchive(4, 2), IN_USE], () => {
    view.drop(other.id);
    return { outcome: 'refused', why: 'unlisted' };
  });
  await userEvent.click((await view.findAllByRole('button', { name: /^Delete/ }))[0] as HTMLElement);
  await press('Delete the archive');
  await view.findByText(/no longer there/);
  expect(view.getAllByRole('listitem')).toHaveLength(2);
});

test('a background that gives no answer leaves it unknown', async () => {
  const view = await open([await createLeftArchive(3, 5), IN_USE], () => {
    throw new Error('silent');
  });
  await press(/^Delete/);
  await press('Delete the archive');
  await view.findByText(/Unknown whether it was done/);
});

test('one that does not open says why, and can be read out or deleted but not used', async () => {
  const newer = await createLeftArchive(3, 5);
  await new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open(newer.database, 999);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
  });
  const view = await open([newer, IN_USE]);
  await view.findByText('The archive is of a newer Huntlight');
  const names = view.getAllByRole('button').map(({ textContent }) => textContent);
  expect(names).toEqual(['Export', 'Delete…']);
});

test('one that the browser has lost can only be taken off the list, and looking makes no new one', async () => {
  const lost = { ...(await createLeftArchive(3, 0)), database: `lost-${crypto.randomUUID()}` };
  const view = await open([lost, IN_USE]);
  await view.findByText('The archive is gone');
  expect(view.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Delete…']);
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(lost.database);
});

test('without a key nothing can be used; what is there can be exported and deleted', async () => {
  const { account: _, ...status } = WELL;
  const view = await open([await createLeftArchive(3, 5), IN_USE], undefined, { status });
  await view.findByText('5 notifications');
  const names = view.getAllByRole('button').map(({ textContent }) => textContent);
  expect(names).toEqual(['Export', 'Delete…']);
});
