import '../../entrypoints/popup/popup.css';
import { cleanup, fireEvent, render, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { hashUrl } from '../../entrypoints/background/hash-url.ts';
import { App, type AppProps } from '../../entrypoints/popup/App.tsx';
import type { IndicatorKey } from '../../utils/ioc/indicator.ts';
import type { PageItem } from '../../utils/messaging/desk-protocol.ts';
import { readSettings } from '../../utils/settings/settings.ts';
import { createFakeDesk, type FakeDesk, type FakeDeskOptions, WELL } from '../components/fake-desk.ts';
import { HOSTILE, LONG, OVERRIDE } from '../components/hostile.ts';
import { inventHex, inventNotification, MORNING, NOW } from '../components/invented.ts';
import { speakEnglish } from '../components/words.ts';

beforeAll(speakEnglish);
beforeEach(() => page.viewport(420, 592));
afterEach(cleanup);

async function open(options: FakeDeskOptions = {}, props: Partial<AppProps> = {}) {
  const desk = await createFakeDesk(options);
  const onOptions = vi.fn();
  const onAskAccess = vi.fn(async () => true);
  const onAskServer = vi.fn(async () => true);
  const view = render(
    <App
      desk={desk}
      clock={() => NOW}
      indicator={undefined}
      findTab={async () => 3}
      onOptions={onOptions}
      onLookUp={vi.fn()}
      onPanel={() => undefined}
      onAskAccess={onAskAccess}
      onAskServer={onAskServer}
      {...props}
    />,
  );
  return { ...view, desk, onOptions, onAskAccess, onAskServer };
}

const rowIds = () =>
  [...document.querySelectorAll<HTMLElement>('[data-notification]')].map(
    (row) => row.dataset['notification'],
  );
const markedRead = (desk: FakeDesk) =>
  desk.requests.flatMap((request) => (request.type === 'mark-read' ? request.ids : []));
const text = () => document.body.innerText;
const shows = (...words: readonly string[]) =>
  waitFor(() => {
    for (const word of words) expect(text()).toContain(word);
  });
const problem = (
  code: 'unauthorised' | 'forbidden' | 'offline' | 'not-virustotal',
  message = '',
): FakeDeskOptions => ({
  status: { ...WELL, sync: { phase: 'waiting', gaps: [], problem: { code, message, at: NOW } } },
});

/** Each of a rule of its own. */
const inventMany = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    inventNotification({
      id: String(index),
      minutesAgo: index,
      rule: `rule ${index}`,
      entity: { type: 'domain', id: `host${index}.example` },
    }),
  );

test('of a long rule name that runs right to left, the beginning is seen', async () => {
  const rule = 'قاعدة_'.repeat(20);
  const { findByTitle } = await open({
    rows: [inventNotification({ id: '1', minutesAgo: 1, rule, entity: { type: 'domain', id: 'a.example' } })],
  });
  const heading = (await findByTitle(rule)).getBoundingClientRect();
  const text = document.querySelector('.group-heading .untrusted')?.firstChild;
  const first = document.createRange();
  if (text) first.setStart(text, 0);
  if (text) first.setEnd(text, 1);
  expect(first.getBoundingClientRect().width).toBeGreaterThan(0);
  expect(first.getBoundingClientRect().right).toBeLessThanOrEqual(heading.right + 1);
});

test.each([320, 280, 240])(
  '%i pixels wide, tabs with thousands keep within their box, in words of one line',
  async (width) => {
    await page.viewport(width, 592);
    const items: readonly PageItem[] = inventMany(1_234).map(({ id }) => ({
      key: `domain:host${id}.example` as IndicatorKey,
      kind: 'domain',
      value: `host${id}.example`,
      state: 'unread',
      notifications: 1,
      unread: 1,
    }));
    await open({
      rows: inventMany(1_234),
      report: { available: true, items, unseen: [], looked: 1_234, coverage: [] },
    });
    await shows('1,234');
    const list = document.querySelector('.tabs')?.getBoundingClientRect();
    for (const tab of document.querySelectorAll<HTMLElement>('.tab')) {
      expect(tab.getBoundingClientRect().right).toBeLessThanOrEqual(list?.right ?? 0);
      expect(tab.getBoundingClientRect().height).toBeLessThan(40);
    }
    for (const choice of document.querySelectorAll('.site-mode'))
      expect(choice.scrollWidth).toBeLessThanOrEqual(choice.clientWidth);
  },
);

describe('hunting', () => {
  const earlier = MORNING.filter(({ id }) => Number(id) >= 10).map(({ id }) => id);

  test('unread rows first, grouped by rule, with what there is to know at a glance', async () => {
    await open({ rows: MORNING, read: earlier });
    await waitFor(() => expect(rowIds().slice(0, 4)).toEqual(['1', '2', '3', '4']));
    await shows('Kestrel_Loader_Stage2', 'kestrel_loaders', 'invoice_2026-11.exe', '41/70', 'DE', 'Earlier');
    await shows('Retrohunt job', '4 more of this rule', 'Synced 2 min. ago');
    expect(text()).not.toContain('heron-mail.example\n');
  });

  test('what was on screen is marked as read, what was not stays unread', async () => {
    const many = inventMany(40);
    const { desk } = await open({ rows: many });
    await waitFor(() => expect(markedRead(desk)).toContain('0'));
    expect(markedRead(desk)).not.toContain('39');
    const scroller = document.querySelector('.scroller');
    scroller?.scrollTo(0, scroller.scrollHeight);
    await waitFor(() => expect(markedRead(desk)).toContain('39'));
    expect(new Set(markedRead(desk)).size).toBe(markedRead(desk).length);
  });

  test('"Mark all read" reaches rows that were never shown, asks for them first, then goes away', async () => {
    const many = inventMany(120);
    const { desk, findByRole, queryByRole } = await open({ rows: many });
    const press = async () => userEvent.click(await findByRole('button', { name: 'Mark all read' }));
    await press();
    const ask = async () => within(await findByRole('dialog', { name: 'Mark all of this list as read?' }));
    (await ask()).getByText(/^\d+ notifications\. They stay in the archive\.$/);
    (await ask()).getByText('Not all of them are shown yet.');
    await userEvent.click((await ask()).getByRole('button', { name: 'Cancel' }));
    expect(desk.requests.some(({ type }) => type === 'mark-all-read')).toBe(false);
    await press();
    await userEvent.click((await ask()).getByRole('button', { name: 'Mark all read' }));
    // The background's work: the popup may be closed before it is done.
    await waitFor(() =>
      expect(desk.requests).toContainEqual({ type: 'mark-all-read', filter: 'origin:hunting' }),
    );
    const opened = await desk.openArchive();
    const readUnread = async () => opened.ok && (await opened.value.archive.readCounters()).unreadHunting;
    await expect.poll(readUnread).toBe(0);
    await waitFor(() => expect(queryByRole('button', { name: 'Mark all read' })).toBeNull());
  });

  test('the question before "Mark all read" looks like every question, not like the heading it is asked from', async () => {
    const many = inventMany(120);
    const { findByRole } = await open({ rows: many });
    await userEvent.click(await findByRole('button', { name: 'Mark all read' }));
    const dialog = within(await findByRole('dialog'));
    const { color } = getComputedStyle(dialog.getByRole('heading'));
    expect(color).toBe(getComputedStyle(document.body).color);
    const [cancel, confirm] = ['Cancel', 'Mark all read'].map((name) =>
      dialog.getByRole('button', { name }).getBoundingClientRect(),
    );
    expect((confirm?.left ?? 0) - (cancel?.right ?? 0)).toBeLessThan(16);
  });

  test('"Mark all read" asks again for what one message has no time for', async () => {
    let now = NOW;
    const { desk, findByRole } = await open({ rows: MORNING, clock: () => (now += 300_000) });
    (await findByRole('button', { name: 'Mark all read' })).click();
    const asked = () => desk.requests.filter(({ type }) => type === 'mark-all-read');
    await waitFor(() =>
      expect(asked()).toEqual([
        { type: 'mark-all-read', filter: 'origin:hunting' },
        {
          type: 'mark-all-read',
          filter: 'origin:hunting',
          soFar: expect.any(Number),
          after: expect.any(Object),
        },
      ]),
    );
  });

  test('the rows of a long group unfold, the first new one focused', async () => {
    const { findByText } = await open({ rows: MORNING, read: MORNING.map(({ id }) => id) });
    (await findByText('4 more of this rule')).click();
    await waitFor(() => expect(document.activeElement?.getAttribute('data-row')).toBe('15'));
  });

  test('a SHA-1 stands in one line of its detail', async () => {
    await page.viewport(460, 592);
    const { findByText, findByRole } = await open({ rows: MORNING });
    (await findByRole('button', { name: /invoice_2026-11.exe/, expanded: false })).click();
    const hash = await findByText(MORNING[0]?.entity.sha1 ?? 'none');
    expect(hash.getClientRects()).toHaveLength(1);
  });

  test('a row unfolds to its snippet, all forms of its entity and a link to VirusTotal', async () => {
    const { findByRole } = await open({ rows: MORNING });
    (await findByRole('button', { name: /invoice_2026-11.exe/, expanded: false })).click();
    await shows(
      'SHA-256',
      inventHex(1, 64),
      inventHex(1001, 40),
      inventHex(2001, 32),
      'svchost32.exe',
      'Germany',
    );
    await shows('c start', 'VirusTotal cut the snippet here.', '2026-11-22 14:01:00 UTC');
    const link = await findByRole('link', { name: 'Open in VirusTotal' });
    expect(link.getAttribute('href')).toBe(`https://www.virustotal.com/gui/file/${inventHex(1, 64)}`);
    expect(link.getAttribute('rel')).toBe('noreferrer');
  });

  test('further rows come as the end of the list comes near, each once', async () => {
    const many = Array.from({ length: 170 }, (_, index) =>
      inventNotification({
        id: String(index),
        minutesAgo: index,
        rule: `rule ${index}`,
        entity: { type: 'domain', id: `host${index}.example` },
      }),
    );
    await open({ rows: many, read: many.map(({ id }) => id) });
    await waitFor(() => expect(rowIds()).toHaveLength(50));
    await waitFor(() => {
      const scroller = document.querySelector('.scroller');
      scroller?.scrollTo(0, scroller.scrollHeight);
      expect(rowIds()).toHaveLength(170);
    });
    expect(new Set(rowIds()).size).toBe(170);
  });

  test('rows that arrive meanwhile wait for a click', async () => {
    const { desk, findByRole } = await open({ rows: MORNING, read: MORNING.map(({ id }) => id) });
    await waitFor(() => expect(rowIds().length).toBeGreaterThan(3));
    const before = rowIds();
    const entity = { type: 'domain', id: 'late.example' } as const;
    await desk.add([inventNotification({ id: '99', minutesAgo: 0, rule: 'Late', entity })]);
    const button = await findByRole('button', { name: 'Show 1 new' });
    expect(rowIds()).toEqual(before);
    button.click();
    await waitFor(() => expect(rowIds()[0]).toBe('99'));
  });
});

describe('keyboard', () => {
  test('the down arrow enters the list; arrows move, right unfolds, left folds, c copies', async () => {
    const copied: string[] = [];
    const write = vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (value) => {
      copied.push(value);
    });
    await open({ rows: MORNING });
    await waitFor(() => expect(rowIds().length).toBeGreaterThan(3));
    const focused = () =>
      document.activeElement instanceof HTMLElement ? document.activeElement.dataset['row'] : '';
    await userEvent.keyboard('{ArrowDown}');
    expect(focused()).toBe('1');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(focused()).toBe('3');
    await userEvent.keyboard('{ArrowRight}');
    await shows('Matched in');
    await userEvent.keyboard('c');
    await waitFor(() => expect(copied).toEqual([MORNING[2]?.entity.url]));
    await userEvent.keyboard('{ArrowLeft}');
    await waitFor(() => expect(text()).not.toContain('Matched in'));
    await userEvent.keyboard('{Home}');
    expect(focused()).toBe('1');
    expect(document.querySelectorAll('[data-row][tabindex="0"]')).toHaveLength(1);
    write.mockRestore();
  });

  test('Tab passes over the list to the line about sync, and Escape folds that', async () => {
    await open({ rows: MORNING });
    await waitFor(() => expect(rowIds().length).toBeGreaterThan(3));
    await userEvent.keyboard('{ArrowDown}{Tab}');
    expect(document.activeElement?.getAttribute('aria-label')).toMatch(/^Copy [0-9a-f]{64}$/);
    await userEvent.keyboard('{Tab}');
    expect(document.activeElement?.tagName).toBe('SUMMARY');
    await userEvent.keyboard('{Enter}');
    await shows('Last complete');
    await userEvent.keyboard('{Escape}');
    expect(document.querySelector('details.sync-more[open]')).toBeNull();
  });
});

describe('on this page', () => {
  const item = (value: string, state: PageItem['state'], more: Partial<PageItem> = {}): PageItem => ({
    key: `domain:${value}` as PageItem['key'],
    kind: 'domain',
    value,
    state,
    notifications: 1,
    unread: 0,
    ...more,
  });
  const report: FakeDeskOptions = {
    rows: MORNING,
    report: {
      available: true,
      looked: 214,
      unseen: [{ key: item('fine.example', 'match').key, kind: 'domain', value: 'fine.example' }],
      coverage: [{ what: 'over-cap', count: 2 }],
      items: [
        item('www.heron-mail.example', 'related', {
          relation: { how: 'below-domain', key: item('heron-mail.example', 'match').key },
        }),
        item('heron-mail.example', 'match'),
        item('cdn.kite-telemetry.example', 'unread', { label: 'Fresh_Domain_Kite' }),
      ],
    },
  };
  const openPage = async (options: FakeDeskOptions) => {
    const view = await open(options);
    (await view.findByRole('tab', { name: /On this page/ })).click();
    return view;
  };

  test('each match with its key and state, unread first, what was looked at and what was not', async () => {
    await openPage(report);
    await shows(
      '3 matches',
      'of 4 indicators',
      '214 possible indicators checked, file names and other look-alikes included',
      'below domain heron-mail.example',
      'Fresh_Domain_Kite',
      '2 in view are not drawn',
    );
    const items = [...document.querySelectorAll<HTMLElement>('li[data-key]')];
    expect(items.map(({ dataset }) => [dataset['key'], dataset['state']])).toEqual([
      ['domain:cdn.kite-telemetry.example', 'unread'],
      ['domain:heron-mail.example', 'match'],
      ['domain:www.heron-mail.example', 'related'],
    ]);
  });

  test('a match unfolds to its notifications; a related one to those of the other indicator', async () => {
    const { findByRole } = await openPage(report);
    (await findByRole('button', { name: /www.heron-mail.example/, expanded: false })).click();
    await shows('Heron phishing kit, November');
  });

  test('what the glance card says is said by an unfolded match too, the first of its notifications included', async () => {
    const twice = [5, 90].map((minutesAgo) =>
      inventNotification({
        id: String(minutesAgo),
        minutesAgo,
        rule: 'Twice_Seen',
        entity: { type: 'domain', id: 'twice.example' },
      }),
    );
    const one = item('twice.example', 'match', { notifications: 2 });
    const { findByRole } = await openPage({
      rows: twice,
      report: { available: true, looked: 1, unseen: [], coverage: [], items: [one] },
    });
    (await findByRole('button', { name: /twice.example/, expanded: false })).focus();
    await userEvent.keyboard('{Enter}');
    await shows('Twice_Seen', 'First notified:');
  });

  /** Three matches, and what they say of their places. */
  const placed = (more: object = {}): FakeDeskOptions => ({
    report: {
      available: true,
      looked: 3,
      unseen: [],
      coverage: [],
      scrolling: { host: 'report.example', allowed: false },
      items: [
        item('one.example', 'match', { place: 'above' }),
        item('two.example', 'match', { place: 'below' }),
        item('three.example', 'match', { place: 'closed' }),
      ],
      ...more,
    },
    onOther: ({ type }) => (type === 'show-match' ? { shown: false } : { done: true }),
  });

  test('next and previous go through the list, by button and by key, and leave the page alone', async () => {
    const { findByRole, desk } = await openPage(placed());
    await shows('1 above, 1 below, 1 in a closed section');
    const next = await findByRole('button', { name: /Next match/ });
    next.click();
    await shows('1 of 3');
    next.click();
    await shows('2 of 3');
    const current = () => document.querySelector<HTMLElement>('li[aria-current]')?.dataset['key'];
    await expect.poll(current).toBe('domain:two.example');
    (await findByRole('button', { name: /two.example.*below/s, expanded: false })).focus();
    await userEvent.keyboard('n');
    await shows('3 of 3');
    await expect.poll(() => document.activeElement?.textContent).toContain('three.example');
    await userEvent.keyboard('n');
    await shows('1 of 3');
    await userEvent.keyboard('p');
    await expect.poll(current).toBe('domain:three.example');
    expect(desk.requests.some(({ type }) => type === 'show-match')).toBe(false);
    await shows('Next and previous leave the page where it is');
  });

  test('letters move through the rows as arrows do', async () => {
    const { findByRole } = await openPage(placed());
    (await findByRole('button', { name: /one.example/, expanded: false })).focus();
    const focused = () => document.activeElement?.textContent;
    await userEvent.keyboard('j');
    await expect.poll(focused).toContain('two.example');
    await userEvent.keyboard('jk');
    await expect.poll(focused).toContain('two.example');
    await userEvent.keyboard('{Control>}k{/Control}');
    expect(focused()).toContain('two.example');
  });

  test('where it is allowed the page is scrolled, and it is said when it cannot be', async () => {
    const { findByRole, desk } = await openPage(
      placed({ scrolling: { host: 'report.example', allowed: true } }),
    );
    (await findByRole('button', { name: /Previous match/ })).click();
    await shows('3 of 3', 'The page was not scrolled');
    expect(desk.requests).toContainEqual({
      type: 'show-match',
      tabId: expect.any(Number),
      key: 'domain:three.example',
    });
  });

  test('the choice to scroll names its site and what the page can learn', async () => {
    await openPage(placed());
    await page.getByText('Next and previous leave the page where it is').click();
    await shows('it can learn which of its indicators are in your stream');
    await page.getByRole('checkbox', { name: /Scroll the page to each match/ }).click();
    await expect.poll(readSettings).toMatchObject({ ok: true, value: { scrollSites: ['report.example'] } });
  });

  test('every sort of coverage has its sentence, and the cap a way past it', async () => {
    const sorts = [
      'over-cap',
      'turned',
      'given-up',
      'in-canvas-reach',
      'not-kept',
      'failed',
      'frames-refused',
      'frames-silent',
      'canvas',
    ];
    const { findByRole, desk } = await openPage(
      placed({ coverage: [...sorts, 'embedded'].map((what) => ({ what, count: 2 })) }),
    );
    await shows('their text is turned', 'frames were not looked at', 'drawings (canvas)', 'such as PDFs');
    expect(document.querySelector('.coverage')?.textContent).not.toContain('not looked at or not drawn:');
    (await findByRole('button', { name: 'Show the rest' })).click();
    await expect.poll(() => desk.requests.some(({ type }) => type === 'show-rest')).toBe(true);
  });

  test.each([
    ['protected', 'The browser protects this page'],
    ['site-off', 'Switched off on this site'],
    ['not-ready', 'This page has not answered yet'],
  ] as const)('%s', async (reason, words) => {
    await openPage({ report: { available: false, reason } });
    await shows(words);
  });

  test('no tab, or nobody knows which: said where it is switched and where it is listed, and nothing is asked', async () => {
    const { desk, findByRole } = await open({ rows: MORNING }, { findTab: async () => undefined });
    await shows('No page is chosen here');
    (await findByRole('tab', { name: /On this page/ })).click();
    await shows('No page to look at', "press Huntlight's toolbar button");
    const asked = ['read-site', 'read-page-report'];
    expect(desk.requests.filter(({ type }) => asked.includes(type))).toEqual([]);
  });

  test('no tab while access is withheld: that is said, with its button', async () => {
    const { findByRole, findAllByRole } = await open(
      { status: { ...WELL, hostAccess: false } },
      { findTab: async () => undefined },
    );
    (await findByRole('tab', { name: /On this page/ })).click();
    await shows('Access to web pages was withheld in this browser');
    expect(await findAllByRole('button', { name: 'Allow access to pages' })).toHaveLength(1);
  });

  test('access withheld: said once, with the button that asks for it', async () => {
    const { findByRole, onAskAccess } = await openPage({
      status: { ...WELL, hostAccess: false },
      report: { available: false, reason: 'no-access' },
    });
    (await findByRole('button', { name: 'Allow access to pages' })).click();
    expect(onAskAccess).toHaveBeenCalledOnce();
  });

  test('no match, and no indicator at all, are two things', async () => {
    const none = { available: true, looked: 12, items: [], unseen: [], coverage: [] } as const;
    await openPage({
      report: {
        ...none,
        unseen: [{ key: 'domain:a.example' as IndicatorKey, kind: 'domain', value: 'a.example' }],
      },
    });
    await shows('None of your stream on this page', '1 indicator on it');
    cleanup();
    await openPage({ report: none });
    await shows('No indicators on this page');
  });
});

describe('states', () => {
  test('first run: what this is, and the way to the key', async () => {
    const { findByRole, onOptions } = await open({
      status: { archive: 'fake', hostAccess: true, sync: { phase: 'off', gaps: [] } },
    });
    (await findByRole('button', { name: 'Enter API key' })).click();
    expect(onOptions).toHaveBeenCalledOnce();
    await shows('Nothing you read leaves the browser', 'No API key');
  });

  test('a loss under another filter is told with that filter', async () => {
    const loss = { from: 1_763_600_000, to: 1_763_610_000, cause: 'expired', recordedAt: 0 } as const;
    const losses = [
      { ...loss, filter: 'origin:hunting' },
      { ...loss, filter: '' },
    ];
    const { findByText } = await open({ status: { ...WELL, sync: { ...WELL.sync, losses } } });
    (await findByText(/^Synced/, { selector: 'summary' })).click();
    await shows('What was synced then', 'origin:hunting', 'Everything: no filter was set.');
  });

  test('what another filter has left unfetched is told with that filter, and how to fetch it', async () => {
    const left = [{ from: 1_763_600_000, to: 1_763_610_000, filter: 'origin:hunting' }];
    const { findByText } = await open({ status: { ...WELL, sync: { ...WELL.sync, left } } });
    (await findByText('some not fetched under another filter')).click();
    await shows('Left unfetched from', 'origin:hunting', 'Set the former one again and it is fetched.');
  });

  test('what the line about sync unfolds to is told from what it covers by an edge of 3:1', async () => {
    const { findByText } = await open();
    (await findByText(/^Synced/, { selector: 'summary' })).click();
    const panel = document.querySelector('.sync-panel');
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'var(--edge)';
    const edge = getComputedStyle(probe).color;
    probe.remove();
    expect(panel && getComputedStyle(panel).borderTopColor).toBe(edge);
  });

  test('an upkeep that failed is told in the line about sync, and at length in what it unfolds to', async () => {
    const upkeep = { code: 'archive-disk-full', message: 'No space.', at: NOW } as const;
    const { desk, findByText } = await open({ status: { ...WELL, upkeep } });
    (await findByText('daily upkeep failed')).click();
    await shows('Daily upkeep failed', 'tried again every hour. Why: The disk is full.', 'No space.');
    // Words beside a time would stand in columns.
    for (const time of document.querySelectorAll('.sync-panel time'))
      expect(time.parentElement?.childNodes).toHaveLength(1);
    desk.notice(WELL);
    await expect.poll(() => document.body.innerText).not.toContain('upkeep');
  });

  test('an archive without matches', async () => {
    await open();
    await shows('No hunting matches yet');
  });

  test('the first sync under way, then its rows without a click', async () => {
    const { desk } = await open({
      status: { ...WELL, sync: { phase: 'running', gaps: [], walk: { rows: 120, expected: 3400 } } },
    });
    await shows('Fetching your stream', 'Syncing: 120 of about 3,400');
    await desk.add(MORNING);
    await waitFor(() => expect(rowIds()).toContain('1'));
  });

  test("the first sync held up by the day's budget is no empty stream", async () => {
    const walk = { rows: 40, expected: 3400 };
    const sync = { phase: 'waiting', hold: 'budget-day', lastSyncAt: NOW, gaps: [{ to: 1 }], walk } as const;
    await open({ status: { ...WELL, sync } });
    await shows('Fetching your stream', 'it goes on by itself');
  });

  test('of an origin that has nothing yet, no more is said than is known while older ones are not fetched', async () => {
    const sync = { lastSyncAt: NOW, gaps: [{ to: NOW / 1000 }], walk: { rows: 120, expected: 3400 } };
    const { desk } = await open({ status: { ...WELL, sync: { ...sync, phase: 'running' } } });
    await shows('Fetching your stream', 'Syncing: 120 of about 3,400');
    desk.notice({ ...WELL, sync: { ...sync, phase: 'paused' } });
    await shows('No hunting matches yet', 'Older notifications are not fetched yet.');
    expect(document.body.innerText).not.toContain('Nothing fetched yet');
  });

  test.each([
    ['unauthorised', 'VirusTotal refused the API key'],
    ['forbidden', 'This account has no IoC Stream'],
    ['not-virustotal', 'This is not a VirusTotal API'],
  ] as const)('%s: in words, with the way to the options', async (code, words) => {
    const { findByRole, onOptions } = await open(problem(code, 'said <b>so</b>'));
    await shows(words);
    (await findByRole('button', { name: 'Open options' })).click();
    expect(onOptions).toHaveBeenCalledOnce();
    await userEvent.click(document.querySelector('details summary') ?? document.body);
    await shows('said <b>so</b>');
  });

  test('zoomed to 200 %, a row can be reached below the banner; at its usual size nothing but the list scrolls', async () => {
    await page.viewport(400, 300);
    await open({ ...problem('forbidden'), rows: MORNING });
    await shows('This account has no IoC Stream');
    await waitFor(() => expect(rowIds()).toContain('1'));
    const row = document.querySelector<HTMLElement>('[data-row]');
    row?.focus();
    const { left = 0, top = 0, height = 0 } = row?.getBoundingClientRect() ?? {};
    expect(row?.contains(document.elementFromPoint(left + 40, top + height / 2))).toBe(true);
    expect(document.querySelector('.scroller')?.clientHeight).toBeGreaterThan(150);
    await page.viewport(460, 592);
    const popup = document.querySelector('.popup');
    expect(popup?.scrollHeight).toBe(popup?.clientHeight);
    cleanup();
    // One indicator, which a page asked for.
    await page.viewport(400, 300);
    await open({ ...problem('forbidden'), rows: MORNING }, { indicator: MORNING[0]?.keys[0] });
    await shows('This account has no IoC Stream', '1 notification');
    expect(document.querySelector('.scroller')?.clientHeight).toBeGreaterThan(150);
  });

  test('offline with an archive: the list stays, the line about sync says it', async () => {
    await open({ ...problem('offline'), rows: MORNING });
    await waitFor(() => expect(rowIds()).toContain('1'));
    await shows('VirusTotal cannot be reached');
    expect(document.querySelector('[role=alert]')).toBeNull();
  });

  test('offline before anything was fetched', async () => {
    await open(problem('offline'));
    await shows('Nothing fetched yet', 'VirusTotal cannot be reached', 'Try again');
  });

  test('access to pages withheld', async () => {
    const { findByRole, onAskAccess } = await open({ status: { ...WELL, hostAccess: false } });
    (await findByRole('button', { name: 'Allow access to pages' })).click();
    expect(onAskAccess).toHaveBeenCalledOnce();
  });

  test('access to VirusTotal withheld: said in one banner, with a button for it and one for pages', async () => {
    const withheld = { code: 'no-access', message: '', at: NOW } as const;
    const { findByRole, queryByRole, onAskAccess, onAskServer } = await open({
      status: { ...WELL, hostAccess: false, sync: { phase: 'stopped', gaps: [], problem: withheld } },
    });
    (await findByRole('button', { name: 'Allow access to VirusTotal' })).click();
    expect(onAskServer).toHaveBeenCalledExactlyOnceWith('https://www.virustotal.com');
    (await findByRole('button', { name: 'Allow access to pages' })).click();
    expect(onAskAccess).toHaveBeenCalledOnce();
    expect(document.querySelectorAll('.banner')).toHaveLength(1);
    // It would try nothing.
    expect(queryByRole('button', { name: 'Try again' })).toBeNull();
    await shows('Access to VirusTotal is not allowed');
  });

  test('a refused key and withheld access: one banner, the graver first, with both buttons', async () => {
    const refused = { code: 'unauthorised', message: '', at: NOW } as const;
    const { findByRole, onAskAccess, onOptions } = await open({
      status: { ...WELL, hostAccess: false, sync: { phase: 'waiting', gaps: [], problem: refused } },
    });
    (await findByRole('button', { name: 'Allow access to pages' })).click();
    (await findByRole('button', { name: 'Open options' })).click();
    expect([onAskAccess, onOptions].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
    const [banner, ...others] = document.querySelectorAll<HTMLElement>('.banner');
    expect(others).toEqual([]);
    expect(banner?.innerText).toMatch(/refused the API key[\s\S]*may not read web pages/);
  });

  test('an archive that does not open: said, tried again when asked and not before', async () => {
    const { desk, findByRole } = await open({ archiveProblem: { code: 'disk-full' }, rows: MORNING });
    await shows('The disk is full', 'Synced');
    // Once at the start, once more when the background has named the archive.
    await waitFor(() => expect(desk.openings).toBe(2));
    desk.notice({ ...WELL, sync: { phase: 'running', gaps: [] } });
    await shows('Syncing…');
    expect(desk.openings).toBe(2);
    desk.mend();
    (await findByRole('button', { name: 'Try again' })).click();
    await waitFor(() => expect(rowIds()).toContain('1'));
    expect(document.querySelector('[role=alert]')).toBeNull();
  });

  test('a background that does not answer', async () => {
    await open({ status: 'silent', rows: MORNING });
    await shows("Huntlight's background did not answer");
    await waitFor(() => expect(rowIds()).toContain('1'));
  });

  test('a gap and a nearly empty budget are said', async () => {
    const gaps = [{ from: NOW / 1000 - 30_000, to: NOW / 1000 - 12_000 }];
    await open({ status: { ...WELL, sync: { ...WELL.sync, gaps, requestsLeft: 12 } } });
    await shows('5 hr not fetched yet', '12 requests left today');
  });

  test('a new status is shown as it comes', async () => {
    const { desk } = await open();
    await shows('Synced');
    const said = () => document.querySelector('.unseen[role=status]')?.textContent;
    expect(said()).not.toContain('Synced');
    desk.notice({ ...WELL, sync: { phase: 'running', gaps: [] } });
    await shows('Syncing…');
    await expect.poll(said).toBe('Syncing…');
    desk.notice(WELL);
    await expect.poll(said).toBe('Synced 2 min. ago');
    desk.notice({ ...WELL, sync: { phase: 'running', gaps: [] } });
    await shows('Syncing…');
    const button = document.querySelector<HTMLElement>('.sync-line .button');
    fireEvent.click(button ?? document.body);
    expect(desk.requests.filter(({ type }) => type === 'sync-now')).toEqual([]);
  });
});

test('opened for one indicator, it shows that one and the way back', async () => {
  const { findByRole } = await open({ rows: MORNING }, { indicator: MORNING[3]?.keys[0] });
  await shows('cdn.kite-telemetry.example', '1 notification', 'Fresh_Domain_Kite');
  (await findByRole('button', { name: 'Show all' })).click();
  await findByRole('tab', { name: /Hunting/ });
});

describe('opened for an indicator that the archive does not hold itself', () => {
  const openFor = (indicator: string, options: FakeDeskOptions = { rows: MORNING }) =>
    open(options, { indicator: indicator as IndicatorKey });

  test('a related one: what it is related to and how, with the notifications of that', async () => {
    await openFor('domain:c2.cdn.kite-telemetry.example');
    await shows(
      'c2.cdn.kite-telemetry.example',
      'below domain cdn.kite-telemetry.example',
      '1 notification',
      'Fresh_Domain_Kite',
    );
    expect(text()).not.toContain('Not in your stream');
  });

  test('a URL of which only the id is known', async () => {
    const url = 'https://reed.example/kit.zip';
    const id = await hashUrl(url);
    const entity = { type: 'url', id } as const;
    await openFor(`url:${url}`, {
      rows: [inventNotification({ id: 'by-id', minutesAgo: 5, rule: 'Reed_Kit', entity })],
    });
    await shows(url, `same URL as ${id}`, '1 notification', 'Reed_Kit');
  });

  test('nothing at all', async () => {
    await openFor('domain:quiet.example');
    await shows('Not in your stream');
  });

  test('the background gives no answer: nothing is claimed, and it can be tried again', async () => {
    let answers = false;
    const { findByRole } = await openFor('domain:c2.cdn.kite-telemetry.example', {
      rows: MORNING,
      onOther: ({ type }) => {
        if (!answers) throw new Error(`no answer to ${type}`);
        return { ok: true, items: [], unseen: [] };
      },
    });
    await shows('The archive could not be read');
    expect(text()).not.toContain('Not in your stream');
    answers = true;
    (await findByRole('button', { name: 'Try again' })).click();
    await shows('Not in your stream');
  });
});

test('hostile text changes nothing: no element, no script, no overflow, no reordering', async () => {
  const { findAllByRole, container } = await open({ rows: HOSTILE });
  await waitFor(() => expect(rowIds()).toHaveLength(3));
  for (const button of await findAllByRole('button', { expanded: false })) button.click();
  await waitFor(() => expect(document.querySelectorAll('.detail')).toHaveLength(3));
  expect(container.querySelector('script, style, .detail img, .row img, h3 img')).toBeNull();
  expect('wasFooled' in globalThis).toBe(false);
  expect(text()).toContain('<img src=x onerror="globalThis.wasFooled=true">U+202Egnp.exe');
  expect(container.textContent).not.toContain(OVERRIDE);
  expect(
    [...container.querySelectorAll('[title]')].filter((each) =>
      each.getAttribute('title')?.includes(OVERRIDE),
    ),
  ).toEqual([]);
  expect([...container.querySelectorAll('a')].map(({ protocol }) => protocol)).toEqual([
    'https:',
    'https:',
    'https:',
  ]);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(420);
  for (const part of container.querySelectorAll('.group-heading, .row-head, .fact-row'))
    expect(part.scrollWidth).toBeLessThanOrEqual(part.clientWidth + 1);
  const detail = container.querySelector('.detail');
  expect(detail?.textContent).not.toContain(LONG);
  within(detail as HTMLElement)
    .getAllByRole('button', { name: 'Show all 10,000 characters' })[0]
    ?.click();
  await waitFor(() => expect(detail?.textContent).toContain(LONG));
});
