import '../../entrypoints/lookup/lookup.css';
import { cleanup, fireEvent, render, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { hashUrl } from '../../entrypoints/background/hash-url.ts';
import { App } from '../../entrypoints/lookup/App.tsx';
import { readFiles } from '../../entrypoints/lookup/read-input.ts';
import { type IndicatorKey, parseKey } from '../../utils/ioc/indicator.ts';
import type { DeskRequest, PageItem } from '../../utils/messaging/desk-protocol.ts';
import { createFakeDesk, type FakeDeskOptions, WELL } from '../components/fake-desk.ts';
import { HOSTILE, LONG, MARKUP, OVERRIDE } from '../components/hostile.ts';
import { inventHex, inventNotification, MORNING, NOW } from '../components/invented.ts';
import { speakEnglish } from '../components/words.ts';
import { makePdf } from '../support/make-pdf.ts';

beforeAll(speakEnglish);
beforeEach(() => page.viewport(900, 700));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const FILE = inventHex(1, 64);
const TEXT = `${FILE}\nx.heron-mail.example\n203.0.113.9\n${'198.51.100.1'}`;

/** A background that knows the file, something related to the first domain, and nothing else. */
function answer(request: DeskRequest): unknown {
  if (request.type !== 'look-up') throw new Error(request.type);
  const items: PageItem[] = [];
  const unseen: Pick<PageItem, 'key' | 'kind' | 'value'>[] = [];
  for (const key of request.keys.split('\n') as IndicatorKey[]) {
    const indicator = parseKey(key);
    if (indicator === undefined) continue;
    if (indicator.value === FILE) {
      items.push({
        key,
        ...indicator,
        state: 'match',
        notifications: 1,
        unread: 0,
        label: 'Kestrel_Loader_Stage2',
      });
    } else if (indicator.value === 'x.heron-mail.example') {
      const relation = { how: 'below-domain', key: 'domain:heron-mail.example' as IndicatorKey };
      items.push({ key, ...indicator, state: 'related', relation, notifications: 1, unread: 0 });
    } else if (indicator.kind === 'ipv4') unseen.push({ key, ...indicator });
  }
  return { ok: true, items, unseen };
}

const onOptions = vi.fn();

async function open(options: FakeDeskOptions = {}) {
  const desk = await createFakeDesk({ rows: MORNING, onOther: answer, ...options });
  return { desk, ...render(<App desk={desk} clock={() => NOW} onOptions={onOptions} />) };
}

async function lookUp(view: Awaited<ReturnType<typeof open>>, text: string) {
  fireEvent.input(view.getByLabelText('List, CSV, STIX or any text'), { target: { value: text } });
  fireEvent.click(view.getByRole('button', { name: 'Look up' }));
}

const values = () =>
  [...document.querySelectorAll('.look-up-results .value')].map((each) => each.textContent);

test('pasted: counted by state, filtered by state, each unfolds to its notifications', async () => {
  const view = await open();
  await lookUp(view, TEXT);
  await view.findByRole('button', { name: 'All 4' });
  for (const name of ['In my stream 1', 'Related 1', 'Not seen 2']) view.getByRole('button', { name });
  expect(values()).toEqual([FILE, 'x.heron-mail.example', '203.0.113.9', '198.51.100.1']);
  view.getByRole('button', { name: /^203\.0\.113\.9 Not seen · IPv4$/ });
  fireEvent.click(view.getByRole('button', { name: 'Not seen 2' }));
  await waitFor(() => expect(values()).toEqual(['203.0.113.9', '198.51.100.1']));
  fireEvent.click(view.getByRole('button', { name: 'In my stream 1' }));
  await waitFor(() => expect(values()).toEqual([FILE]));
  fireEvent.click(document.querySelector('.look-up-results [data-row]') ?? document.body);
  await view.findByText('invoice_2026-11.exe');
  await view.findByRole('button', { name: 'Pin' });
});

test('what was found is said to who does not see it', async () => {
  const view = await open();
  const said = () => document.querySelector('.unseen[role=status]')?.textContent;
  await lookUp(view, 'nothing here at all');
  await waitFor(() => expect(said()).toBe('No indicator in it'));
  await lookUp(view, TEXT);
  await waitFor(() => expect(said()).toBe('In my stream: 1, Related: 1, Not seen: 2'));
});

test('what is looked up against is said: how much, how fresh, and what is missing', async () => {
  const view = await open();
  await view.findByText(`Looked up in your archive: ${MORNING.length} notifications · Synced 2 min. ago`);
  expect(view.queryByText(/Your archive is empty/)).toBeNull();
  view.desk.notice({ ...WELL, sync: { ...WELL.sync, phase: 'paused', gaps: [{ to: NOW / 1000 }] } });
  await view.findByText(/Paused · older notifications not fetched yet$/);
  cleanup();
  const { account: _, ...keyless } = WELL;
  const empty = await open({ rows: [], status: { ...keyless, sync: { phase: 'off', gaps: [] } } });
  await empty.findByText('Looked up in your archive: 0 notifications · No API key');
  await empty.findByText('Your archive is empty, so nothing can be found in it');
  fireEvent.click(empty.getByRole('button', { name: 'Open options' }));
  expect(onOptions).toHaveBeenCalledOnce();
  empty.desk.notice({ ...keyless, sample: true, sync: { phase: 'off', gaps: [] } });
  await empty.findByText('This is the sample stream');
  expect(empty.queryByText(/Looked up in your archive/)).toBeNull();
});

test('a URL that the archive knows by its id alone is named by its rule and unfolds to its notification', async () => {
  const url = 'https://reed.example/kit.zip';
  const row = inventNotification({
    id: 'by-id',
    minutesAgo: 5,
    rule: 'Reed_Kit',
    entity: { type: 'url', id: await hashUrl(url), note: 'Reed kit for sale' },
  });
  const desk = await createFakeDesk({ rows: [row] });
  const view = { desk, ...render(<App desk={desk} clock={() => NOW} onOptions={onOptions} />) };
  await lookUp(view, url);
  const found = await view.findByRole('button', { name: /reed\.example.*kit\.zip/, expanded: false });
  expect(found.textContent).toContain('Unread match');
  expect(found.textContent).toContain('Reed_Kit');
  fireEvent.click(found);
  await view.findByText('Reed kit for sale');
});

test('what is shown, or all of it, is exported', async () => {
  const copied: string[] = [];
  const write = async (items: readonly ClipboardItem[]) => {
    for (const item of items) copied.push(await (await item.getType('text/plain')).text());
  };
  const clipboard = vi
    .spyOn(navigator, 'clipboard', 'get')
    .mockReturnValue({ write } as unknown as Clipboard);
  const view = await open();
  await lookUp(view, TEXT);
  fireEvent.click(await view.findByRole('button', { name: 'Not seen 2' }));
  fireEvent.click(view.getByRole('button', { name: 'Export…' }));
  const dialog = within(await view.findByRole('dialog'));
  fireEvent.click(dialog.getByRole('radio', { name: 'List' }));
  fireEvent.click(dialog.getByRole('button', { name: 'Copy' }));
  await view.findByText('2 rows copied');
  fireEvent.click(dialog.getByRole('radio', { name: /All that was looked up/ }));
  fireEvent.click(dialog.getByRole('radio', { name: 'JSON' }));
  fireEvent.click(dialog.getByRole('button', { name: 'Copy' }));
  await view.findByText('4 rows copied');
  expect(copied[0]).toBe('203.0.113.9\n198.51.100.1\n');
  expect(JSON.parse(copied[1] ?? '').indicators.map(({ state }: { state: string }) => state)).toEqual([
    'match',
    'related',
    'none',
    'none',
  ]);
  clipboard.mockRestore();
});

test('a dropped file is looked up; one that is no text is said so', async () => {
  const view = await open();
  const form = document.querySelector('form') ?? document.body;
  const drop = (content: BlobPart) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([content], 'iocs.csv'));
    form.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  };
  drop(new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0, 0, 0]));
  await view.findByText(/neither text nor a PDF/);
  drop(TEXT);
  await view.findByRole('button', { name: 'All 4' });
});

test('the files that were looked up are named with what was found, until a text is', async () => {
  const view = await open();
  const chooser = view.getByLabelText('Files to look up') as HTMLInputElement;
  const choose = (...files: readonly [name: string, content: string][]) => {
    const transfer = new DataTransfer();
    for (const [name, content] of files) transfer.items.add(new File([content], name));
    chooser.files = transfer.files;
    fireEvent.change(chooser);
  };
  const named = () => document.querySelector('.look-up-files')?.textContent;
  choose(['heron.csv', TEXT]);
  await view.findByRole('button', { name: 'All 4' });
  expect(named()).toBe('File: heron.csv');
  choose(['heron.csv', TEXT], [`kite${OVERRIDE}fdp.txt`, '198.51.100.9']);
  await view.findByRole('button', { name: 'All 5' });
  expect(named()).toBe('Files: heron.csvkiteU+202Efdp.txt');
  choose(['empty.txt', 'nothing in it']);
  await view.findByText('No indicator in it');
  expect(named()).toBe('File: empty.txt');
  await lookUp(view, TEXT);
  await view.findByRole('button', { name: 'All 4' });
  expect(named()).toBeUndefined();
});

test('several files, dropped or chosen, are looked up together; of one that is no text it is said which', async () => {
  const view = await open();
  const form = document.querySelector('form') ?? document.body;
  const collect = (...files: readonly [name: string, content: BlobPart][]) => {
    const transfer = new DataTransfer();
    for (const [name, content] of files) transfer.items.add(new File([content], name));
    return transfer;
  };
  const drop = (...files: readonly [name: string, content: BlobPart][]) =>
    form.dispatchEvent(
      new DragEvent('drop', { dataTransfer: collect(...files), bubbles: true, cancelable: true }),
    );
  // Each in a form of its own: together they are neither a table nor JSON.
  const table = `sha256,where\n${FILE},disk\n`;
  const json = JSON.stringify({ seen: ['x.heron-mail.example', 'line\n203.0.113.9'] });
  drop(['a.csv', table], ['b.json', json]);
  await view.findByRole('button', { name: 'All 3' });
  expect(values()).toEqual([FILE, 'x.heron-mail.example', '203.0.113.9']);
  drop(['a.csv', table], ['evidence.zip', new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0, 0, 0])]);
  await view.findByText(/neither text nor a PDF/);
  await view.findByText('evidence.zip');
  const chooser = view.getByLabelText('Files to look up') as HTMLInputElement;
  expect(chooser.multiple).toBe(true);
  chooser.files = collect(['a.csv', table], ['b.json', json], ['c.txt', '198.51.100.1']).files;
  fireEvent.change(chooser);
  await view.findByRole('button', { name: 'All 4' });
});

test('cancelled while it is asked, and a large paste that is not drawn', async () => {
  let release: (() => void) | undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const view = await open({
    onOther: async (request) => {
      await held;
      return answer(request);
    },
  });
  const field = view.getByLabelText('List, CSV, STIX or any text');
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', `${TEXT}\n`.repeat(4000));
  const paste = () =>
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  paste();
  fireEvent.click(await view.findByRole('button', { name: 'Cancel' }));
  release?.();
  await view.findByText('Cancelled.');
  expect(field).toHaveProperty('value', '');
  paste();
  await view.findByRole('button', { name: 'All 4' });
});

test('nothing in it, a silent background, a broken archive: each in words', async () => {
  const view = await open();
  await lookUp(view, 'nothing here at all');
  await view.findByText('No indicator in it');
  cleanup();
  const broken = await open({
    onOther: () => ({ ok: false, problem: { code: 'archive-disk-full', message: '' } }),
  });
  await lookUp(broken, TEXT);
  await broken.findByText('The disk is full');
  cleanup();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const silent = await open({ status: 'silent' });
  await lookUp(silent, TEXT);
  await waitFor(() => expect(silent.getAllByText("Huntlight's background did not answer")).toHaveLength(2));
});

test('many are drawn in steps', async () => {
  const view = await open();
  const many = Array.from({ length: 700 }, (_, index) => `10.1.${index >> 8}.${index & 255}`).join('\n');
  await lookUp(view, many);
  fireEvent.click(await view.findByRole('button', { name: 'Show 300 more of 400' }));
  fireEvent.click(await view.findByRole('button', { name: 'Show 100 more of 100' }));
  await waitFor(() => expect(values()).toHaveLength(700));
});

test('hostile text, looked up and found: nothing acts, nothing overflows, at 320 px', async () => {
  await page.viewport(320, 640);
  const view = await open({
    rows: HOSTILE,
    onOther: () => ({
      ok: true,
      items: [
        {
          key: HOSTILE[0]?.keys[0],
          kind: 'sha256',
          value: inventHex(1, 64),
          state: 'unread',
          notifications: 1,
          unread: 1,
          label: `${MARKUP}${OVERRIDE}${LONG}`,
        },
      ],
      unseen: [
        { key: `url:https://a.example/${LONG}`, kind: 'url', value: `https://a.example/${OVERRIDE}${LONG}` },
      ],
    }),
  });
  await lookUp(view, `${MARKUP} ${OVERRIDE} ${LONG} ${inventHex(1, 64)}`);
  await view.findByRole('button', { name: 'All 2' });
  fireEvent.click(document.querySelector('.look-up-results [data-row]') ?? document.body);
  await view.findByRole('button', { name: 'Pin' });
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
  expect(document.querySelector('.look-up-results img, .look-up-results script')).toBeNull();
  expect(document.querySelector('.look-up-results')?.textContent).not.toContain(OVERRIDE);
  expect('wasFooled' in globalThis).toBe(false);
});

test('a PDF is looked up; of one with pictures for pages it is said how many', async () => {
  const view = await open();
  const chooser = view.getByLabelText('Files to look up') as HTMLInputElement;
  const transfer = new DataTransfer();
  const pages = [
    { lines: ['Report, page 1', 'See', FILE.slice(0, 44), FILE.slice(44), '203.0.113.9'] },
    { lines: ['Report, page 2'] },
    { lines: [] },
    { lines: [] },
  ];
  transfer.items.add(new File([makePdf(pages)], 'scan.pdf'));
  chooser.files = transfer.files;
  fireEvent.change(chooser);
  await view.findByText('2 of 4 pages have no text');
  await view.findByText('1 of 4 pages has nothing but what is on other pages, too');
  expect(values()).toEqual([FILE, '203.0.113.9']);
});

const read = (...files: readonly File[]) =>
  readFiles(files, { signal: new AbortController().signal, onProgress: () => undefined });

test('files: UTF-16 as spreadsheets save it, too large, neither text nor PDF', async () => {
  const utf16 = new Uint16Array([0xfeff, ...[...'a,b'].map((char) => char.charCodeAt(0))]);
  expect(await read(new File([utf16], 'a.csv'))).toEqual({
    ok: true,
    value: [{ name: 'a.csv', text: 'a,b' }],
  });
  const program = new File(['MZ\0'], 'a.exe');
  expect(await read(program)).toEqual({ ok: false, error: { fault: 'not-text', name: 'a.exe' } });
  const huge = { size: 65 * 1024 * 1024, arrayBuffer: () => Promise.reject(new Error('never read')) };
  expect(await read(huge as unknown as File)).toEqual({ ok: false, error: { fault: 'too-large' } });
  const gone = {
    size: 5,
    name: 'b',
    arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')),
  };
  const unreadable = { ok: false, error: { fault: 'unreadable', name: 'b' } };
  expect(await read(gone as unknown as File)).toEqual(unreadable);
});
