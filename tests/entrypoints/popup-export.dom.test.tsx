import '../../entrypoints/popup/popup.css';
import { cleanup, fireEvent, render, waitFor, within } from '@testing-library/preact';
import Papa from 'papaparse';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { App } from '../../entrypoints/popup/App.tsx';
import type { IndicatorKey } from '../../utils/ioc/indicator.ts';
import type { Notification } from '../../utils/ioc/notification.ts';
import type { PageReport } from '../../utils/messaging/desk-protocol.ts';
import { createFakeDesk, type FakeDeskOptions } from '../components/fake-desk.ts';
import { HOSTILE, OVERRIDE } from '../components/hostile.ts';
import { inventNotification, MORNING, NOW } from '../components/invented.ts';
import { speakEnglish } from '../components/words.ts';

const KEY = 'invented';
const CLIPBOARD = Object.getOwnPropertyDescriptor(Navigator.prototype, 'clipboard');

beforeAll(speakEnglish);
beforeEach(() => page.viewport(420, 592));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  if (CLIPBOARD) Object.defineProperty(navigator, 'clipboard', { ...CLIPBOARD, configurable: true });
});

async function open(options: FakeDeskOptions = {}, indicator?: IndicatorKey) {
  const desk = await createFakeDesk(options);
  const view = render(
    <App
      desk={desk}
      clock={() => NOW}
      indicator={indicator}
      findTab={async () => 3}
      onOptions={vi.fn()}
      onLookUp={vi.fn()}
      onPanel={vi.fn()}
      onAskAccess={vi.fn(async () => true)}
      onAskServer={vi.fn(async () => true)}
    />,
  );
  return { ...view, desk };
}

/** Files that were downloaded, instead of a download. */
function catchDownloads(): { readonly name: string; readonly blob: Blob }[] {
  const files: { name: string; blob: Blob }[] = [];
  let last: Blob | undefined;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    last = blob as Blob;
    return 'blob:invented';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    if (last !== undefined) files.push({ name: this.download, blob: last });
  });
  return files;
}

/** What was copied, instead of a clipboard, which headless browsers refuse. */
function catchCopies(): string[] {
  const copied: string[] = [];
  const write = async (items: readonly ClipboardItem[]) => {
    for (const item of items) copied.push(await (await item.getType('text/plain')).text());
  };
  Object.defineProperty(navigator, 'clipboard', { value: { write }, configurable: true });
  return copied;
}

async function openDialog(view: ReturnType<typeof render>) {
  (await view.findByRole('button', { name: 'Export…' })).click();
  return within(await view.findByRole('dialog', { name: 'Export' }));
}

const many = (count: number): Notification[] =>
  Array.from({ length: count }, (_, index) =>
    inventNotification({
      id: `n${index}`,
      minutesAgo: index,
      rule: 'Wide_Net',
      entity: { type: 'domain', id: `host${index}.example` },
    }),
  );

describe('export from the popup', () => {
  test('the list as CSV: a foreign parser reads every row, oldest first, and the key is not in it', async () => {
    const files = catchDownloads();
    const view = await open({ rows: MORNING });
    const dialog = await openDialog(view);
    fireEvent.click(dialog.getByRole('radio', { name: /All of this list/ }));
    fireEvent.click(dialog.getByRole('button', { name: 'Save to a file' }));
    await dialog.findByText('14 rows saved to your downloads');
    expect(files.map(({ name }) => name)).toEqual(['huntlight-2026-11-22-140500.csv']);
    const text = (await files[0]?.blob.text()) ?? '';
    const { data, errors } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
    expect(errors).toEqual([]);
    const hunting = MORNING.filter(({ origin }) => origin === 'hunting').toSorted((a, b) => a.date - b.date);
    expect(data.map((row) => row['notification_id'])).toEqual(hunting.map(({ id }) => id));
    expect(text).not.toContain(KEY);
  });

  test('copied as STIX twice: the same ids', async () => {
    const copied = catchCopies();
    const view = await open({ rows: MORNING });
    const dialog = await openDialog(view);
    fireEvent.click(dialog.getByRole('radio', { name: 'STIX 2.1' }));
    fireEvent.click(dialog.getByRole('button', { name: 'Copy' }));
    await waitFor(() => expect(copied).toHaveLength(1));
    await dialog.findByText(/rows copied/);
    fireEvent.click(dialog.getByRole('button', { name: 'Copy' }));
    await waitFor(() => expect(copied).toHaveLength(2));
    expect(JSON.parse(copied[0] ?? '').type).toBe('bundle');
    expect(copied[1]).toBe(copied[0]);
  });

  test('rows past one look into the archive are in it, and progress ends in a count', async () => {
    const files = catchDownloads();
    const view = await open({ rows: many(1203) });
    const dialog = await openDialog(view);
    fireEvent.click(dialog.getByRole('radio', { name: /All of this list/ }));
    fireEvent.click(dialog.getByRole('radio', { name: 'List' }));
    fireEvent.click(dialog.getByRole('button', { name: 'Save to a file' }));
    await dialog.findByText('1,203 rows saved to your downloads');
    const lines = ((await files[0]?.blob.text()) ?? '').trimEnd().split('\n');
    expect([lines.length, lines[0], lines.at(-1)]).toEqual([1203, 'host1202.example', 'host0.example']);
  });

  test('a clipboard that refuses is said in its own words', async () => {
    const write = async () => {
      throw new DOMException('Document is not focused.', 'NotAllowedError');
    };
    Object.defineProperty(navigator, 'clipboard', { value: { write }, configurable: true });
    const dialog = await openDialog(await open({ rows: MORNING }));
    fireEvent.click(dialog.getByRole('button', { name: 'Copy' }));
    await dialog.findByText(/Could not copy/);
    await dialog.findByText(/Document is not focused/);
  });

  test('hostile rows in every format: nothing acts unseen, no formula starts a cell', async () => {
    const copied = catchCopies();
    const dialog = await openDialog(await open({ rows: HOSTILE }));
    for (const format of ['CSV', 'JSON', 'STIX 2.1', 'MISP event', 'List', 'Defanged list', 'Markdown']) {
      const before = copied.length;
      fireEvent.click(dialog.getByRole('radio', { name: format }));
      fireEvent.click(dialog.getByRole('button', { name: 'Copy' }));
      await waitFor(() => expect(copied).toHaveLength(before + 1));
      await dialog.findByText(/rows? copied/);
      expect(copied.at(-1), format).not.toContain(OVERRIDE);
    }
    const cells = Papa.parse<string[]>(copied[0] ?? '', { delimiter: ',' }).data.flat();
    expect(cells.filter((cell) => /^\s*[=+\-@]/.test(cell))).toEqual([]);
    expect(cells.some((cell) => cell.includes('=cmd|calc!A1'))).toBe(true);
  });

  test('this page: its matches with what the archive knows, or all indicators', async () => {
    const copied = catchCopies();
    const report: PageReport = {
      available: true,
      items: [
        {
          key: 'domain:cdn.kite-telemetry.example' as never,
          kind: 'domain',
          value: 'cdn.kite-telemetry.example',
          state: 'unread',
          notifications: 1,
          unread: 1,
        },
        {
          key: 'url:https://login.heron-mail.example/other' as never,
          kind: 'url',
          value: 'https://login.heron-mail.example/other',
          state: 'related',
          relation: { how: 'on-host', key: 'domain:heron-mail.example' as never },
          notifications: 1,
          unread: 0,
        },
      ],
      unseen: [
        { key: 'domain:docs.harmless.example' as never, kind: 'domain', value: 'docs.harmless.example' },
      ],
      looked: 9,
      coverage: [],
    };
    const view = await open({ rows: MORNING, report });
    (await view.findByRole('tab', { name: /On this page/ })).click();
    const dialog = await openDialog(view);
    fireEvent.click(dialog.getByRole('radio', { name: 'JSON' }));
    fireEvent.click(dialog.getByRole('button', { name: 'Copy' }));
    await dialog.findByText('2 rows copied');
    fireEvent.click(dialog.getByRole('radio', { name: /All indicators on this page/ }));
    fireEvent.click(dialog.getByRole('button', { name: 'Copy' }));
    await dialog.findByText('3 rows copied');
    const [matches, all] = copied.map((text) => JSON.parse(text).indicators);
    expect(matches.map((each: { state: string }) => each.state)).toEqual(['unread', 'related']);
    expect(matches[0].archive.latest[0].hunting.ruleName).toBe('Fresh_Domain_Kite');
    expect(matches[1].archive.value).toBe('heron-mail.example');
    expect(all.at(-1)).toEqual({ kind: 'domain', value: 'docs.harmless.example', state: 'none' });
  });

  test('one entity: every notification for it, and no other', async () => {
    const copied = catchCopies();
    const twice = MORNING.slice(0, 2).flatMap((row) => [
      row,
      { ...row, id: `${row.id}-again`, date: row.date - 9 },
    ]);
    const dialog = await openDialog(await open({ rows: twice }, MORNING[0]?.keys[2]));
    fireEvent.click(dialog.getByRole('radio', { name: 'JSON' }));
    fireEvent.click(dialog.getByRole('button', { name: 'Copy' }));
    await dialog.findByText('2 rows copied');
    expect(JSON.parse(copied[0] ?? '').notifications.map(({ id }: { id: string }) => id)).toEqual([
      '1-again',
      '1',
    ]);
  });

  test('Escape closes it and the focus goes back to its button', async () => {
    const view = await open({ rows: MORNING });
    const button = await view.findByRole('button', { name: 'Export…' });
    await userEvent.click(button);
    await view.findByRole('dialog', { name: 'Export' });
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(view.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(button));
  });

  test('nothing to export, no button', async () => {
    const view = await open();
    await view.findByText('No hunting matches yet');
    expect(view.queryByRole('button', { name: 'Export…' })).toBeNull();
  });
});
