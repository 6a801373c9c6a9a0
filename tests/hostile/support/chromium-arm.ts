import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '../../e2e/support/browser.ts';
import { CHROMIUM_BUILD, type ChromiumBrowser, launchChromium } from '../../e2e/support/chromium.ts';
import { createVirusTotal } from '../../virustotal/server.ts';
import { type Arm, runVisit } from './arm.ts';
import { openBarePage, openPage, openWithWorld } from './chromium-page.ts';
import { fillArchive } from './fill-archive.ts';
import { createHuntStream, type Hunt } from './stream.ts';

export const HOSTILE_KEY = 'key-of-the-hostile-tests';

/** What a hostile page may turn on for itself by joining an origin trial (probe 25). */
const TRIALS = ['CanvasDrawElement'];

export interface ChromiumArm extends Arm {
  readonly browser: ChromiumBrowser;
  /** Runs an expression in the extension's own world of a page that this arm's server serves. */
  evaluateAsExtension(url: string, expression: string): Promise<unknown>;
}

/** A copy of the build: a long run must not see another build half-way. */
export async function copyBuild(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'huntlight-hostile-'));
  await cp(CHROMIUM_BUILD, folder, { recursive: true });
  return folder;
}

export const removeBuild = (folder: string) => rm(folder, { recursive: true, force: true });

/** Chromium whose archive holds what `hunt` says. */
export async function openChromiumArm(build: string, hunt: Hunt): Promise<ChromiumArm> {
  const { items, readIds, unreadIds } = createHuntStream(hunt, Date.now());
  const virusTotal = await createVirusTotal({ items, key: HOSTILE_KEY });
  const browser = await launchChromium({ build, features: TRIALS });
  await fillArchive(browser, { key: HOSTILE_KEY, address: virusTotal.url, readIds });
  const extensionOrigin = `chrome-extension://${browser.extensionId}`;
  const isHunting = hunt.count > 0;
  return {
    browser,
    visit: (visit) =>
      runVisit(visit, { extensionOrigin, isHunting }, () => openPage(browser, { isHunting, unreadIds })),
    async evaluateAsExtension(url, expression) {
      const { page, evaluate } = await openWithWorld(browser);
      await page.goto(url);
      const value = await waitFor(
        'the content script',
        () => evaluate(expression),
        (got) => got !== undefined,
      );
      await page.close();
      return value;
    },
    async close() {
      await browser.close();
      await virusTotal.close();
    },
  };
}

/** The same browser with an extension that does nothing: what a page sees without us. */
export async function openBareArm(build: string): Promise<Arm & { readonly browser: ChromiumBrowser }> {
  const browser = await launchChromium({ build, features: TRIALS });
  // The address of an extension that is not there.
  const extensionOrigin = `chrome-extension://${'abcdefghijklmnop'.repeat(2)}`;
  return {
    browser,
    visit: (visit) => runVisit(visit, { extensionOrigin, isHunting: false }, () => openBarePage(browser)),
    close: async () => {
      await browser.close();
    },
  };
}
