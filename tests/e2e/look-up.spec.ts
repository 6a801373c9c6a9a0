import { expect, test } from '@playwright/test';
import { makePdf } from '../support/make-pdf.ts';
import { readSampleStream } from '../support/sample-stream.ts';
import { createVirusTotal } from '../virustotal/server.ts';
import { findAxeFaults } from './support/axe.ts';
import { type TestBrowser, waitFor } from './support/browser.ts';
import { createTab, launchChromium } from './support/chromium.ts';
import { readArchiveIds, saveAccount, waitForText } from './support/desk.ts';
import { launchFirefox } from './support/firefox.ts';

const KEY = 'right-key-of-this-test';

test('a pasted list is looked up here: what is in the stream, related, not seen, and no request', async () => {
  const virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
  const browser = await launchChromium();
  try {
    const options = await saveAccount(browser, { key: KEY, address: virusTotal.url });
    const all = [...virusTotal.rows()].length;
    await waitFor(
      'the whole stream',
      () => readArchiveIds(options),
      (ids) => ids.length === all,
    );
    await options.close();
    const popup = await browser.openDesk('popup.html');
    const opening = browser.context.waitForEvent('page');
    await popup.page.getByRole('button', { name: 'Look up a list' }).click();
    const page = await opening;
    const before = virusTotal.log.length;
    await page
      .getByLabel('List, CSV, STIX or any text')
      .fill(
        'domain,seen\ninvoice-heron[.]example,mail\nwww.raindrop-telemetry.test,dns\n198.51.100.44,dns\n',
      );
    await page.getByRole('button', { name: 'Look up', exact: true }).click();
    await expect(page.getByRole('button', { name: /^In my stream 2/ })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Related 1/ })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Not seen 1/ })).toBeVisible();
    expect(await findAxeFaults(createTab(page))).toEqual([]);
    expect(
      virusTotal.log.slice(before).filter(({ query }) => JSON.stringify(query).includes('heron')),
    ).toEqual([]);
  } finally {
    await browser.close();
    await virusTotal.close();
  }
});

/** Runs in the page: chooses a file, as its user would. */
function chooseFile({ name, base64 }: { readonly name: string; readonly base64: string }): void {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name));
  const input = document.querySelector<HTMLInputElement>('input[type=file]');
  if (input === null) throw new Error('no field for files');
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

const choose = (name: string, bytes: Uint8Array) => ({ name, base64: Buffer.from(bytes).toString('base64') });

for (const launch of [launchChromium, launchFirefox] as const) {
  const name = launch === launchChromium ? 'Chromium' : 'Firefox';

  test(`${name}: a report in PDF is looked up: hashes over two lines, pages without text, and no request`, async () => {
    const virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
    const browser: TestBrowser = await launch();
    let requested: readonly string[] | undefined;
    try {
      const options = await saveAccount(browser, { key: KEY, address: virusTotal.url });
      const rows = [...virusTotal.rows()];
      await waitForText(options, `Notifications\n${rows.length}`);
      const hash = rows.find(({ type }) => type === 'file')?.id ?? '';
      const desk = await browser.openDesk('lookup.html');
      const report = makePdf([
        {
          lines: [
            'Indicators',
            hash.slice(0, 44),
            hash.slice(44),
            'hxxps://invoice-heron[.]example/',
            '198.51.100.44',
          ],
        },
        { lines: [], link: 'https://linked.example/' },
      ]);
      await desk.evaluate(chooseFile, choose('report.pdf', report));
      await waitForText(desk, 'report.pdf', hash.slice(0, 16), '198.51.100.44');
      await waitForText(desk, '1 of 2 pages has no text');
      await desk.evaluate(chooseFile, choose('locked.pdf', makePdf([{ lines: ['x'] }], { isLocked: true })));
      await waitForText(desk, 'opens with a password only', 'locked.pdf');
      await desk.evaluate(chooseFile, choose('broken.pdf', Buffer.from('%PDF-1.7')));
      await waitForText(desk, 'This PDF is damaged', 'broken.pdf');
    } finally {
      requested = await browser.close();
      await virusTotal.close();
    }
    expect(requested.filter((url) => !url.startsWith(virusTotal.url))).toEqual([]);
  });
}
