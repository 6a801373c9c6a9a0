// `npm run backfill [-- --count N]`: a whole archive through the real sync, in real Chromium, from the stand-in stream.
// Prints rows, worker heap and how long the popup takes to show its first rows, while the walk goes on.
import { parseArgs } from 'node:util';
import { launchChromium } from '../tests/e2e/support/chromium.ts';
import { saveAccount, waitForText } from '../tests/e2e/support/desk.ts';
import { connectDevTools } from '../tests/e2e/support/dev-tools.ts';
import { createGeneratedSource } from '../tests/virustotal/generator/generated-source.ts';
import { createVirusTotal } from '../tests/virustotal/server.ts';

const KEY = 'backfill';
const SAMPLE_MS = 10_000;
const { values } = parseArgs({ options: { count: { type: 'string', default: '100000' } } });
const count = Number(values.count);

const newest = Math.floor(Date.now() / 1000) - 60;
const virusTotal = await createVirusTotal({
  generated: createGeneratedSource({ count, seed: 7, newest }),
  key: KEY,
});
const browser = await launchChromium({ debugging: true });
const started = performance.now();
const samples: { seconds: number; rows: number; heapMb: number; popupMs: number }[] = [];
try {
  const options = await browser.openDesk('options.html');
  // The budget is the user's politeness towards VirusTotal; here the machine is the limit.
  await options.evaluate(async () => {
    const api = globalThis as unknown as {
      chrome: { storage: { local: { set(values: object): Promise<void> } } };
    };
    await api.chrome.storage.local.set({
      settings: { requestsPerMinute: 100_000, requestsPerDay: 1_000_000 },
    });
  }, undefined);
  await options.close();
  const desk = await saveAccount(browser, { key: KEY, address: virusTotal.url });
  await waitForText(desk, 'Saved');
  const tools = await connectDevTools(browser.profile, 'service_worker');
  let rows = 0;
  while (rows < count) {
    await new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
    rows = await readTotal();
    const popupMs = await timePopup();
    const { usedSize } = await tools.call<{ usedSize: number }>('Runtime.getHeapUsage');
    const sample = {
      seconds: Math.round((performance.now() - started) / 1000),
      rows,
      heapMb: Math.round(usedSize / 2 ** 20),
      popupMs,
    };
    samples.push(sample);
    console.log(
      `${sample.seconds} s: ${rows} rows, worker heap ${sample.heapMb} MB, popup's first rows in ${popupMs} ms`,
    );
  }
  tools.close();
  const requests = virusTotal.log.length;
  console.log(
    `\n${count} notifications in ${samples.at(-1)?.seconds} s, ${requests} requests for ${count / 40} stream pages`,
  );
  const heaps = samples.map(({ heapMb }) => heapMb);
  console.log(
    `worker heap ${Math.min(...heaps)} to ${Math.max(...heaps)} MB; slowest popup ${Math.max(...samples.map(({ popupMs }) => popupMs))} ms`,
  );

  async function readTotal(): Promise<number> {
    const text = await desk.page.locator('body').innerText();
    return Number(/Notifications\n([\d,]+)/.exec(text)?.[1]?.replaceAll(',', '') ?? 0);
  }

  async function timePopup(): Promise<number> {
    const begun = performance.now();
    const popup = await browser.openDesk('popup.html');
    await popup.page.locator('li.row').first().waitFor();
    const took = performance.now() - begun;
    await popup.close();
    return Math.round(took);
  }
} finally {
  await browser.close();
  await virusTotal.close();
}
