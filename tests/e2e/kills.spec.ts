import { expect, test } from '@playwright/test';
import { createGeneratedSource } from '../virustotal/generator/generated-source.ts';
import { createVirusTotal, type VirusTotal } from '../virustotal/server.ts';
import { type Tab, type TestBrowser, waitFor } from './support/browser.ts';
import { launchChromium } from './support/chromium.ts';
import { readArchiveIds, saveAccount, waitForText } from './support/desk.ts';
import { launchFirefox } from './support/firefox.ts';

// The archive survives its worker: killed again and again in the middle of a walk, by the browser's own means, it ends
// with every notification of the stream, each once, and no kill costs more than one stream page asked for twice.
const KEY = 'kills';
const ROWS = 2400;
const ROWS_PER_STREAM_PAGE = 40;
const KILLS = 50;
/** What woke the background is answered first (entrypoints/background/index.ts). */
const WALK_BEGINS_MS = 150;

let virusTotal: VirusTotal;
let browser: TestBrowser;

test.beforeEach(async () => {
  const generated = createGeneratedSource({
    count: ROWS,
    seed: 11,
    newest: Math.floor(Date.now() / 1000) - 60,
  });
  virusTotal = await createVirusTotal({ generated, key: KEY });
});
test.afterEach(async () => {
  await browser.close();
  await virusTotal.close();
});

test(`Chromium: ${KILLS} stopped workers lose nothing`, async () => {
  test.setTimeout(300_000);
  // Slow enough that a kill lands inside a step, in turn in every part of it.
  virusTotal.faults.add({ fault: { kind: 'slow', ms: 30 }, every: 1 });
  browser = await launchChromium();
  const options = await saveAccount(browser, { key: KEY, address: virusTotal.url });
  await waitForText(options, 'Saved');
  for (let kill = 1; kill <= KILLS; kill++) {
    await wake(options);
    const asked = virusTotal.log.length;
    // In turn: as the walk begins, while a request is under way, and after its answer.
    if (kill % 3 === 0)
      await new Promise((resolve) => setTimeout(resolve, WALK_BEGINS_MS - 20 + (kill % 40)));
    if (kill % 3 > 0)
      // Kills that cost nothing leave no request for the last of them.
      await waitFor(
        'the next request, or the last row',
        async () => virusTotal.log.length > asked || (await readArchiveIds(options)).length >= ROWS,
        (isThere) => isThere,
      );
    if (kill % 3 > 1) await new Promise((resolve) => setTimeout(resolve, kill % 40));
    await browser.stopBackground();
  }
  await expectComplete(options, KILLS);
});

test(`Firefox: ${KILLS} ended event pages lose nothing`, async () => {
  test.setTimeout(300_000);
  // An event page ends a second after it woke, so a stream page must take most of that for 50 ends inside one walk.
  virusTotal.faults.add({ fault: { kind: 'slow', ms: 700 - WALK_BEGINS_MS }, every: 1 });
  const firefox = await launchFirefox({ idleTimeoutMs: 1000 });
  browser = firefox;
  const options = await saveAccount(browser, { key: KEY, address: virusTotal.url });
  await waitForText(options, 'Saved');
  for (let kill = 1; kill <= KILLS; kill++) {
    await wake(options);
    await firefox.waitForIdleBackground(options);
  }
  await expectComplete(options, KILLS);
});

/** Any message starts a stopped background; what it goes on with is its own affair. */
async function wake(desk: Tab): Promise<void> {
  await desk.evaluate(async () => {
    const api = globalThis as unknown as {
      chrome: { runtime: { sendMessage(message: object): Promise<unknown> } };
    };
    await api.chrome.runtime.sendMessage({ type: 'read-status' });
  }, undefined);
}

async function expectComplete(desk: Tab, kills: number): Promise<void> {
  let wakes = 0;
  await waitFor(
    'a complete archive',
    async () => {
      await wake(desk);
      wakes++;
      return (await readArchiveIds(desk)).length;
    },
    (rows) => rows >= ROWS,
  );
  const stored = await readArchiveIds(desk);
  const served = [...virusTotal.rows()].map((item) => item.context_attributes.notification_id);
  expect(stored.toSorted()).toEqual(served.toSorted());
  const pages = virusTotal.log.filter(({ path }) => path === '/api/v3/ioc_stream').length;
  // One check at Save, one poll that finds nothing new, and at most one stream page twice for each kill. Firefox ends
  // its page again after each of the last wakes.
  expect(pages).toBeLessThanOrEqual(ROWS / ROWS_PER_STREAM_PAGE + kills + wakes + 3);
}
