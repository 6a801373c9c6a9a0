import '../../entrypoints/popup/popup.css';
import { cleanup, fireEvent, render, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { DetailActionsContext } from '../../components/stream/detail-actions.ts';
import { NotificationDetail } from '../../components/stream/NotificationDetail.tsx';
import { createDetailActions } from '../../entrypoints/desk/detail-actions.ts';
import { App } from '../../entrypoints/popup/App.tsx';
import type { ArchivedNotification, Notification } from '../../utils/ioc/notification.ts';
import { err, ok } from '../../utils/lang/result.ts';
import { createFakeDesk, type FakeDeskOptions } from '../components/fake-desk.ts';
import { HOSTILE, LONG, MARKUP, OVERRIDE } from '../components/hostile.ts';
import { inventHex, inventNotification, MORNING, NOW } from '../components/invented.ts';
import { speakEnglish } from '../components/words.ts';

const CLIPBOARD = Object.getOwnPropertyDescriptor(Navigator.prototype, 'clipboard');

beforeAll(speakEnglish);
beforeEach(() => page.viewport(420, 592));
afterEach(() => {
  cleanup();
  if (CLIPBOARD) Object.defineProperty(navigator, 'clipboard', { ...CLIPBOARD, configurable: true });
});

/** The popup with the detail of one row unfolded. */
async function openDetail(id: string, options: FakeDeskOptions = {}) {
  const desk = await createFakeDesk({ rows: MORNING, ...options });
  const view = render(
    <App
      desk={desk}
      clock={() => NOW}
      indicator={undefined}
      findTab={async () => 3}
      onOptions={vi.fn()}
      onLookUp={vi.fn()}
      onPanel={vi.fn()}
      onAskAccess={vi.fn(async () => true)}
      onAskServer={vi.fn(async () => true)}
    />,
  );
  fireEvent.click(
    await waitFor(() => {
      const row = document.querySelector<HTMLElement>(`[data-row="${id}"]`);
      if (row === null) throw new Error(`no row ${id} yet`);
      return row;
    }),
  );
  const element = await waitFor(() => {
    const found = document.querySelector<HTMLElement>('.detail');
    if (found === null) throw new Error('no detail yet');
    return found;
  });
  const opened = await desk.openArchive();
  if (!opened.ok) throw new Error(opened.error.code);
  return { view, desk, detail: within(element), element, archive: opened.value.archive };
}

function catchCopies(): string[] {
  const copied: string[] = [];
  const writeText = async (text: string) => {
    copied.push(text);
  };
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  return copied;
}

const FILE = '1';
const first = MORNING[0] as Notification;

describe('copies', () => {
  test('a URL live and defanged; a hash has one form', async () => {
    const copied = catchCopies();
    const { detail } = await openDetail('3');
    fireEvent.click(detail.getByRole('button', { name: 'Copy URL' }));
    fireEvent.click(detail.getByRole('button', { name: 'Copy URL, defanged' }));
    await waitFor(() => expect(copied).toHaveLength(2));
    expect(copied[0]).toMatch(/^https:\/\/login\.heron-mail\.example\//);
    expect(copied[1]).toMatch(/^hxxps:\/\/login\[\.\]heron-mail\[\.\]example\//);
    expect(detail.queryByRole('button', { name: 'Copy URL id, defanged' })).toBeNull();
  });

  test('the matched bytes as bytes, as text and as YARA hex strings', async () => {
    const copied = catchCopies();
    const { detail } = await openDetail(FILE);
    for (const name of [/^Bytes:/, /^Text:/, /^YARA:/]) fireEvent.click(detail.getByRole('button', { name }));
    await waitFor(() => expect(copied).toHaveLength(3));
    const [bytes, text, yara] = copied.map((each) => each.split('\n'));
    expect(text).toEqual(['c start invoke.ps1', 'kite']);
    expect(bytes?.[1]).toBe('6B 69 74 65');
    expect(yara?.[1]).toBe('{ 6B 69 74 65 }');
  });
});

describe('marks', () => {
  test('pinned and unread by hand: shown at once, kept, and seen on the row', async () => {
    const { detail, archive, view } = await openDetail(FILE);
    fireEvent.click(detail.getByRole('button', { name: 'Pin' }));
    await detail.findByRole('button', { name: 'Unpin' });
    await waitFor(async () => expect(await archive.readNotification('1')).toMatchObject({ pinned: true }));
    await view.findByText('Pinned: retention never deletes it');
    fireEvent.click(await detail.findByRole('button', { name: 'Mark as unread' }));
    await detail.findByRole('button', { name: 'Mark as read' });
    await waitFor(async () => expect(await archive.readNotification('1')).toMatchObject({ read: false }));
  });

  test('what could not be kept is taken back, with words', async () => {
    const { detail, archive } = await openDetail(FILE, { refusesMarks: () => true });
    fireEvent.click(detail.getByRole('button', { name: 'Pin' }));
    await detail.findByText('Not kept: it is as it was. Try again.');
    await detail.findByRole('button', { name: 'Pin' });
    expect(await archive.readNotification('1')).toMatchObject({ pinned: false });
  });
});

describe('refresh', () => {
  const FRESH: Notification = {
    ...first,
    keys: first.keys.slice(0, 1),
    entity: { type: 'file', id: first.entity.id },
    hunting: { ruleTags: ['loader'], matchInSubfile: true },
  };

  test('one request; what only it knows is shown, what it does not know stays', async () => {
    const asked: string[] = [];
    const onRefresh = async (id: string) => {
      asked.push(id);
      return ok(FRESH);
    };
    const { detail } = await openDetail(FILE, { onRefresh });
    expect(detail.queryByText('In a subfile')).toBeNull();
    fireEvent.click(detail.getByRole('button', { name: 'Refresh from VirusTotal (one request)' }));
    await detail.findByText('In a subfile');
    await detail.findByText(/Refreshed from VirusTotal/);
    expect(asked).toEqual(['1']);
    expect(detail.getAllByText('Kestrel_Loader_Stage2')).not.toEqual([]);
    detail.getByText(inventHex(2001, 32));
  });

  test('gone upstream is said and remembered; the copy here stays', async () => {
    const onRefresh = async () => err({ code: 'not-found' as const, message: '' });
    const { detail, archive } = await openDetail(FILE, { onRefresh });
    fireEvent.click(detail.getByRole('button', { name: /^Refresh/ }));
    await detail.findByText(/Gone from VirusTotal/);
    expect(await archive.readNotification('1')).toMatchObject({ upstream: { gone: true, checkedAt: NOW } });
    expect(detail.getAllByText(inventHex(1, 64))).not.toEqual([]);
  });

  test('a refusal in its words; an answer about something else is not mixed in', async () => {
    const offline = await openDetail(FILE);
    fireEvent.click(offline.detail.getByRole('button', { name: /^Refresh/ }));
    await offline.detail.findByText(/Not refreshed\. VirusTotal cannot be reached/);
    cleanup();
    const onRefresh = async () => ok({ ...FRESH, keys: MORNING[1]?.keys ?? [] });
    const other = await openDetail(FILE, { onRefresh });
    fireEvent.click(other.detail.getByRole('button', { name: /^Refresh/ }));
    await other.detail.findByText(/about another notification/);
    expect(await other.archive.readNotification('1')).not.toHaveProperty('upstream');
  });
});

describe('notes', () => {
  test('saved for the indicator with labels, there again in another notification of it', async () => {
    const again = { ...first, id: 'again', date: first.date - 5 };
    const { detail, archive } = await openDetail(FILE, { rows: [again, ...MORNING] });
    fireEvent.click(await detail.findByText('Note and labels'));
    fireEvent.input(detail.getByLabelText('Your note'), { target: { value: `seen in ${MARKUP}` } });
    fireEvent.input(detail.getByLabelText(/^Labels/), { target: { value: 'case-7, case-7,  triage ' } });
    fireEvent.click(detail.getByRole('button', { name: 'Save note' }));
    await detail.findByText('Saved');
    const key = first.keys[0];
    const note = key && (await archive.readNotes([key])).get(key);
    expect(note).toMatchObject({ text: `seen in ${MARKUP}`, labels: ['case-7', 'triage'], updatedAt: NOW });
    await detail.findByText('triage');
    await detail.findByText('1 other notification for it');
  });

  test('not saved: said, and what was typed is still there', async () => {
    const { detail } = await openDetail(FILE, { refusesMarks: () => true });
    fireEvent.click(await detail.findByText('Note and labels'));
    fireEvent.input(detail.getByLabelText('Your note'), { target: { value: 'long thought' } });
    fireEvent.click(detail.getByRole('button', { name: 'Save note' }));
    await detail.findByText(/Not saved/);
    expect(detail.getByLabelText('Your note')).toHaveProperty('value', 'long thought');
  });

  const key = first.keys[0];
  const fromElsewhere = (text: string, labels: readonly string[] = []) => {
    if (key === undefined) throw new Error('no key');
    return { key, text, labels, updatedAt: NOW };
  };

  test('what is saved elsewhere is shown here while nothing is typed', async () => {
    const { detail, archive } = await openDetail(FILE, { note: fromElsewhere('first') });
    const field = await detail.findByLabelText('Your note');
    expect(field).toHaveProperty('value', 'first');
    await archive.writeNote(fromElsewhere('second', ['case-9']));
    await waitFor(() => expect(field).toHaveProperty('value', 'second'));
    await detail.findByText('case-9');
    expect(detail.queryByText('Changed elsewhere meanwhile')).toBeNull();
  });

  test.each([
    ['told', false],
    ['not told', true],
  ])('saved elsewhere while something is typed, %s: neither is lost', async (_, isDeaf) => {
    const { detail, archive } = await openDetail(FILE, { note: fromElsewhere('first'), isDeaf });
    const stored = async () => key && (await archive.readNotes([key])).get(key)?.text;
    const field = await detail.findByLabelText('Your note');
    fireEvent.input(field, { target: { value: 'first, and mine' } });
    await archive.writeNote(fromElsewhere('first, and theirs', ['case-9']));
    if (isDeaf) fireEvent.click(detail.getByRole('button', { name: 'Save note' }));
    await detail.findByText('Changed elsewhere meanwhile');
    expect(field).toHaveProperty('value', 'first, and mine');
    expect(detail.getByLabelText('Stored now')).toHaveProperty('value', 'first, and theirs\ncase-9');
    expect(await stored()).toBe('first, and theirs');
    fireEvent.click(detail.getByRole('button', { name: 'Save mine over it' }));
    await detail.findByText('Saved');
    expect(await stored()).toBe('first, and mine');
    expect(detail.queryByText('Changed elsewhere meanwhile')).toBeNull();
  });

  test('of two notes the stored one can be taken; a deleted one is said', async () => {
    const { detail, archive } = await openDetail(FILE, { note: fromElsewhere('first') });
    const field = await detail.findByLabelText('Your note');
    fireEvent.input(field, { target: { value: 'mine' } });
    await archive.writeNote(fromElsewhere(''));
    await detail.findByText('There it was deleted.');
    await archive.writeNote(fromElsewhere('theirs'));
    await detail.findByLabelText('Stored now');
    fireEvent.click(detail.getByRole('button', { name: 'Drop mine' }));
    await waitFor(() => expect(field).toHaveProperty('value', 'theirs'));
    expect(detail.getByRole('button', { name: 'Save note' }).getAttribute('aria-disabled')).toBe('true');
  });
});

/** Beside what is announced. */
const BAR = { selector: '.mute-name' };

test('a mute is said once it is saved, with the way back; one that is not saved as well', async () => {
  const { detail, view } = await openDetail(FILE);
  const { findByText, getByRole, queryByText } = view;
  fireEvent.click(detail.getByText('Mute…'));
  vi.spyOn(navigator.locks, 'request').mockRejectedValueOnce(new Error('the disk is full'));
  fireEvent.click(await detail.findByRole('button', { name: 'Mute rule' }));
  await findByText(/^Not saved, nothing changed:/, BAR);
  fireEvent.click(getByRole('button', { name: 'Try again' }));
  await findByText(/^Muted:/, BAR);
  fireEvent.click(await detail.findByRole('button', { name: 'Unmute rule' }));
  await waitFor(() => expect(queryByText(/^Muted:/, BAR)).toBeNull());
  await detail.findByRole('button', { name: 'Mute rule' });
});

test('links lead to VirusTotal only, for the entity and for its ruleset', async () => {
  const { element } = await openDetail(FILE);
  expect([...element.querySelectorAll('a')].map(({ href, rel }) => [href, rel])).toEqual([
    ['https://yara-editor.virustotal.com/livehunt/20136027621', 'noreferrer'],
    [`https://www.virustotal.com/gui/file/${inventHex(1, 64)}`, 'noreferrer'],
  ]);
});

test('hostile text in every field, note, label and mute renders harmlessly at any width', async () => {
  const key = HOSTILE[0]?.keys[0];
  if (key === undefined) throw new Error('no key');
  const note = { key, text: LONG + OVERRIDE, labels: [MARKUP, `${OVERRIDE}x`, LONG], updatedAt: NOW };
  const { detail, element } = await openDetail('1', { rows: HOSTILE, note });
  await detail.findByRole('button', { name: 'Save note' });
  for (const folded of element.querySelectorAll('details')) folded.open = true;
  for (const width of [420, 320]) {
    await page.viewport(width, 592);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    for (const part of element.querySelectorAll('.detail-more, .detail-line, .fact-row'))
      expect(part.scrollWidth, part.outerHTML.slice(0, 200)).toBeLessThanOrEqual(part.clientWidth);
  }
  expect(element.querySelector('img, script, style')).toBeNull();
  expect(element.innerText).not.toContain(OVERRIDE);
  expect('wasFooled' in globalThis).toBe(false);
});

test('hostile snippets copy as dots and hex only', async () => {
  const copied = catchCopies();
  const { detail } = await openDetail('1', { rows: HOSTILE });
  fireEvent.click(detail.getByRole('button', { name: /^Text:/ }));
  await waitFor(() => expect(copied).toHaveLength(1));
  expect(copied[0]).not.toContain('highlight');
});

test('without a background the detail still reads, and says what it could not do', async () => {
  const row = inventNotification({
    id: 'x',
    minutesAgo: 1,
    rule: 'R',
    entity: { type: 'domain', id: 'a.example' },
  });
  const { detail } = await openDetail('x', { status: 'silent', rows: [row] });
  fireEvent.click(detail.getByRole('button', { name: /^Refresh/ }));
  await detail.findByText("Huntlight's background did not answer");
});

test('leafing to another notification leaves behind what was typed and answered for the one before', async () => {
  const desk = await createFakeDesk({ rows: MORNING });
  const opened = await desk.openArchive();
  const [one, two] = MORNING.map((row) => ({ ...row, storedAt: NOW, read: true, pinned: false }));
  if (!opened.ok || one === undefined || two === undefined) throw new Error('no archive');
  const actions = createDetailActions(desk, opened.value.archive, () => NOW);
  const show = (notification: ArchivedNotification) => (
    <DetailActionsContext.Provider value={actions}>
      <NotificationDetail notification={notification} />
    </DetailActionsContext.Provider>
  );
  const { findByLabelText, findByRole, rerender, queryByText } = render(show(one));
  fireEvent.input(await findByLabelText('Your note'), { target: { value: 'about the first' } });
  fireEvent.click(await findByRole('button', { name: /^Refresh/ }));
  await waitFor(() => expect(queryByText(/^Not refreshed/)).not.toBeNull());
  rerender(show(two));
  await waitFor(async () => expect(await findByLabelText('Your note')).toHaveProperty('value', ''));
  expect(queryByText(/^Not refreshed/)).toBeNull();
});
