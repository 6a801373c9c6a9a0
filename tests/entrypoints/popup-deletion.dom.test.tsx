import '../../entrypoints/popup/popup.css';
import { cleanup, render, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { App } from '../../entrypoints/popup/App.tsx';
import type { DeleteNotifications } from '../../utils/messaging/archive-requests.ts';
import type { DeskStatus } from '../../utils/messaging/desk-protocol.ts';
import { createFakeDesk, WELL } from '../components/fake-desk.ts';
import { MORNING, NOW } from '../components/invented.ts';
import { speakEnglish } from '../components/words.ts';

beforeAll(speakEnglish);
beforeEach(() => page.viewport(420, 592));
afterEach(cleanup);

const FIRST = MORNING[0]?.id ?? '';
type Reply = Record<string, unknown>;

/** The popup with the newest notification's detail unfolded; the background deletes as `onDelete` says, or here only. */
async function openDetail(
  onDelete?: (request: DeleteNotifications) => Promise<Reply>,
  status: DeskStatus = WELL,
) {
  const desk = await createFakeDesk({
    status,
    rows: MORNING,
    onOther: async (request) => {
      if (request.type !== 'delete-notifications') throw new Error(`no ${request.type}`);
      if (onDelete) return onDelete(request);
      const opened = await desk.openArchive();
      if (!opened.ok) throw new Error('closed');
      const rows = await opened.value.archive.deleteNotifications(request.ids, NOW);
      return { rows, absent: [], unknown: [], failed: [] };
    },
  });
  render(
    <App
      desk={desk}
      clock={() => NOW}
      indicator={undefined}
      findTab={async () => 3}
      onOptions={() => undefined}
      onLookUp={() => undefined}
      onPanel={() => undefined}
      onAskAccess={async () => true}
      onAskServer={async () => true}
    />,
  );
  await expect.element(page.getByRole('button', { name: /invoice_2026-11.exe/ })).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: /invoice_2026-11.exe/ }));
  const holds = async () => {
    const opened = await desk.openArchive();
    return opened.ok && (await opened.value.archive.readNotification(FIRST)) !== undefined;
  };
  const deletions = () =>
    desk.requests.flatMap((request) => (request.type === 'delete-notifications' ? [request.where] : []));
  return { holds, deletions };
}

const press = (name: string) => userEvent.click(page.getByRole('button', { name, exact: true }));
const shows = (words: string) => expect.element(page.getByText(words, { exact: true })).toBeVisible();

test('here only: asked, deleted, and put back with all that was known of it', async () => {
  const { holds, deletions } = await openDetail();
  await press('Delete…');
  await expect.element(page.getByRole('dialog')).toBeVisible();
  await press('Delete here');
  await shows('Deleted here');
  expect(deletions()).toEqual(['here']);
  await waitFor(async () => expect(await holds()).toBe(false));
  expect(document.querySelector(`[data-notification="${FIRST}"]`)?.getAttribute('data-deleted')).toBe('true');
  // Nothing else is shown of it, and the focus is not lost.
  expect(document.body.innerText).not.toContain('SHA-256');
  await waitFor(() => expect(document.activeElement?.closest('.deletion')).not.toBeNull());
  await press('Undo');
  await waitFor(async () => expect(await holds()).toBe(true));
  await shows('SHA-256');
  // Back where it began, and said.
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Delete…'));
  expect(document.querySelector('.unseen[role=status]')?.textContent).toBe('Put back');
});

test('a question answered with "Cancel" or Escape deletes nothing', async () => {
  const { deletions } = await openDetail();
  await press('Delete…');
  await press('Cancel');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  await press('Delete…');
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  expect(deletions()).toEqual([]);
});

test('here and on VirusTotal: no undo, and what was gone there already is said', async () => {
  const { deletions } = await openDetail(async () => ({
    rows: [],
    absent: [FIRST],
    unknown: [],
    failed: [],
  }));
  await press('Delete…');
  await userEvent.click(page.getByLabelText('Here and on VirusTotal'));
  await press('Delete here and on VirusTotal');
  await shows('Deleted here; VirusTotal no longer had it');
  expect(deletions()).toEqual(['everywhere']);
  await expect.element(page.getByRole('button', { name: 'Undo' })).not.toBeInTheDocument();
});

test('a lost answer is unknown, the row is still there, and the check tells', async () => {
  let answers = 0;
  const { deletions } = await openDetail(async ({ ids }) => {
    const isLost = answers++ === 0;
    return { rows: [], absent: [], unknown: isLost ? ids : [], failed: [] };
  });
  await press('Delete…');
  await userEvent.click(page.getByLabelText('Here and on VirusTotal'));
  await press('Delete here and on VirusTotal');
  await shows('Unknown whether VirusTotal deleted it');
  await shows('SHA-256');
  await press('Check by deleting again');
  await shows('Deleted here and on VirusTotal');
  expect(deletions()).toEqual(['everywhere', 'everywhere']);
});

test('a silent background is unknown, too; a refusal has its words', async () => {
  let answers = 0;
  await openDetail(async ({ ids }) => {
    if (answers++ === 0) throw new Error('no answer');
    const problem = { code: 'forbidden', message: 'Said upstream' };
    return { rows: [], absent: [], unknown: [], failed: ids, problem };
  });
  await press('Delete…');
  await press('Delete here');
  await shows('Unknown whether it was deleted');
  await press('Check by deleting again');
  await shows('Nothing was deleted');
  await shows('This account has no IoC Stream');
});

test('gone on VirusTotal and still here is said so', async () => {
  const problem = { code: 'archive-failed', message: '' };
  await openDetail(async ({ ids }) => {
    return { rows: [], absent: [], unknown: [], failed: [], kept: ids, problem };
  });
  await press('Delete…');
  await userEvent.click(page.getByLabelText('Here and on VirusTotal'));
  await press('Delete here and on VirusTotal');
  await shows('Deleted on VirusTotal, and still here');
  expect(document.body.innerText).not.toContain('Nothing was deleted');
});

test('without a key there is only here', async () => {
  const { account: _account, ...keyless } = WELL;
  const { deletions } = await openDetail(undefined, keyless);
  await press('Delete…');
  await expect.element(page.getByRole('dialog')).toBeVisible();
  expect(document.querySelector('dialog input')).toBeNull();
  await press('Delete here');
  await shows('Deleted here');
  expect(deletions()).toEqual(['here']);
});
