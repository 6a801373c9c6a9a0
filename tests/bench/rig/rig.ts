import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { servePages } from '../../support/page-server.ts';
import { type BenchTab, openTab, type Script } from './bench-tab.ts';
import { createBundler } from './bundle.ts';
import { type Chromium, openChromium } from './chromium.ts';
import type { Profile } from './profile.ts';

/** What rows measure with. Browsers and servers are started at first need and live until `close`. */
export interface Rig {
  readonly isQuick: boolean;
  /** How many rounds: of a full run, or of a quick one that has the time. */
  rounds(full: number, quick: number): number;
  /** A row begins, and so many come after it. */
  startRow(rowsLeft: number): void;
  /** Of a quick run, which gives each row an equal share of what is left: whether this row's is used up. */
  isTimeUp(): boolean;
  /** Says what happens meanwhile, to whoever waits. */
  say(text: string): void;
  /** What `make` made when it was first called under this name: several rows can draw from one measurement. */
  once<T>(name: string, make: () => Promise<T>): Promise<T>;
  /** Serves one web page and returns its URL. */
  serve(html: string): Promise<string>;
  /** Chromium without any extension. */
  openPlain(): Promise<Chromium>;
  /** A tab, of the plain Chromium by default, with a script of in-browser/ in it. */
  openTab<S extends Script>(url: string, script: string, browser?: Chromium): Promise<BenchTab<S>>;
  /** Runs at the end, the last one first. */
  onClose(run: () => Promise<unknown>): void;
  close(): Promise<void>;
}

/** A quick run takes ten minutes at most, with the end of the row that is being measured then. */
const QUICK_MS = 8.5 * 60_000;

/** With these a page's clock ticks every 5 microseconds instead of every 100 (cross-origin isolation). */
const FINE_CLOCK = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

export interface RigOptions {
  readonly isQuick: boolean;
  readonly say: (text: string) => void;
  /** Samples what runs in the tabs. */
  readonly profile?: Profile;
}

export function createRig({ isQuick, say, profile }: RigOptions): Rig {
  const bundle = createBundler(profile !== undefined);
  const made = new Map<string, Promise<unknown>>();
  const closing: (() => Promise<unknown>)[] = [];
  const end = isQuick ? performance.now() + QUICK_MS : Number.POSITIVE_INFINITY;
  let rowEnd = end;

  function once<T>(name: string, make: () => Promise<T>): Promise<T> {
    const known = made.get(name) ?? make();
    made.set(name, known);
    return known as Promise<T>;
  }

  const openPlain = () =>
    once('plain Chromium', async () => {
      const profile = await mkdtemp(join(tmpdir(), 'huntlight-bench-plain-'));
      closing.push(() => rm(profile, { recursive: true, force: true }));
      const browser = await openChromium({ profile });
      closing.push(browser.close);
      return browser;
    });

  return {
    isQuick,
    say,
    rounds: (full, quick) => (isQuick ? quick : full),
    startRow(rowsLeft) {
      const now = performance.now();
      rowEnd = now + (end - now) / (rowsLeft + 1);
    },
    isTimeUp: () => performance.now() > rowEnd,
    once,
    async serve(html) {
      const server = await servePages({ '/page.html': html }, '/page.html', FINE_CLOCK);
      closing.push(server.close);
      return server.url;
    },
    openPlain,
    async openTab<S extends Script>(url: string, script: string, browser?: Chromium) {
      const tab = await openTab<S>(browser ?? (await openPlain()), { url, script: await bundle(script) });
      return profile?.watch(tab) ?? tab;
    },
    onClose: (run) => void closing.push(run),
    async close() {
      for (const run of closing.reverse()) await run();
    },
  };
}

/** `Chromium/156.0.1`, as the browser names itself. */
export async function readBrowserName(rig: Rig): Promise<string> {
  const { devTools } = await rig.openPlain();
  const { product } = await devTools.send<{ product: string }>('Browser.getVersion');
  return product.replace('/', ' ');
}
