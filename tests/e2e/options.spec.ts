import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { readSampleStream } from '../support/sample-stream.ts';
import { createVirusTotal, type VirusTotal } from '../virustotal/server.ts';
import { waitFor } from './support/browser.ts';
import { type ChromiumBrowser, launchChromium, type PlaywrightTab } from './support/chromium.ts';
import { readArchiveIds, readText, saveAccount, waitForText } from './support/desk.ts';

const KEY = 'right-key-of-this-test';
const ROWS = 14;

let browser: ChromiumBrowser;
let virusTotal: VirusTotal;
let options: PlaywrightTab;

test.beforeEach(async () => {
  virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
  browser = await launchChromium();
  await (await saveAccount(browser, { key: KEY, address: virusTotal.url })).close();
  options = await browser.openDesk('options.html');
  await waitFor(
    'the whole stream',
    () => readArchiveIds(options),
    (ids) => ids.length === ROWS,
  );
});
test.afterEach(async () => {
  await browser.close();
  await virusTotal.close();
});

/** Presses the button of the open dialog that starts so. */
const confirm = (name: string) => options.page.getByRole('dialog').getByRole('button', { name }).click();
const countRows = () => readArchiveIds(options).then(({ length }) => length);
const hunting = () => [...virusTotal.rows('origin:hunting')].length;
const deletions = () => virusTotal.log.filter(({ method }) => method === 'DELETE');

test('a stream filter: checked as typed, counted with one request, saved and synced by', async () => {
  await options.fill('Stream filter', 'origin:hunting colour:red');
  await waitForText(options, 'At character 16');
  const before = virusTotal.log.length;
  await options.fill('Stream filter', 'origin:hunting');
  await waitForText(options, `About ${hunting()} notifications match`);
  const asked = virusTotal.log.slice(before);
  expect(asked.map(({ query }) => [query['filter'], query['limit']])).toEqual([['origin:hunting', '1']]);

  await options.page
    .locator('section[aria-labelledby=what-to-sync]')
    .getByRole('button', { name: 'Save' })
    .click();
  await waitFor(
    'a sync by the new filter',
    async () => virusTotal.log.slice(before + 1).map(({ query }) => query['filter']),
    (filters) => filters.includes('origin:hunting'),
  );
});

test('deleting: an empty filter is refused, here only stays upstream, everywhere goes in both places', async () => {
  const upstream = ROWS;
  const ask = options.page.getByRole('button', { name: 'Delete…' });
  await expect(ask).toHaveAttribute('aria-disabled', 'true');

  const files = [...virusTotal.rows('entity_type:file origin:subscriptions')].length;
  expect(files).toBeGreaterThan(0);
  await options.fill('Delete all that match', 'entity_type:file origin:subscriptions');
  await ask.click();
  await confirm('Delete');
  await waitForText(options, `${files} deleted here`);
  expect(await countRows()).toBe(ROWS - files);
  expect(deletions()).toEqual([]);
  expect([...virusTotal.rows()].length).toBe(upstream);

  const caught = hunting();
  await options.fill('Delete all that match', 'origin:hunting');
  await options.page.getByLabel('Here and on VirusTotal').check();
  await ask.click();
  await expect(options.page.getByRole('dialog')).toContainText(`About ${caught} on VirusTotal`);
  await confirm('Delete');
  await waitForText(options, `${caught} deleted here`, 'None is left on VirusTotal');
  expect(deletions().map(({ query }) => query['filter'])).toEqual(['origin:hunting']);
  expect(hunting()).toBe(0);
  expect(await countRows()).toBe(ROWS - files - caught);
});

test('a lost answer to a deletion is unknown, deletes nothing here, and can be checked', async () => {
  virusTotal.faults.add({ method: 'DELETE', times: 1, fault: { kind: 'lose-answer' } });
  await options.fill('Delete all that match', 'origin:hunting');
  await options.page.getByLabel('Here and on VirusTotal').check();
  await options.page.getByRole('button', { name: 'Delete…' }).click();
  await confirm('Delete');
  await waitForText(options, 'Unknown whether VirusTotal deletes');
  expect(await countRows()).toBe(ROWS);
  virusTotal.finishDeletion();
  await options.press('Check');
  await waitForText(options, 'None is left on VirusTotal');
});

test('pause ends requests and the alarm; a wiped archive comes back whole from its file', async () => {
  await options.press('Pause');
  await waitForText(options, 'Paused');
  await waitFor('no alarm', readAlarms, (alarms) => !alarms.includes('sync'));
  const asked = virusTotal.log.length;
  await expect(options.page.getByRole('button', { name: 'Sync now' })).toHaveCount(0);
  expect(await options.evaluate(askForSync, undefined)).toBe('paused');

  // Without the file dialog, which nothing can drive: the way of Firefox.
  await options.evaluate(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'), undefined);
  const before = await readArchiveIds(options);
  const downloading = options.page.waitForEvent('download');
  await options.press('Export the archive');
  const path = await (await downloading).path();
  const file = await readFile(path, 'utf8');
  expect(file).not.toContain(KEY);
  expect(file).not.toContain(virusTotal.url);

  await options.press('Wipe the archive');
  await Promise.all([options.page.waitForEvent('load'), confirm('Wipe the archive')]);
  await waitFor('an empty archive', countRows, (count) => count === 0);
  await options.page.getByLabel('Import an archive file').setInputFiles({
    name: 'a.jsonl',
    mimeType: 'application/jsonl',
    buffer: Buffer.from(`${file}not a line\n`),
  });
  await waitForText(options, `${ROWS} notifications added`, '1 line was not understood');
  expect([...(await readArchiveIds(options))].sort()).toEqual([...before].sort());
  expect(virusTotal.log.length).toBe(asked);

  await options.press('Resume');
  await waitFor('the alarm', readAlarms, (alarms) => alarms.includes('sync'));
  await waitFor(
    'a request',
    async () => virusTotal.log.length,
    (count) => count > asked,
  );
});

test('an archive of a later version is exported as far as it can be read, made anew and filled again', async () => {
  await options.press('Pause');
  await waitForText(options, 'Paused');
  const before = await readArchiveIds(options);
  await options.evaluate(makeNewer, 'huntlight-archive-first');
  await options.page.reload();
  await waitForText(options, 'Recover the archive');
  await options.evaluate(() => Reflect.deleteProperty(globalThis, 'showSaveFilePicker'), undefined);
  const downloading = options.page.waitForEvent('download');
  await options.press('Export the archive');
  const file = await readFile(await (await downloading).path());
  await options.press('Start a new archive');
  await Promise.all([options.page.waitForEvent('load'), confirm('Start a new archive')]);
  await options.page
    .getByLabel('Import an archive file')
    .setInputFiles({ name: 'a.jsonl', mimeType: 'application/jsonl', buffer: file });
  await waitForText(options, `${ROWS} notifications added`);
  expect([...(await readArchiveIds(options))].sort()).toEqual([...before].sort());
});

test('sites and mutes: plain lists that say which line is wrong', async () => {
  const sites = options.page.getByLabel('Sites that are quiet or left alone');
  await sites.fill('intranet.example = off\nhttps://a.example = maybe');
  const section = options.page.locator('section[aria-labelledby=matching]');
  await section.getByRole('button', { name: 'Save' }).click();
  await expect(section).toContainText('line 2');
  await sites.fill('intranet.example = off');
  await section.getByRole('button', { name: 'Save' }).click();
  await waitFor('the site left out of the registration', readExcluded, (excluded) =>
    excluded.includes('*://intranet.example/*'),
  );
  expect(await readText(options)).not.toContain('not understood');
});

type Api = {
  chrome: {
    runtime: { sendMessage<T>(message: object): Promise<T> };
    alarms: { getAll(): Promise<{ name: string }[]> };
    scripting: { getRegisteredContentScripts(): Promise<{ excludeMatches?: string[] }[]> };
  };
};

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

/** Runs in the options page: what the popup's "Sync now" sends; tells the phase. */
const askForSync = async () => {
  const api = (globalThis as unknown as Api).chrome.runtime;
  return (await api.sendMessage<{ phase: string }>({ type: 'sync-now' })).phase;
};

const readAlarms = () =>
  options.evaluate(async () => {
    const alarms = await (globalThis as unknown as Api).chrome.alarms.getAll();
    return alarms.map(({ name }) => name);
  }, undefined);

const readExcluded = () =>
  options.evaluate(async () => {
    const scripts = await (globalThis as unknown as Api).chrome.scripting.getRegisteredContentScripts();
    return scripts.flatMap(({ excludeMatches = [] }) => excludeMatches);
  }, undefined);
