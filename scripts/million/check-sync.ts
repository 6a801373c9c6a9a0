import { waitFor } from '../../tests/e2e/support/browser.ts';
import { saveAccount, waitForText } from '../../tests/e2e/support/desk.ts';
import { createArrivals } from '../../tests/virustotal/arrivals.ts';
import { createVirusTotal } from '../../tests/virustotal/server.ts';
import { parseItem } from '../../utils/vt/parse.ts';
import { readFirst, waitForSeen } from './check-desk.ts';
import { checkMatches, type ReportPage } from './check-report.ts';
import type { Expected } from './expected.ts';
import { readSeen } from './in-page.ts';
import { expectSame, type Report } from './report.ts';
import type { Machine } from './screens.ts';

const KEY = 'million';
/** Rows that are there when the account is set, and rows that come after that. */
const FIRST = 120;
const SECOND = 40;

/** A stand-in stream whose rows no archive file holds. `keys`: some of those that come second. */
export function createLaterStream() {
  const arrive = createArrivals(3);
  const now = Math.floor(Date.now() / 1000);
  const first = arrive(FIRST, now - 3600);
  const second = arrive(SECOND, now - 60);
  const keys = second.flatMap((item) => {
    const parsed = parseItem(item);
    return parsed.ok ? parsed.value.keys.filter((key) => !key.startsWith('url_id:')) : [];
  });
  let server: Awaited<ReturnType<typeof createVirusTotal>> | undefined;
  return {
    keys: keys.slice(0, 6),
    second,
    async open() {
      server = await createVirusTotal({ items: first, key: KEY });
      return server;
    },
    close: async () => server?.close(),
  };
}

interface SyncSubject {
  readonly expected: Expected;
  readonly page: ReportPage;
  readonly later: ReturnType<typeof createLaterStream>;
}

/** The archive syncs further: new rows come, are counted, listed and matched, also on a report that is open already. */
export async function checkSync(machine: Machine, subject: SyncSubject, report: Report): Promise<void> {
  const { browser } = machine;
  const { expected, page, later } = subject;
  const server = await later.open();
  const say = (rows: number) => `Notifications\n${rows.toLocaleString('en')}`;
  await report.check(`a first sync adds ${FIRST} rows`, async () => {
    const started = performance.now();
    const options = await saveAccount(browser, { key: KEY, address: server.url });
    // No key was used with what the file brought.
    await waitForText(options, 'Whose archive is this?');
    await options.press('Same archive');
    await waitForText(options, 'Saved', say(expected.rows + FIRST));
    report.figure('key saved until the first sync is counted', performance.now() - started);
    await options.close();
  });
  await report.check(`a further sync adds ${SECOND} rows, shown when asked for`, async () => {
    const panel = await machine.openScreen('sidepanel.html');
    await readFirst(panel);
    const before = await waitForSeen(panel, ({ allThere }) => allThere);
    const options = await browser.openDesk('options.html');
    await waitForText(options, say(expected.rows + FIRST));
    server.insert(later.second);
    const started = performance.now();
    await options.press('Sync now');
    await waitForText(options, say(expected.rows + FIRST + SECOND));
    report.figure('one stream page synced until it is counted', performance.now() - started);
    await options.close();
    await waitForText(panel, `Show ${SECOND} new`);
    expectSame('the first row in view', (await panel.evaluate(readSeen, undefined)).firstId, before.firstId);
    await panel.press(`Show ${SECOND} new`);
    const total = (expected.rows + FIRST + SECOND).toLocaleString('en');
    const seen = await waitFor(
      'the new rows',
      () => panel.evaluate(readSeen, undefined),
      ({ said, firstId }) => said === `${total} notifications` && firstId !== before.firstId,
    );
    const ids = later.second.map(({ context_attributes }) => context_attributes.notification_id);
    if (!ids.includes(seen.firstId ?? '')) throw new Error(`the first row is ${seen.firstId}, no new one`);
    await panel.close();
  });
  await report.check('the open report lit up for what the sync brought, without a reload', () =>
    checkMatches(browser, page, [...page.wanted, ...page.later]),
  );
}
