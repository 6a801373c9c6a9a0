import { expect, test } from '@playwright/test';
import type { PageServer } from '../support/page-server.ts';
import { serveSampleReport } from '../support/sample-report.ts';
import { readSampleStream } from '../support/sample-stream.ts';
import { createVirusTotal, type VirusTotal } from '../virustotal/server.ts';
import { clearAlarms } from './support/alarms.ts';
import { type TestBrowser, waitFor } from './support/browser.ts';
import { launchChromium } from './support/chromium.ts';
import {
  openPopupFor,
  readBadge,
  readPageItems,
  readText,
  saveAccount,
  waitForText,
} from './support/desk.ts';
import { launchFirefox } from './support/firefox.ts';
import { comparePaint, findTextBox } from './support/pixels.ts';

const KEY = 'right-key-of-this-test';

// What the sample report shows of the sample stream, however it is written there.
const CAUGHT = [
  'domain:invoice-heron.example',
  'domain:paper-heron.example',
  'domain:raindrop-telemetry.test',
  'ipv4:198.51.100.23',
  'ipv4:203.0.113.66',
  'ipv6:2001:db8:77::1f',
  'md5:0f3e9b7c61d24a85b9e07d12c8f4a6d3',
  'md5:a86c2e5f0b914d37c3e8f12d7406b9ea',
  'sha1:19f8b3c7d2064ea5b81e0c96f7d43a2085bce671',
  'sha1:7e4d10b2f9a8c36515d0e2b84c97f36a1b05d8e4',
  'sha256:275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f',
  'sha256:3b1f0e6c9a7d4852be10f4c6d83a5e92b7710d4f6c2e8a95d0413f7be6a8c259',
  'sha256:e2d0c7b85f91346aa8c0e5d7f3b6921407dcb8e59a26f13d4c708be9a53f6d12',
  'url:http://203.0.113.66/gate/in.php',
  'url:https://cdn.paper-heron.example/w/forecast.php?id=7',
];

for (const launch of [launchChromium, launchFirefox] as const) {
  const name = launch === launchChromium ? 'Chromium' : 'Firefox';

  test.describe(name, () => {
    let browser: TestBrowser;
    let virusTotal: VirusTotal;
    let report: PageServer;

    test.beforeEach(async () => {
      virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
      report = await serveSampleReport();
      browser = await launch();
    });
    test.afterEach(async () => {
      await browser.close();
      await report.close();
      await virusTotal.close();
    });

    test(`${name}: key, sync, report lit up, popup, badge; nothing else is requested`, async () => {
      const tab = await browser.openTab(report.url);
      const before = await tab.screenshot();

      const options = await saveAccount(browser, { key: KEY, address: virusTotal.url });
      await waitForText(options, 'Saved');
      const items = await waitFor(
        'matches on the page',
        () => readPageItems(browser, report.url),
        (found) => found.length >= CAUGHT.length,
      );
      expect(
        items
          .filter(({ state }) => state !== 'related')
          .map(({ key }) => key)
          .sort(),
      ).toEqual(CAUGHT);
      expect(items.filter(({ state }) => state === 'related').map(({ key }) => key)).toContain(
        'domain:relay.invoice-heron.example',
      );

      // The open report lit up without a reload, and only where something matched.
      const boxes = await Promise.all(
        ['invoice-heron[.]example', '203.0.113.66'].map((lit) => findTextBox(tab, lit)),
      );
      // The popup's list is asked for anew each time; the page paints at a moment of its own.
      let after = before;
      await waitFor(
        'paint on the matches',
        async () => {
          after = await tab.screenshot();
          return boxes.map((box) => comparePaint(before, after, box));
        },
        (shares) => shares.every((share) => share > 0.2),
      );
      for (const dark of ['documentation addresses', 'rainfall_update.zip']) {
        expect(comparePaint(before, after, await findTextBox(tab, dark)), `paint on ${dark}`).toBe(0);
      }

      // Another style is chosen: the same boxes are painted otherwise, again without a reload.
      await options.evaluate(choose, 'Tint with outline');
      const usual = after;
      await waitFor(
        'the chosen style on the matches',
        async () => {
          after = await tab.screenshot();
          return boxes.map((box) => comparePaint(usual, after, box));
        },
        (shares) => shares.every((share) => share > 0.05),
      );
      for (const dark of ['documentation addresses', 'rainfall_update.zip']) {
        expect(comparePaint(before, after, await findTextBox(tab, dark)), `paint on ${dark}`).toBe(0);
      }

      expect(await readBadge(browser, report.url)).toBe(String(items.length));
      const popup = await openPopupFor(browser, report.url);
      await waitForText(popup, 'heron_loader_config', 'heron_gate_url');
      await options.close();

      const requested = await browser.close();
      const allowed = [`${virusTotal.url}/api/v3/`, `${report.origin}/`];
      expect(
        requested.filter((url) => url.startsWith(`${virusTotal.url}/api/v3/ioc_stream`)).length,
      ).toBeGreaterThan(0);
      expect(requested.filter((url) => !allowed.some((prefix) => url.startsWith(prefix)))).toEqual([]);
    });

    test(`${name}: a wrong key and a dead server are said in words, and nothing is saved`, async () => {
      const options = await saveAccount(browser, { key: 'not-the-key', address: virusTotal.url });
      await waitForText(options, 'refused');
      virusTotal.configure({ forbidden: true });
      await saveAccount(browser, { key: KEY, address: virusTotal.url }).then((page) =>
        waitForText(page, 'IoC Stream'),
      );
      const plain = await saveAccount(browser, { key: KEY, address: report.origin });
      await waitForText(plain, 'not a VirusTotal API');
      await virusTotal.close();
      const dead = await saveAccount(browser, { key: KEY, address: virusTotal.url });
      await waitForText(dead, 'reach');
      expect(await readText(dead)).not.toContain('Saved');
    });

    test(`${name}: the background dies between sync and match; nothing is lost, pages still light up`, async () => {
      const options = await saveAccount(browser, { key: KEY, address: virusTotal.url });
      await waitForText(options, 'Saved', 'Notifications\n14');
      await options.close();
      await browser.stopBackground();
      const tab = await browser.openTab(report.url);
      const items = await waitFor(
        'matches on the page',
        () => readPageItems(browser, report.url),
        (found) => found.length >= CAUGHT.length,
      );
      expect(items.map(({ key }) => key)).toEqual(expect.arrayContaining(CAUGHT));
      await tab.close();
    });
  });
}

test('Chromium: another key asks whose archive it is; a new archive begins empty of the old one', async () => {
  const virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
  const browser = await launchChromium();
  const first = await saveAccount(browser, { key: KEY, address: virusTotal.url });
  await waitForText(first, 'Saved', 'Notifications\n14');
  virusTotal.configure({ key: 'another-key' });
  virusTotal.expire(Number.MAX_SAFE_INTEGER);
  const other = await saveAccount(browser, { key: 'another-key', address: virusTotal.url });
  await waitForText(other, 'Whose archive is this?', '14 notifications');
  // Nothing of what follows may wait for the next alarm.
  await other.evaluate(clearAlarms, undefined);
  await other.press('New archive');
  await waitForText(other, 'Saved', 'Notifications\n0');
  await browser.close();
  await virusTotal.close();
});

test('Chromium: a request that is neither API nor page is caught by the network log', async () => {
  const report = await serveSampleReport();
  const leak = await serveSampleReport();
  const browser = await launchChromium();
  await browser.openTab(report.url);
  const desk = await browser.openDesk('options.html');
  await desk.evaluate(
    (url) => fetch(url, { mode: 'no-cors' }).then(() => undefined),
    `${leak.origin}/leak?indicator=1`,
  );
  const requested = await browser.close();
  await Promise.all([report.close(), leak.close()]);
  expect(requested).toContain(`${leak.origin}/leak?indicator=1`);
});

/** Runs in the options page: takes the choice with this label. */
function choose(name: string): void {
  for (const label of document.querySelectorAll('label')) if (label.textContent === name) label.click();
}
