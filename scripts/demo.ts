// `npm start`: a stand-in stream, a browser with the built extension, the sample report lit up. scripts/setup.mjs has run.
// `-- --headless` (the default without a display) prints what was highlighted, saves screenshots and exits.
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { waitFor } from '../tests/e2e/support/browser.ts';
import { type ChromiumBrowser, launchChromium, type PlaywrightTab } from '../tests/e2e/support/chromium.ts';
import { readPageItems, saveAccount, waitForText } from '../tests/e2e/support/desk.ts';
import { serveSampleReport } from '../tests/support/sample-report.ts';
import { readSampleStream } from '../tests/support/sample-stream.ts';
import { createVirusTotal } from '../tests/virustotal/server.ts';

const SCREENSHOTS = 'screenshots';
const KEY = 'sample-key';

const { values } = parseArgs({ options: { headless: { type: 'boolean', default: false } } });
const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
const headless = values.headless || !hasDisplay;
if (headless && !values.headless) console.log('No display found, so the browser runs unseen (headless).');

const virusTotal = await createVirusTotal({ items: readSampleStream(Date.now()), key: KEY });
const report = await serveSampleReport();
const browser = await launchChromium({ headless });
console.log(`Stand-in VirusTotal: ${virusTotal.url}   API key: ${KEY}`);
console.log(`Sample report:       ${report.url}`);
try {
  await saveAccount(browser, { key: KEY, address: virusTotal.url });
  const tab = await browser.openTab(report.url);
  const items = await waitFor(
    'highlighted indicators',
    () => readPageItems(browser, report.url),
    ({ length }) => length > 0,
  );
  print(items);
  if (headless) await takeScreenshots(browser, tab);
  else await waitUntilClosed(browser);
} finally {
  if (headless) await browser.close();
  await report.close();
  await virusTotal.close();
}

function print(items: Awaited<ReturnType<typeof readPageItems>>): void {
  console.log(`\n${items.length} indicators of the sample report are in the stream:\n`);
  console.table(items.map(({ kind, value, state }) => ({ kind, indicator: value, state })));
}

async function takeScreenshots(browser: ChromiumBrowser, tab: PlaywrightTab): Promise<void> {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await tab.page.bringToFront();
  await tab.page.screenshot({ path: `${SCREENSHOTS}/report.png` });
  const popup = await browser.openDesk('popup.html');
  await popup.page.setViewportSize({ width: 440, height: 600 });
  await waitForText(popup, 'heron_loader_config');
  await popup.page.screenshot({ path: `${SCREENSHOTS}/popup.png` });
  console.log(`Screenshots: ${SCREENSHOTS}/report.png and ${SCREENSHOTS}/popup.png`);
}

async function waitUntilClosed(browser: ChromiumBrowser): Promise<void> {
  console.log(
    '\nLook at the report, then at the Huntlight button of the toolbar. Close the browser to stop.',
  );
  await new Promise((closed) => browser.context.once('close', closed));
}
