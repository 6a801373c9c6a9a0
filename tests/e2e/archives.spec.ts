import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { readSampleStream } from '../support/sample-stream.ts';
import { createItem } from '../virustotal/item.ts';
import { createVirusTotal, type VirusTotal } from '../virustotal/server.ts';
import { type Tab, type TestBrowser, waitFor } from './support/browser.ts';
import { launchChromium, type PlaywrightTab } from './support/chromium.ts';
import { readArchiveIds, saveAccount, waitForText } from './support/desk.ts';
import { launchFirefox } from './support/firefox.ts';
import { inspect } from './support/inspect.ts';

const KEY = 'right-key-of-this-test';
const OTHER_KEY = 'another-key-of-this-test';
const ROWS = 14;
const OTHER_ROWS = 2;
/** The buttons of an archive that is not in use. */
const CHOICES = ['Use this archive', 'Export', 'Delete…'];

/** Two notifications that only the other key's stream has. */
const createOtherStream = (now: number) =>
  Array.from({ length: OTHER_ROWS }, (_, index) =>
    createItem({
      id: `9900${index}`,
      date: Math.floor(now / 1000) - 60 * (index + 1),
      entity: { type: 'domain', domain: `other-${index}.example` },
      rule: 'of_the_other_key',
    }),
  );

/** A key with a whole stream, one of it read; then another key with a stream and a new archive of its own. */
async function createTwoArchives(browser: TestBrowser, virusTotal: VirusTotal): Promise<Tab> {
  const options = await saveAccount(browser, { key: KEY, address: virusTotal.url });
  await waitForText(options, `Notifications\n${ROWS}`);
  const [id = ''] = await readArchiveIds(options);
  await options.evaluate(markRead, id);
  await waitForText(options, `Unread\n${ROWS - 1}`);

  virusTotal.configure({ key: OTHER_KEY });
  virusTotal.remove([...virusTotal.rows()].map((item) => item.context_attributes.notification_id));
  virusTotal.insert(createOtherStream(Date.now()));
  await options.fill('API key', OTHER_KEY);
  await options.press('Save');
  await waitForText(options, 'Whose archive is this?');
  await options.press('New archive');
  await waitForText(options, `Notifications\n${OTHER_ROWS}`, 'Archives of this browser');
  return options;
}

for (const launch of [launchChromium, launchFirefox] as const) {
  const name = launch === launchChromium ? 'Chromium' : 'Firefox';

  test(`${name}: an archive left aside is in the list, is used again as it was, and the other is deleted`, async () => {
    const virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
    const browser: TestBrowser = await launch();
    try {
      const options = await createTwoArchives(browser, virusTotal);
      await waitForItems(options, [
        [`${ROWS} notifications`, CHOICES],
        [`${OTHER_ROWS} notifications`, []],
      ]);
      expect(await listArchiveDatabases(options)).toHaveLength(2);

      // Which archive is in use is no secret of the background that made it.
      await browser.stopBackground();
      await options.press('Use this archive');
      await options.evaluate(markPage, undefined);
      await options.evaluate(confirm, undefined);
      await waitFor(
        'the page anew',
        () => options.evaluate(isMarked, undefined),
        (marked) => !marked,
      );
      // What the key in use has joins what was there.
      await waitForText(options, `Notifications\n${ROWS + OTHER_ROWS}`, `Unread\n${ROWS - 1 + OTHER_ROWS}`);
      expect(await readArchiveIds(options)).toHaveLength(ROWS + OTHER_ROWS);
      await waitForItems(options, [
        [`${ROWS + OTHER_ROWS} notifications`, []],
        [`${OTHER_ROWS} notifications`, CHOICES],
      ]);

      await options.evaluate(askToDelete, undefined);
      await options.evaluate(confirm, undefined);
      await waitForText(options, 'Archive deleted');
      expect(await listArchiveDatabases(options)).toEqual(['huntlight-archive-first']);
      expect(await readArchiveIds(options)).toHaveLength(ROWS + OTHER_ROWS);
    } finally {
      await browser.close();
      await virusTotal.close();
    }
  });
}

test('Chromium: the list by keyboard, in both schemes and at 320 pixels; an archive left aside is exported whole', async () => {
  const virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
  const browser = await launchChromium();
  try {
    const options = (await createTwoArchives(browser, virusTotal)) as PlaywrightTab;
    const { page } = options;
    const section = page.getByRole('region', { name: 'Archives of this browser' });
    await inspect(options, 'options-archives', { widths: [1000, 320], fullPage: true });

    await options.evaluate(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'), undefined);
    const downloading = page.waitForEvent('download');
    await section.getByRole('button', { name: /^Export \(Made / }).press('Enter');
    const file = await readFile(await (await downloading).path(), 'utf8');
    expect(file.match(/"kind":"notification"/g)).toHaveLength(ROWS);
    expect(file).not.toContain('of_the_other_key');
    await expect(section).toContainText('lines written');

    for (const [button, shot] of [
      [/^Use this archive \(Made /, 'options-archive-use'],
      [/^Delete… \(Made /, 'options-archive-delete'],
    ] as const) {
      await section.getByRole('button', { name: button }).press('Enter');
      await expect(page.getByRole('dialog')).toBeVisible();
      await inspect(options, shot, { widths: [1000, 320] });
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(section.getByRole('button', { name: button })).toBeFocused();
    }
  } finally {
    await browser.close();
    await virusTotal.close();
  }
});

test('Chromium: an archive that does not open is left for another one, then said to be damaged and deleted', async () => {
  const virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
  const browser = await launchChromium();
  try {
    const options = (await createTwoArchives(browser, virusTotal)) as PlaywrightTab;
    const { page } = options;
    const [inUse = ''] = (await listArchiveDatabases(options)).filter((name) => !name.endsWith('-first'));
    await options.evaluate(makeNewer, inUse);
    await page.reload();
    await waitForText(options, 'Recover the archive', 'Archives of this browser');
    await options.press('Use this archive');
    await Promise.all([page.waitForEvent('load'), options.evaluate(confirm, undefined)]);
    await waitForText(options, `Notifications\n${ROWS + OTHER_ROWS}`, 'The archive is of a newer Huntlight');
    const section = page.getByRole('region', { name: 'Archives of this browser' });
    await inspect(options, 'options-archives-newer', { widths: [1000, 320], fullPage: true });
    await expect(section.getByRole('button', { name: /^Use this archive/ })).toHaveCount(0);
    await section.getByRole('button', { name: /^Delete… / }).click();
    await options.evaluate(confirm, undefined);
    await waitForText(options, 'Archive deleted');
    expect(await listArchiveDatabases(options)).toEqual(['huntlight-archive-first']);
  } finally {
    await browser.close();
    await virusTotal.close();
  }
});

const listArchiveDatabases = (tab: Tab) =>
  tab.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name = '' }) => name);
    return names.filter((name) => name.startsWith('huntlight-archive-')).sort();
  }, undefined);

type Api = { readonly runtime: { sendMessage(message: object): Promise<unknown> } };

/** Runs in the options page: what a list sends when a row is opened. */
const markRead = async (id: string) => {
  const { chrome } = globalThis as unknown as { chrome: Api };
  await chrome.runtime.sendMessage({ type: 'mark-read', ids: [id], read: true });
};

/** Runs in the options page: what each archive of the list holds, and what can be done with it. */
const readItems = (): [string | undefined, string[]][] =>
  [...document.querySelectorAll('.archives > li')].map((item) => [
    item.querySelector('.archive-facts')?.textContent ?? undefined,
    [...item.querySelectorAll('button')].map(({ textContent }) => textContent),
  ]);

/** List and counters are read each by itself. */
const waitForItems = (tab: Tab, items: ReturnType<typeof readItems>) =>
  waitFor(
    `the archives ${JSON.stringify(items)}`,
    () => tab.evaluate(readItems, undefined),
    (found) => JSON.stringify(found) === JSON.stringify(items),
  );

const askToDelete = () =>
  [...document.querySelectorAll('.archives button')]
    .find((button): button is HTMLButtonElement => button.textContent === 'Delete…')
    ?.click();

/** Runs in the options page: says yes in the dialog. */
const confirm = () => document.querySelector<HTMLElement>('dialog .button-primary')?.click();

/** Both run in the options page: one that was loaded anew has no mark. */
const markPage = () => document.body.classList.add('before');
const isMarked = () => document.body.classList.contains('before');

/** Runs in the options page: what a later Huntlight would leave behind. */
const makeNewer = (name: string) =>
  new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open(name, 999);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
  });
