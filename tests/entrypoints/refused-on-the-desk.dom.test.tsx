import '../../entrypoints/popup/popup.css';
import { cleanup, render, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { announce } from '../../components/kit/Announcer.tsx';
import { App as Popup } from '../../entrypoints/popup/App.tsx';
import { App as Panel } from '../../entrypoints/sidepanel/App.tsx';
import type { PageItem } from '../../utils/messaging/desk-protocol.ts';
import { changeSettings, readSettings } from '../../utils/settings/settings.ts';
import { createFakeDesk, type FakeDeskOptions } from '../components/fake-desk.ts';
import { MORNING, NOW } from '../components/invented.ts';
import { inventMany } from '../components/many-notifications.ts';
import { speakEnglish } from '../components/words.ts';
import { fillDisk } from '../support/full-disk.ts';
import { watchRejections } from '../support/watch-rejections.ts';

beforeAll(speakEnglish);
watchRejections();
beforeEach(async () => {
  await page.viewport(420, 700);
  await fakeBrowser.storage.local.clear();
  announce('');
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const PROPS = {
  clock: () => NOW,
  findTab: async () => 3,
  onOptions: () => undefined,
  onLookUp: () => undefined,
  onAskAccess: async () => true,
  onAskServer: async () => true,
};

async function openPopup(options: FakeDeskOptions = {}) {
  const desk = await createFakeDesk(options);
  const view = render(<Popup {...PROPS} desk={desk} indicator={undefined} onPanel={() => undefined} />);
  return { ...view, desk };
}

async function openPanel(options: FakeDeskOptions = {}, query = '') {
  const desk = await createFakeDesk(options);
  const view = render(<Panel {...PROPS} desk={desk} query={query} onTabChange={() => () => undefined} />);
  return { ...view, desk };
}

const said = () => document.querySelector('.unseen[role=status]')?.textContent;
const focused = () => document.activeElement?.textContent;

const related = (value: string): PageItem => ({
  key: `domain:${value}` as PageItem['key'],
  kind: 'domain',
  value,
  state: 'related',
  relation: { how: 'below-domain', key: 'domain:parent.example' as PageItem['key'] },
  notifications: 1,
  unread: 0,
});

describe('saved searches', () => {
  const savedNames = async () => {
    const settings = await readSettings();
    return settings.ok && settings.value.savedSearches.map(({ name }) => name);
  };

  test('one that the browser refuses is not listed, that is said, and its name is still there', async () => {
    const { findByRole, findByLabelText, queryByRole } = await openPanel({ rows: inventMany(30) }, 'cobalt');
    await userEvent.click(await findByRole('button', { name: 'Saved searches' }));
    const field = await findByLabelText('Save this search as');
    await userEvent.fill(field, 'mine');
    const mend = fillDisk();
    await userEvent.click(await findByRole('button', { name: 'Save' }));
    expect((await findByRole('alert')).textContent).toContain('Not saved: the browser refused');
    expect(field).toHaveProperty('value', 'mine');
    await waitFor(() => expect(queryByRole('button', { name: 'Remove mine' })).toBeNull());
    mend();
    await userEvent.click(await findByRole('button', { name: 'Save' }));
    await findByRole('button', { name: 'Remove mine' });
    await waitFor(() => expect(said()).toBe('Saved.'));
    expect(queryByRole('alert')).toBeNull();
  });

  test('one that is removed is said, and the focus goes to the next', async () => {
    const names = ['one', 'two', 'three'];
    await changeSettings({ savedSearches: names.map((name) => ({ name, filter: name })) });
    const { findByRole, findByText } = await openPanel();
    await userEvent.click(await findByRole('button', { name: 'Saved searches' }));
    await userEvent.click(await findByRole('button', { name: 'Remove two' }));
    await waitFor(() => expect(said()).toBe('Removed.'));
    expect(await savedNames()).toEqual(['one', 'three']);
    await expect.poll(focused).toBe('three');
    for (const name of ['three', 'one'])
      await userEvent.click(await findByRole('button', { name: `Remove ${name}` }));
    await findByText(/^No saved searches yet/);
    await waitFor(() => expect(document.activeElement?.className).toBe('saved'));
  });

  test('that they cannot be read is said where they would be', async () => {
    await fakeBrowser.storage.local.set({ settings: { density: 'x' } });
    const { findByRole, findByText } = await openPanel();
    await userEvent.click(await findByRole('button', { name: 'Saved searches' }));
    await findByText(/^The saved searches could not be read/);
  });
});

describe('marking as read', () => {
  test('of a selection: what is refused is said, and so is what is done', async () => {
    let refuses = true;
    const { findByRole, findByText, getAllByRole, queryByRole } = await openPanel({
      rows: inventMany(30),
      refusesMarks: () => refuses,
    });
    await waitFor(() => expect(getAllByRole('checkbox', { name: /^Select / }).length).toBeGreaterThan(3));
    getAllByRole('checkbox', { name: /^Select / })[0]?.click();
    await userEvent.click(await findByRole('button', { name: 'Mark as read' }));
    await findByText('Not marked as read');
    expect((await findByRole('alert')).textContent).toContain('The disk is full.');
    refuses = false;
    await userEvent.click(await findByRole('button', { name: 'Mark as read' }));
    await waitFor(() => expect(said()).toBe('Marked as read.'));
    expect(queryByRole('alert')).toBeNull();
  });

  test('of what is opened: that it stays unread is said, until the archive takes it', async () => {
    await page.viewport(1200, 700);
    let refuses = true;
    const rows = inventMany(30);
    const { findByRole, queryByRole } = await openPanel({ rows, refusesMarks: () => refuses });
    const find = (index: number) =>
      waitFor(() => {
        const row = document.querySelector<HTMLElement>(`[data-index="${index}"] .row-button`);
        expect(row).not.toBeNull();
        return row;
      });
    (await find(0))?.click();
    expect((await findByRole('alert')).textContent).toContain('Not marked as read');
    refuses = false;
    (await find(1))?.click();
    await waitFor(() => expect(queryByRole('alert')).toBeNull());
  });

  test('of what the popup has shown', async () => {
    const { findByRole } = await openPopup({ rows: MORNING, refusesMarks: () => true });
    expect((await findByRole('alert')).textContent).toContain('Not marked as read');
  });

  test('of all in the popup', async () => {
    const { findByRole } = await openPopup({ rows: MORNING, refusesMarks: () => true });
    await userEvent.click(await findByRole('button', { name: 'Mark all read' }));
    expect((await findByRole('alert')).textContent).toContain('Not marked as read');
  });
});

describe('the site of the page', () => {
  test('a mode that got no answer is not shown as chosen', async () => {
    const { findByRole } = await openPopup({
      onSite: ({ type }) => {
        if (type === 'set-site-mode') throw new Error('the worker is gone');
        return { mode: 'highlight', pageOnly: false, host: 'report.example' };
      },
    });
    await userEvent.click(await findByRole('button', { name: 'Quiet' }));
    expect((await findByRole('alert')).textContent).toContain('Not changed');
    expect((await findByRole('button', { name: 'Highlight' })).ariaPressed).toBe('true');
  });

  test.each([
    ['the disk is full', 'the browser refused', fillDisk],
    [
      'some settings are damaged',
      'some settings are damaged',
      () => fakeBrowser.storage.local.set({ settings: { density: 'x' } }),
    ],
  ])('scrolling stays as it was and says why: %s', async (_, words, spoil) => {
    const { findByRole, findByText, findByLabelText } = await openPopup({
      report: {
        available: true,
        looked: 1,
        unseen: [],
        coverage: [],
        scrolling: { host: 'report.example', allowed: false },
        items: [related('a.example')],
      },
    });
    (await findByRole('tab', { name: /On this page/ })).click();
    await userEvent.click(await findByText(/^Next and previous leave/));
    await spoil();
    const box = await findByLabelText(/scroll/i);
    await userEvent.click(box);
    expect((await findByRole('alert')).textContent).toContain(words);
    expect(box).toHaveProperty('checked', false);
  });
});

describe('a mute', () => {
  /** "On this page" with two related matches, of which the muted one goes a moment later, as the report is read again. */
  async function muteInList() {
    const items = [related('a.parent.example'), related('b.parent.example')];
    const view = await openPopup({
      get report() {
        return { available: true, looked: 2, unseen: [], coverage: [], items: [...items] } as const;
      },
    });
    (await view.findByRole('tab', { name: /On this page/ })).click();
    (await view.findByRole('button', { name: /a.parent.example/, expanded: false })).click();
    await userEvent.click(await view.findByText('Mute…'));
    await userEvent.click(await view.findByRole('button', { name: 'Mute indicator' }));
    await view.findByText(/^Muted:/, { selector: '.mute-name' });
    const reread = async () => dispatchEvent(new Event('focus'));
    return { ...view, items, reread };
  }

  test('is announced; the way back has the focus once the pressed button has gone, not before', async () => {
    const { items, reread, findByRole } = await muteInList();
    await waitFor(() => expect(said()).toBe('Muted: a.parent.example'));
    expect(focused()).toBe('Unmute indicator');
    items.shift();
    await reread();
    await expect.poll(focused).toBe('Undo');
    await userEvent.click(await findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(said()).toBe('Unmuted: a.parent.example'));
    await waitFor(() => expect(document.activeElement?.getAttribute('role')).toBe('tab'));
  });

  test('does not call back who went on elsewhere', async () => {
    const { items, reread, findByRole, queryByRole } = await muteInList();
    const other = await findByRole('button', { name: /b.parent.example/, expanded: false });
    other.focus();
    items.shift();
    await reread();
    await waitFor(() => expect(queryByRole('button', { name: /a.parent.example/ })).toBeNull());
    expect(document.activeElement).toBe(other);
  });

  test('whose bar is put away gives the focus back', async () => {
    const { findByRole, container } = await muteInList();
    const bar = within(container.querySelector<HTMLElement>('.mute-undo') as HTMLElement);
    await userEvent.click(bar.getByRole('button', { name: 'Dismiss' }));
    const pressed = await findByRole('button', { name: 'Unmute indicator' });
    await waitFor(() => expect(document.activeElement).toBe(pressed));
  });
});

test('what is pressed and goes leaves the focus at its tab', async () => {
  const { findByRole, queryByRole } = await openPopup({ rows: MORNING });
  await userEvent.click(await findByRole('button', { name: 'Mark all read' }));
  await waitFor(() => expect(queryByRole('button', { name: 'Mark all read' })).toBeNull());
  await waitFor(() => expect(document.activeElement?.getAttribute('aria-selected')).toBe('true'));
});
