import '../../entrypoints/sidepanel/sidepanel.css';
import { cleanup, render, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { readDeskSettings, UserSettings } from '../../entrypoints/desk/UserSettings.tsx';
import { App, type AppProps } from '../../entrypoints/sidepanel/App.tsx';
import { changeSettings } from '../../utils/settings/settings.ts';
import { createFakeDesk, type FakeDeskOptions, WELL } from '../components/fake-desk.ts';
import { NOW } from '../components/invented.ts';
import { inventMany } from '../components/many-notifications.ts';
import { speakEnglish } from '../components/words.ts';

beforeAll(speakEnglish);
beforeEach(() => page.viewport(400, 700));
beforeEach(() => changeSettings({ letters: {} }));
afterEach(cleanup);

async function open(options: FakeDeskOptions = {}, props: Partial<AppProps> = {}) {
  const desk = await createFakeDesk(options);
  const view = render(
    <UserSettings first={await readDeskSettings()}>
      <App
        desk={desk}
        clock={() => NOW}
        query=""
        findTab={async () => 3}
        onTabChange={() => () => undefined}
        onOptions={() => undefined}
        onLookUp={() => undefined}
        onAskAccess={async () => true}
        onAskServer={async () => true}
        {...props}
      />
    </UserSettings>,
  );
  return { ...view, desk };
}

const rowIds = () =>
  [...document.querySelectorAll<HTMLElement>('.row-place [data-notification]')].map(
    (row) => row.dataset['notification'],
  );

const rowOf = (element: Element | null) => element?.closest<HTMLElement>('.row-place')?.dataset['index'];
/** The row at the top of what a person sees of the list. */
function firstSeen() {
  const top = document.querySelector('.row-scroller')?.getBoundingClientRect().top ?? 0;
  return [...document.querySelectorAll<HTMLElement>('.row-place:not(.row-aside)')]
    .map((row) => ({ row, y: row.getBoundingClientRect().top - top }))
    .filter(({ y }) => y > -2)
    .toSorted((a, b) => a.y - b.y)[0]?.row;
}
function scrollTo(row: number) {
  const height = document.querySelector('.row-place')?.getBoundingClientRect().height ?? 0;
  const scroller = document.querySelector('.row-scroller');
  if (scroller) scroller.scrollTop = row * height;
}

test('the newest rows first, of a list that says how long it is', async () => {
  const many = inventMany(300);
  await open({ rows: many });
  await waitFor(() => expect(rowIds().slice(0, 3)).toEqual(many.slice(0, 3).map(({ id }) => id)));
  expect(rowIds().length).toBeLessThan(60);
  const first = document.querySelector('.row-place');
  expect([first?.getAttribute('aria-posinset'), first?.getAttribute('aria-setsize')]).toEqual(['1', '300']);
});

test('in a window of 320 by 256 pixels, a row can be reached below a banner', async () => {
  await page.viewport(320, 256);
  const problem = { code: 'forbidden', message: '', at: NOW } as const;
  const { findByRole } = await open({
    rows: inventMany(300),
    status: { ...WELL, sync: { phase: 'stopped', gaps: [], problem } },
  });
  await findByRole('alert');
  await waitFor(() => expect(rowIds().length).toBeGreaterThan(0));
  const row = document.querySelector<HTMLElement>('.row-place .row-button');
  row?.focus();
  const { left = 0, top = 0, height = 0 } = row?.getBoundingClientRect() ?? {};
  expect(row?.contains(document.elementFromPoint(left + 40, top + height / 2))).toBe(true);
  await page.viewport(400, 700);
  const panel = document.querySelector('.panel');
  expect(panel?.scrollHeight).toBe(panel?.clientHeight);
});

test('search as one types, and an error of the grammar in words', async () => {
  const { findByRole } = await open({ rows: inventMany(300) });
  await userEvent.fill(await findByRole('combobox'), 'entity_type:file cobalt');
  await waitFor(() => expect(document.body.innerText).toContain('23 of 300'));
  await userEvent.fill(await findByRole('combobox'), 'entity_type:hash');
  await waitFor(() => expect(document.body.innerText).toContain('entity_type is one of'));
});

test('opened with a search, it shows what that finds', async () => {
  await open({ rows: inventMany(300) }, { query: 'cobalt' });
  await waitFor(() => expect(document.body.innerText).toContain('of 300'));
});

test('rows are selected by letter and by pointer, from search to search, exported and marked together', async () => {
  const many = inventMany(300);
  const { desk, findByRole, findByLabelText, getAllByRole } = await open({ rows: many });
  await waitFor(() => expect(rowIds().length).toBeGreaterThan(5));
  document.querySelector<HTMLElement>('.row-place .row-button')?.focus();
  await userEvent.keyboard('xj');
  await waitFor(() => expect(document.activeElement?.closest('[data-index="1"]')).not.toBeNull());
  await userEvent.keyboard('jx');
  await waitFor(() => expect(document.body.innerText).toContain('2 selected'));
  await userEvent.keyboard('x');
  await waitFor(() => expect(document.body.innerText).toContain('1 selected'));

  await userEvent.fill(await findByRole('combobox'), 'cobalt');
  await waitFor(() => expect(document.body.innerText).toContain('of 300'));
  const said = () => document.querySelector('.unseen[role=status]')?.textContent;
  // Said a while after the last letter: nothing that comes later is said over.
  await waitFor(() => expect(said()).toMatch(/^\d+ notifications$/));
  const [box] = getAllByRole('checkbox', { name: /^Select /, checked: false });
  await userEvent.click(box as HTMLElement);
  await waitFor(() => expect(document.body.innerText).toContain('2 selected'));

  await userEvent.click(await findByRole('button', { name: 'Mark as read' }));
  const ids = [many[0]?.id, box?.closest<HTMLElement>('[data-notification]')?.dataset['notification']];
  expect(desk.requests).toContainEqual({ type: 'mark-read', ids, read: true });
  const bar = document.querySelector<HTMLElement>('.selection-bar') as HTMLElement;
  await userEvent.click(within(bar).getByRole('button', { name: /Export/ }));
  expect(await findByLabelText(/What is selected/)).toHaveProperty('checked', true);
  await userEvent.keyboard('{Escape}');
  await userEvent.click(within(bar).getByRole('button', { name: 'Select none' }));
  await waitFor(() => expect(document.querySelector('.selection-bar')).toBeNull());
  await waitFor(() => expect(said()).toBe('0 selected'));
});

test('what is deleted is selected no more', async () => {
  const many = inventMany(300);
  const { desk } = await open({ rows: many });
  await waitFor(() => expect(rowIds().length).toBeGreaterThan(5));
  document.querySelector<HTMLElement>('.row-place .row-button')?.focus();
  await userEvent.keyboard('xj');
  await waitFor(() => expect(document.activeElement?.closest('[data-index="1"]')).not.toBeNull());
  await userEvent.keyboard('x');
  await waitFor(() => expect(document.body.innerText).toContain('2 selected'));
  const opened = await desk.openArchive();
  if (opened.ok) await opened.value.archive.deleteNotifications([many[0]?.id ?? ''], NOW);
  await waitFor(() => expect(document.body.innerText).toContain('1 selected'));
});

test('a facet narrows the search and widens it again', async () => {
  const { findByRole } = await open({ rows: inventMany(300) });
  const box = (await findByRole('combobox')) as HTMLInputElement;
  (await findByRole('button', { name: 'Narrow down' })).click();
  (await findByRole('button', { name: /^Kestrel_Loader_Stage2/ })).click();
  await waitFor(() => expect(box.value).toBe('rule:Kestrel_Loader_Stage2'));
  const pressed = await findByRole('button', { name: /^Kestrel_Loader_Stage2/, pressed: true });
  await waitFor(() => {
    const rules = [...document.querySelectorAll('.row-place .fact-rule')].map((each) => each.textContent);
    expect([...new Set(rules)]).toEqual(['Kestrel_Loader_Stage2']);
  });
  pressed.click();
  await waitFor(() => expect(box.value).toBe(''));
});

test('completion by keyboard: the arrow chooses, Enter takes, Escape closes', async () => {
  const { findByRole, findByText } = await open({ rows: inventMany(300) });
  const box = (await findByRole('combobox')) as HTMLInputElement;
  await waitFor(() => expect(document.body.innerText).toContain('300 notifications'));
  await userEvent.type(box, 'fen_');
  await findByText('notification_tag');
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => expect(box.value).toBe('rule:Fen_Ransom_Note '));
  await waitFor(() => expect(box.getAttribute('aria-expanded')).toBe('false'));
});

test('dates are chosen on the timeline by keyboard, and taken back', async () => {
  const { findByRole } = await open({ rows: inventMany(300) });
  const box = (await findByRole('combobox')) as HTMLInputElement;
  (await findByRole('listbox', { name: /Notifications over time/ })).focus();
  await waitFor(() => expect(document.querySelector('.timeline-words')?.textContent).toContain('Nov 22'));
  await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}{Enter}');
  await waitFor(() => expect(box.value).toBe('date:2026-11-21+ date:2026-11-23-'));
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(box.value).toBe(''));
});

test('Enter opens a row and marks it read, j leafs, Escape leads back to it', async () => {
  const many = inventMany(300);
  const { desk, findByRole, queryByRole } = await open({ rows: many });
  await waitFor(() => expect(rowIds().length).toBeGreaterThan(5));
  document.querySelector<HTMLElement>('.row-place .row-button')?.focus();
  await userEvent.keyboard('j');
  await waitFor(() => expect(document.activeElement?.closest('[data-index="1"]')).not.toBeNull());
  await userEvent.keyboard('{Enter}');
  await findByRole('region', { name: 'Notification' });
  await waitFor(() =>
    expect(desk.requests).toContainEqual({ type: 'mark-read', ids: [many[1]?.id], read: true }),
  );
  await userEvent.keyboard('j');
  await waitFor(() =>
    expect(desk.requests).toContainEqual({ type: 'mark-read', ids: [many[2]?.id], read: true }),
  );
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(queryByRole('region', { name: 'Notification' })).toBeNull());
  await waitFor(() => expect(document.activeElement?.closest('[data-index="2"]')).not.toBeNull());
});

test('with room for both, the list beside a detail works, and leafing goes on from where it is', async () => {
  await page.viewport(1200, 700);
  const many = inventMany(300);
  const { desk, findByRole } = await open({ rows: many });
  await waitFor(() => expect(rowIds().length).toBeGreaterThan(5));
  const opened = () => desk.requests.flatMap((each) => (each.type === 'mark-read' ? each.ids : []));
  document.querySelector<HTMLElement>('[data-index="1"] .row-button')?.click();
  await findByRole('region', { name: 'Notification' });
  await userEvent.click(document.querySelector('[data-index="3"] .row-button') as HTMLElement);
  await waitFor(() => expect(opened()).toEqual([many[1]?.id, many[3]?.id]));
  const box = await findByRole('combobox');
  await userEvent.fill(box, 'cobalt');
  expect(document.activeElement).toBe(box);
  await waitFor(() => expect(rowIds().slice(0, 2)).toEqual([many[0]?.id, many[11]?.id]));
  const next = await findByRole('button', { name: 'Next' });
  await userEvent.click(next);
  await waitFor(() => expect(opened().at(-1)).toBe(many[0]?.id));
  await userEvent.click(next);
  await waitFor(() => expect(opened().at(-1)).toBe(many[11]?.id));
});

test('leafing quickly, a late answer about the notification before changes nothing', async () => {
  await page.viewport(1200, 700);
  const many = inventMany(30);
  const { desk, findByRole } = await open({ rows: many });
  await waitFor(() => expect(rowIds().length).toBeGreaterThan(5));
  const opened = await desk.openArchive();
  if (!opened.ok) throw new Error('closed');
  const { archive } = opened.value;
  const read = archive.readNotification;
  const late = Promise.withResolvers<void>();
  let isAsked = false;
  vi.spyOn(archive, 'readNotification').mockImplementation(async (id) => {
    const found = await read(id);
    if (id !== many[1]?.id) return found;
    isAsked = true;
    await late.promise;
    return found;
  });
  document.querySelector<HTMLElement>('[data-index="1"] .row-button')?.click();
  const pane = await findByRole('region', { name: 'Notification' });
  await waitFor(() => expect(isAsked).toBe(true));
  document.querySelector<HTMLElement>('[data-index="3"] .row-button')?.click();
  late.resolve();
  await waitFor(() =>
    expect(desk.requests).toContainEqual({ type: 'mark-read', ids: [many[3]?.id], read: true }),
  );
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  expect(pane.querySelector('.detail-value')?.textContent).toBe(
    document.querySelector('[data-index="3"] .value')?.textContent,
  );
});

test('where the detail covers the list, Tab does not go behind it', async () => {
  const { findByRole, queryByRole } = await open({ rows: inventMany(30) });
  await waitFor(() => expect(rowIds().length).toBeGreaterThan(5));
  document.querySelector<HTMLElement>('.row-place .row-button')?.click();
  const pane = await findByRole('region', { name: 'Notification' });
  await waitFor(() => expect(document.activeElement).toBe(pane));
  expect(queryByRole('combobox')).toBeNull();
  const search = document.querySelector<HTMLElement>('.archive-search input');
  search?.focus();
  expect(document.activeElement).toBe(pane);
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement?.closest('[data-index="0"]')).not.toBeNull());
});

test('the letters for down and up leaf in the detail too, and the old ones no more', async () => {
  const many = inventMany(30);
  await changeSettings({ letters: { down: 'e', up: '' } });
  const { desk, findByRole } = await open({ rows: many });
  await waitFor(() => expect(rowIds().length).toBeGreaterThan(5));
  document.querySelector<HTMLElement>('.row-place .row-button')?.click();
  const pane = await findByRole('region', { name: 'Notification' });
  await waitFor(() => expect(document.activeElement).toBe(pane));
  const opened = () => desk.requests.flatMap((each) => (each.type === 'mark-read' ? each.ids : []));
  await userEvent.keyboard('e');
  await waitFor(() => expect(opened()).toEqual([many[0]?.id, many[1]?.id]));
  await userEvent.keyboard('jke');
  await waitFor(() => expect(opened().length).toBeGreaterThan(2));
  expect(opened()).toEqual([many[0]?.id, many[1]?.id, many[2]?.id]);
});

test('keys pressed in a question of the detail are the question’s own', async () => {
  const { desk, findByRole, queryByRole } = await open({
    rows: inventMany(30),
    status: { archive: 'fake', hostAccess: true, sync: { phase: 'off', gaps: [] } },
  });
  await waitFor(() => expect(rowIds().length).toBeGreaterThan(5));
  document.querySelector<HTMLElement>('.row-place .row-button')?.click();
  await userEvent.click(await findByRole('button', { name: 'Delete…' }));
  const cancel = await findByRole('button', { name: 'Cancel' });
  await waitFor(() => expect(document.activeElement).toBe(cancel));
  const before = desk.requests.length;
  await userEvent.keyboard('j{Escape}');
  await waitFor(() => expect(queryByRole('dialog')).toBeNull());
  expect(queryByRole('region', { name: 'Notification' })).not.toBeNull();
  expect(desk.requests.length).toBe(before);
});

test('an archive that keeps no mark is looked at again', async () => {
  const { desk } = await open({ rows: inventMany(30), refusesMarks: () => true });
  await waitFor(() => expect(rowIds().length).toBeGreaterThan(5));
  const before = desk.openings;
  document.querySelector<HTMLElement>('.row-place .row-button')?.click();
  await waitFor(() => expect(desk.openings).toBeGreaterThan(before));
});

test('one that cannot mark all is looked at again', async () => {
  const { desk, findByRole } = await open({ rows: inventMany(30), refusesMarks: () => true });
  (await findByRole('button', { name: 'Unread only' })).click();
  (await findByRole('button', { name: 'Mark all read' })).click();
  const before = desk.openings;
  within(await findByRole('dialog'))
    .getByRole('button', { name: 'Mark all read' })
    .click();
  await waitFor(() => expect(desk.openings).toBeGreaterThan(before));
});

test('rows that come wait for a click, and what is read does not move', async () => {
  const [newest, ...many] = inventMany(300);
  const { desk, findByRole } = await open({ rows: many });
  await waitFor(() => expect(rowIds()[0]).toBe(many[0]?.id));
  const before = rowIds().slice(0, 10);
  await desk.add(newest === undefined ? [] : [newest]);
  const button = await findByRole('button', { name: 'Show 1 new' });
  expect(rowIds().slice(0, 8)).toEqual(before.slice(0, 8));
  button.click();
  await waitFor(() => expect(rowIds()[0]).toBe(newest?.id));
});

test('a text search for rows that are all deleted finds none, not about none', async () => {
  const many = inventMany(30);
  const { desk, findByRole } = await open({ rows: many });
  const found = many
    .filter((row) => JSON.stringify(row).toLowerCase().includes('cobalt'))
    .map(({ id }) => id);
  const opened = await desk.openArchive();
  if (opened.ok) await opened.value.archive.deleteNotifications(found, NOW);
  await userEvent.fill(await findByRole('combobox'), 'cobalt');
  await waitFor(() => expect(document.body.innerText).toContain(`0 of ${30 - found.length}`));
  expect(document.body.innerText).not.toContain('About 0');
});

test('a deleted row leaves the list at once', async () => {
  const many = inventMany(300);
  const { desk } = await open({ rows: many });
  await waitFor(() => expect(rowIds()[0]).toBe(many[0]?.id));
  const opened = await desk.openArchive();
  if (opened.ok) await opened.value.archive.deleteNotifications([many[0]?.id ?? ''], NOW);
  await waitFor(() => expect(rowIds()[0]).toBe(many[1]?.id));
});

test('unread only: what is read meanwhile stays in its place, what comes waits, all are marked once asked', async () => {
  const [newest, ...many] = inventMany(40);
  const unread = many.slice(0, 7).map(({ id }) => id);
  const { desk, findByRole, getByRole } = await open({
    rows: many,
    read: many.slice(7).map(({ id }) => id),
  });
  (await findByRole('button', { name: 'Unread only' })).click();
  await waitFor(() => expect(document.body.innerText).toContain('7 unread'));
  await waitFor(() => expect(rowIds()).toEqual(unread));
  document.querySelector<HTMLElement>('.row-place .row-button')?.click();
  await findByRole('region', { name: 'Notification' });
  await desk.add(newest === undefined ? [] : [newest]);
  await userEvent.keyboard('{Escape}');
  await findByRole('button', { name: 'Show 1 new' });
  expect(rowIds()).toEqual(unread);
  getByRole('button', { name: 'Mark all read' }).click();
  const dialog = await findByRole('dialog', { name: 'Mark all of this search as read?' });
  within(dialog).getByRole('button', { name: 'Mark all read' }).click();
  (await findByRole('button', { name: 'Show what is read' })).click();
  await waitFor(() => expect(rowIds()[0]).toBe(newest?.id));
  const opened = await desk.openArchive();
  const counters = opened.ok ? await opened.value.archive.readCounters() : undefined;
  expect(counters?.unreadHunting).toBe(0);
});

test('how far the marking of very many is, until it is done', async () => {
  const { findByRole, getByRole } = await open({ rows: inventMany(1_200) });
  (await findByRole('button', { name: 'Unread only' })).click();
  await waitFor(() => expect(document.body.innerText).toContain('1,200 unread'));
  const said: (string | null)[] = [];
  const watch = new MutationObserver(() => {
    const progress = document.querySelector('.work-progress');
    if (progress !== null) said.push(progress.textContent);
  });
  watch.observe(document.body, { childList: true, characterData: true, subtree: true });
  getByRole('button', { name: 'Mark all read' }).click();
  const dialog = await findByRole('dialog', { name: 'Mark all of this search as read?' });
  within(dialog).getByRole('button', { name: 'Mark all read' }).click();
  await findByRole('button', { name: 'Show what is read' });
  watch.disconnect();
  expect(said).toContain('Marking as read… 500 so far');
  expect(said).toContain('Marking as read… 1,000 so far');
  await waitFor(() => expect(document.querySelector('.work-progress')).toBeNull());
});

test('go to date: the first row of that day or the next older one, the list as long as before', async () => {
  const { findByRole, findByLabelText } = await open({ rows: inventMany(300) });
  await waitFor(() => expect(rowIds().length).toBeGreaterThan(5));
  (await findByRole('button', { name: 'Go to date' })).click();
  await userEvent.fill(await findByLabelText('Go to date', { selector: 'input' }), '2026-11-19');
  await waitFor(() =>
    expect(firstSeen()?.querySelector('time')?.getAttribute('datetime')).toMatch(/^2026-11-19/),
  );
  expect(firstSeen()?.getAttribute('aria-setsize')).toBe('300');
});

test('go to a date before the oldest row: the list ends there, and Tab still stops at a row', async () => {
  const { findByRole, findByLabelText } = await open({ rows: inventMany(300) });
  await waitFor(() => expect(rowIds().length).toBeGreaterThan(5));
  (await findByRole('button', { name: 'Go to date' })).click();
  await userEvent.fill(await findByLabelText('Go to date', { selector: 'input' }), '2010-01-01');
  await waitFor(() => expect(document.querySelector('[data-index="299"]')).not.toBeNull());
  await waitFor(() => {
    const stops = [...document.querySelectorAll('.row-place .row-button[tabindex="0"]')];
    expect(stops.map(rowOf)).toEqual(['299']);
  });
});

test('the focus is on a row that has yet to be read, and stays on it when it comes', async () => {
  await open({ rows: inventMany(300) });
  await waitFor(() => expect(rowIds().length).toBeGreaterThan(5));
  document.querySelector<HTMLElement>('.row-place .row-button')?.focus();
  await userEvent.keyboard('{End}');
  await waitFor(() =>
    expect(document.querySelector('[data-index="299"] [data-notification]')).not.toBeNull(),
  );
  expect(rowOf(document.activeElement)).toBe('299');
  await userEvent.keyboard('{ArrowUp}');
  await waitFor(() => expect(rowOf(document.activeElement)).toBe('298'));
});

test('scrolled away from, the focused row keeps the focus when the archive changes', async () => {
  const many = inventMany(300);
  const { desk } = await open({ rows: many });
  await waitFor(() => expect(rowIds().length).toBeGreaterThan(5));
  document.querySelector<HTMLElement>('[data-index="0"] .row-button')?.focus();
  await userEvent.keyboard('jjj');
  await waitFor(() => expect(rowOf(document.activeElement)).toBe('3'));
  scrollTo(200);
  await waitFor(() => expect(firstSeen()?.dataset['index']).toBe('200'));
  await waitFor(() => expect(firstSeen()?.querySelector('[data-notification]')).not.toBeNull());
  const opened = await desk.openArchive();
  if (opened.ok) await opened.value.archive.setRead([many[200]?.id ?? ''], true);
  await waitFor(() =>
    expect(document.querySelector('[data-index="200"] [data-unread="false"]')).not.toBeNull(),
  );
  expect(rowOf(document.activeElement)).toBe('3');
  await userEvent.keyboard('j');
  await waitFor(() => expect(rowOf(document.activeElement)).toBe('4'));
});

test('the list stands where it stood after a look at the page', async () => {
  const many = inventMany(300);
  const { desk, findByRole } = await open({ rows: many });
  await waitFor(() => expect(rowIds().length).toBeGreaterThan(5));
  scrollTo(100);
  await waitFor(() => expect(firstSeen()?.dataset['index']).toBe('100'));
  const scroller = document.querySelector('.row-scroller') as HTMLElement;
  const at = scroller.scrollTop;
  // Sizes are told with the next frame.
  const settle = () =>
    new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))));
  const lookAway = async () => {
    (await findByRole('tab', { name: /^On this page/ })).click();
    await waitFor(() => expect(scroller.clientHeight).toBe(0));
    await settle();
  };
  const comeBack = async () => {
    (await findByRole('tab', { name: 'Archive' })).click();
    await waitFor(() => expect(scroller.clientHeight).toBeGreaterThan(0));
    await settle();
  };
  await lookAway();
  await comeBack();
  expect([firstSeen()?.dataset['index'], scroller.scrollTop]).toEqual(['100', at]);

  // Also when a row goes meanwhile, and the browser forgets how far it was scrolled.
  await lookAway();
  const opened = await desk.openArchive();
  if (opened.ok) await opened.value.archive.deleteNotifications([many[299]?.id ?? ''], NOW);
  await waitFor(() => expect(document.body.textContent).toContain('299 notifications'));
  const forget = new MutationObserver(() => {
    scroller.scrollTop = 0;
  });
  const view = scroller.closest('.panel-view') as HTMLElement;
  forget.observe(view, { attributes: true, attributeFilter: ['hidden'] });
  await comeBack();
  forget.disconnect();
  expect([firstSeen()?.dataset['index'], scroller.scrollTop]).toEqual(['100', at]);
});

test('all are marked as read: the question counts what is unread now, and what of it is not shown', async () => {
  const [first, second, ...many] = inventMany(40);
  const { desk, findByRole } = await open({ rows: many, read: many.slice(7).map(({ id }) => id) });
  (await findByRole('button', { name: 'Unread only' })).click();
  await waitFor(() => expect(rowIds()).toHaveLength(7));
  document.querySelector<HTMLElement>('.row-place .row-button')?.click();
  await findByRole('region', { name: 'Notification' });
  await desk.add([first, second].flatMap((row) => row ?? []));
  await userEvent.keyboard('{Escape}');
  await findByRole('button', { name: 'Show 2 new' });
  (await findByRole('button', { name: 'Mark all read' })).click();
  const dialog = await findByRole('dialog', { name: 'Mark all of this search as read?' });
  expect(dialog.textContent).toContain('8 notifications.');
  expect(dialog.textContent).toContain('2 are not shown yet.');
});

test('a search is saved by a name, used and removed', async () => {
  const { findByRole, findByLabelText, queryByRole } = await open({ rows: inventMany(300) });
  const box = (await findByRole('combobox')) as HTMLInputElement;
  await userEvent.fill(box, 'cobalt rule:Fen_Ransom_Note');
  (await findByRole('button', { name: 'Saved searches' })).click();
  await userEvent.fill(await findByLabelText('Save this search as'), 'Fen, this week');
  await userEvent.keyboard('{Enter}');
  await findByRole('button', { name: /^Fen, this week/ });
  await userEvent.fill(box, '');
  (await findByRole('button', { name: /^Fen, this week/ })).click();
  await waitFor(() => expect(box.value).toBe('cobalt rule:Fen_Ransom_Note'));
  (await findByRole('button', { name: 'Remove Fen, this week' })).click();
  await waitFor(() => expect(queryByRole('button', { name: /^Fen, this week/ })).toBeNull());
});

test.each([
  ['all', false],
  ['unread only', true],
])(
  'deleted in the detail, %s: gone from the list, by undo back in its place and no news',
  async (_, unreadOnly) => {
    const many = inventMany(30);
    const { desk, findByRole, findByText, queryByRole } = await open({
      rows: many,
      onOther: async (request) => {
        if (request.type !== 'delete-notifications') throw new Error(request.type);
        const opened = await desk.openArchive();
        if (!opened.ok) throw new Error('closed');
        const rows = await opened.value.archive.deleteNotifications(request.ids, NOW);
        return { rows, absent: [], unknown: [], failed: [] };
      },
    });
    if (unreadOnly) (await findByRole('button', { name: 'Unread only' })).click();
    await waitFor(() => expect(rowIds().slice(0, 5)).toEqual(many.slice(0, 5).map(({ id }) => id)));
    const before = rowIds().slice(0, 10);
    const third = before[2] ?? '';
    document.querySelectorAll<HTMLElement>('.row-place .row-button')[2]?.click();
    (await findByRole('button', { name: 'Delete…' })).click();
    (await findByRole('button', { name: 'Delete here' })).click();
    await findByText('Deleted here');
    await waitFor(() => expect(rowIds()).not.toContain(third));
    const news: boolean[] = [];
    const watch = new MutationObserver(() =>
      news.push(queryByRole('button', { name: /^Show \d/, hidden: true }) !== null),
    );
    watch.observe(document.body, { childList: true, subtree: true });
    const undo = await findByRole('button', { name: 'Undo' });
    undo.focus();
    undo.click();
    await waitFor(() => expect(rowIds().slice(0, 10)).toEqual(before));
    expect(document.activeElement?.textContent).toBe('Delete…');
    watch.disconnect();
    expect(news).not.toContain(true);
  },
);

test.each([false, true])(
  'zoomed to 200 percent, words are not broken and nothing lies over them (rows: %s)',
  async (has) => {
    await page.viewport(200, 380);
    await open({
      rows: has ? inventMany(30) : [],
      ...(!has && { status: { hostAccess: true, archive: 'fake', sync: { phase: 'off', gaps: [] } } }),
    });
    await waitFor(() =>
      expect(document.querySelector(has ? '.row-place .row-button' : '.empty')).not.toBeNull(),
    );
    const said = document.querySelector('.said') as HTMLElement;
    await waitFor(() => expect(said.textContent).toContain('notifications'));
    const { bottom, height } = said.getBoundingClientRect();
    expect(height).toBeLessThan(1.5 * Number.parseFloat(getComputedStyle(said).lineHeight));
    expect(document.querySelector('.search-box')?.getBoundingClientRect().width).toBeGreaterThan(120);
    const below = document.querySelector(has ? '.timeline' : '.empty h2')?.getBoundingClientRect();
    expect(below?.top).toBeGreaterThanOrEqual(bottom);
  },
);
