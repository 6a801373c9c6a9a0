import { expect, test } from '@playwright/test';
import { type PageServer, servePages } from '../support/page-server.ts';
import { bundlePage } from './panel/bundle-page.ts';
import { type Tab, type TestBrowser, waitFor } from './support/browser.ts';
import { launchChromium, type PlaywrightTab } from './support/chromium.ts';
import { waitForText } from './support/desk.ts';
import { launchFirefox } from './support/firefox.ts';
import { inspect } from './support/inspect.ts';

const ROWS = 20_000;
const MILLION = 1_000_000;
const NARROW = { widths: [320], height: 700 };

let longList: PageServer;
test.beforeAll(async () => {
  longList = await servePages(await bundlePage('long-list.tsx'));
});
test.afterAll(() => longList.close());

async function reachTheLastOfAMillion(browser: TestBrowser, pixelRatio: number): Promise<void> {
  const tab = await browser.openTab(longList.url);
  expect(await tab.evaluate(() => devicePixelRatio, undefined)).toBe(pixelRatio);
  await waitForRows(tab);
  await tab.evaluate(scrollTo, 1e9);
  const end = await waitFor(
    'the last row',
    () => tab.evaluate(readLastSeen, undefined),
    ({ last }) => last === MILLION - 1,
  );
  expect(Math.abs(end.below)).toBeLessThanOrEqual(1);
  await tab.evaluate(scrollTo, 0);
  await waitFor(
    'the first row',
    () => tab.evaluate(readLastSeen, undefined),
    ({ last }) => last < 20,
  );
  await tab.close();
}

for (const launch of [launchChromium, launchFirefox] as const) {
  const name = launch === launchChromium ? 'Chromium' : 'Firefox';

  test(`${name}, 2 device pixels a pixel: the last of a million rows is reached`, async () => {
    const browser = await launch({ pixelRatio: 2 });
    try {
      await reachTheLastOfAMillion(browser, 2);
    } finally {
      await browser.close();
    }
  });

  // One browser for what needs no other one, and one archive, filled once.
  test.describe
    .serial(name, () => {
      let browser: TestBrowser;
      test.beforeAll(async () => {
        browser = await launch({ pixelRatio: 1 });
      });
      test.afterAll(() => browser.close());

      test('1 device pixel a pixel: the last of a million rows is reached', () =>
        reachTheLastOfAMillion(browser, 1));

      test('a large archive is searched, narrowed and scrolled to its last row in the panel', async () => {
        const options = await browser.openDesk('options.html');
        await waitForText(options, 'Import an archive file');
        await options.evaluate(importRows, ROWS);
        await waitForText(options, '20,000 notifications added');
        await options.close();

        const panel = await browser.openDesk('sidepanel.html');
        await waitForText(panel, '20,000 notifications', 'Fen_Ransom_Note');
        await waitForRows(panel);
        await panel.evaluate(scrollTo, 1e9);
        await waitFor(
          'the oldest row',
          () => panel.evaluate(readLastSeen, undefined),
          ({ last, text }) => last === ROWS - 1 && text.includes('host0.kite.example'),
        );

        await panel.evaluate(typeSearch, 'cobalt rule:Fen_Ransom_Note');
        await waitForText(panel, '200 of 20,000', 'cobalt_');
        await panel.evaluate(typeSearch, 'entity_type:hash');
        await waitForText(panel, 'entity_type is one of');
        await panel.evaluate(typeSearch, 'nobody-is-called-so');
        await waitForText(panel, 'Nothing matches');
        await panel.close();
      });

      if (launch !== launchChromium) return;
      test('axe finds nothing on the panel with any of its drawers open, in both schemes', async () => {
        await inspectDrawers((await browser.openDesk('sidepanel.html')) as PlaywrightTab);
      });
    });
}

/** The states that screens.spec.ts does not come by. */
async function inspectDrawers(panel: PlaywrightTab): Promise<void> {
  const { page } = panel;
  const box = page.getByRole('combobox');
  await waitForText(panel, '20,000 notifications');
  for (const drawer of ['Narrow down', 'Saved searches', 'Go to date']) {
    await page.getByRole('button', { name: drawer }).click();
    await inspect(panel, `panel-${drawer.toLowerCase().replaceAll(' ', '-')}`, NARROW);
  }
  await box.fill('fen');
  await expect(page.getByRole('option', { name: /Fen_Ransom_Note/ }).first()).toBeVisible();
  await inspect(panel, 'panel-completion', NARROW);
  await box.fill('nobody-is-called-so');
  await waitForText(panel, 'Nothing matches');
  await inspect(panel, 'panel-nothing-found', NARROW);
  await box.fill('');
  await page.locator('.row-place .row-button').first().click();
  await expect(page.getByRole('region', { name: 'Notification' })).toBeVisible();
  await inspect(panel, 'panel-narrow-detail', NARROW);
}

/** The timeline names rules before there are rows; without any, there is nothing to scroll. */
const waitForRows = (tab: Tab) =>
  waitFor(
    'rows',
    () => tab.evaluate(readLastSeen, undefined),
    ({ last }) => last > 5,
  );

/** Runs in the page: scrolls the list. */
function scrollTo(top: number): void {
  const scroller = document.querySelector('.row-scroller');
  if (scroller) scroller.scrollTop = top;
}

/** Runs in the page: the last row in view, and how far it reaches below the list's edge, CSS px. */
function readLastSeen() {
  const edge = document.querySelector('.row-scroller')?.getBoundingClientRect();
  const seen = [...document.querySelectorAll<HTMLElement>('.row-place:not(.row-aside)')]
    .map((row) => ({ row, box: row.getBoundingClientRect() }))
    .filter(({ box }) => edge !== undefined && box.top < edge.bottom - 2 && box.bottom > edge.top);
  const last = seen.toSorted((a, b) => a.box.top - b.box.top).at(-1);
  return {
    last: Number(last?.row.dataset['index'] ?? -1),
    below: (last?.box.bottom ?? 0) - (edge?.bottom ?? 0),
    text: last?.row.innerText ?? '',
  };
}

/** Runs in the panel: types into the search box. */
function typeSearch(text: string): void {
  const box = document.querySelector<HTMLInputElement>('[role=combobox]');
  if (box === null) return;
  box.value = text;
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** Runs in the options page: imports that many invented notifications, as a file that was chosen. */
function importRows(count: number): void {
  const rules = ['Kestrel_Loader', 'Phish_Kit_Heron', 'Fen_Ransom_Note', 'Peat_Beacon'];
  const line = (i: number) => {
    const host = `host${i}.kite.example`;
    const rule = rules[i % 4];
    const notification = {
      id: String(1e9 + i),
      date: 1_790_000_000 + i * 300,
      origin: 'hunting',
      entity: { type: 'domain', id: host, ...(i % 50 === 2 ? { note: `cobalt_${i}` } : {}) },
      keys: [`domain:${host}`],
      sources: [{ type: 'hunting_ruleset', id: '4711', label: 'kestrel set' }],
      tags: ['loader'],
      hunting: { ruleName: rule, ruleTags: [] },
      storedAt: 1_795_000_000_000,
      read: i % 7 > 0,
      pinned: false,
    };
    return JSON.stringify({ kind: 'notification', notification });
  };
  const lines = [
    '{"kind":"archive","format":1,"exportedAt":1}',
    ...Array.from({ length: count }, (_, i) => line(i)),
  ];
  const transfer = new DataTransfer();
  transfer.items.add(new File([lines.join('\n')], 'archive.jsonl'));
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (input === null) return;
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
