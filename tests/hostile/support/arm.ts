import type { CommandName } from '../../../entrypoints/desk/commands.ts';
import { servePages } from '../../support/page-server.ts';
import { createDocument, createIndicators, RECORD_KEY } from './document.ts';
import type { Hand, Layout, Probe } from './probe.ts';
import { createSecrets } from './stream.ts';

export interface Visit {
  readonly probe: Probe;
  readonly layout: Layout;
  /** The user hovers the first indicator, and the record is read while the card is there. */
  readonly card: boolean;
  /** Which deliberately leaky script runs, in an arm that has them (leaky/in-page.ts). */
  readonly leak?: string;
  readonly screenshot?: boolean;
}

/** What one load left behind. */
export interface Outcome {
  readonly record: unknown;
  /** Paths the page's server was asked for. */
  readonly requests: readonly string[];
  /** Candidates painted as matches when the record was read; `undefined` where nothing can tell. */
  readonly painted: number | undefined;
  /** After the record was read; only where the visit asks for it. */
  readonly screenshot: Uint8Array | undefined;
}

/** One browser, with one archive. */
export interface Arm {
  visit(visit: Visit): Promise<Outcome>;
  close(): Promise<void>;
}

/** The part of a browser page that a visit needs; Playwright's and Puppeteer's both have it. */
export interface DrivenPage {
  readonly mouse: {
    move(x: number, y: number): Promise<void>;
    down(): Promise<void>;
    up(): Promise<void>;
  };
  readonly keyboard: {
    down(key: never): Promise<void>;
    up(key: never): Promise<void>;
    press(key: never): Promise<void>;
  };
  goto(url: string): Promise<unknown>;
  bringToFront(): Promise<void>;
  close(): Promise<void>;
}

/** The user's hand on the extension; only in browsers whose drivers reach it. */
export interface ExtensionHand {
  /** Raises one of the extension's commands on the page and waits until it is obeyed. */
  command(name: CommandName): Promise<void>;
  /** Opens "On this page" for the page in a window beside it, waits for its list and asks for the next match. */
  askDesk(): Promise<void>;
  /** Leaves the browser as it was. */
  release(): Promise<void>;
}

export interface OpenedPage {
  readonly page: DrivenPage;
  readonly extension?: ExtensionHand;
  /** Calls back with every text the page logs. */
  onSaid(listener: (text: string) => void): void;
  /** Waits until the extension has done with the page what it will do: the same condition in every arm. */
  settle(expectPaint: boolean): Promise<void>;
  /** Lets `ms` of the page's own time pass. */
  rest(ms: number): Promise<void>;
  /** Waits until the card of the hovered indicator is up, whatever it says; where nothing can tell, does not wait. */
  waitForCard(): Promise<void>;
  countPainted(): Promise<number | undefined>;
  screenshot(): Promise<Uint8Array>;
}

interface Place {
  readonly id: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const refuse = () => Promise.reject(new Error('no driver reaches the extension of this browser'));
const NO_EXTENSION: ExtensionHand = { command: refuse, askDesk: refuse, release: async () => undefined };

function createHand(
  { page, rest, extension = NO_EXTENSION }: OpenedPage,
  places: () => readonly Place[],
): Hand {
  return {
    async moveTo(n, { x, y } = {}) {
      const place = places().find(({ id }) => id === n);
      if (place === undefined) throw new Error(`the page has no indicator ${n}`);
      // Two steps: a pointer that jumps onto its goal would give no second move event.
      const [goalX, goalY] = [
        place.left + (x ?? Math.min(40, place.width / 2)),
        place.top + (y ?? place.height / 2),
      ];
      await page.mouse.move(goalX - 1, goalY);
      await page.mouse.move(goalX, goalY);
    },
    moveAway: () => page.mouse.move(1270, 715),
    async click(modifier) {
      if (modifier !== undefined) await page.keyboard.down(modifier as never);
      await page.mouse.down();
      await page.mouse.up();
      if (modifier !== undefined) await page.keyboard.up(modifier as never);
    },
    press: (key) => page.keyboard.press(key as never),
    rest,
    command: extension.command,
    askDesk: extension.askDesk,
    toFront: () => page.bringToFront(),
  };
}

/** The card's question and answer take less. */
const CARD_MS = 400;
/** Nothing is timed: a busy machine makes a record late, not wrong. */
const RECORD_LIMIT_MS = 60_000;

/** One load of a probe's page, from its own server and so of an origin that nothing was stored for yet. */
export async function runVisit(
  visit: Visit,
  arm: { readonly extensionOrigin: string; readonly isHunting: boolean },
  open: () => Promise<OpenedPage>,
): Promise<Outcome> {
  const { probe, card, leak } = visit;
  const layout = { ...visit.layout, ...probe.layout };
  const indicators = createIndicators(layout);
  const context = { indicators, secrets: createSecrets(), extensionOrigin: arm.extensionOrigin };
  const html = createDocument(probe, layout, context);
  const server = await servePages({ '/': html, ...probe.files }, '/', probe.headers);
  const opened = await open();
  const { page, onSaid, settle, countPainted, screenshot } = opened;
  try {
    let places: readonly Place[] = [];
    const recorded = new Promise<string>((resolve, reject) => {
      onSaid((text) => {
        if (text.startsWith('places ')) places = JSON.parse(text.slice(7));
        if (text.startsWith('record ')) resolve(text.slice(7));
        if (text.startsWith('failed ')) reject(new Error(`probe ${probe.number}: ${text}`));
      });
    });
    const hand = createHand(opened, () => places);
    await page.goto(leak === undefined ? server.url : `${server.url}?leak=${leak}`);
    await settle(arm.isHunting && probe.mayLosePaint !== true);
    await probe.act?.(hand);
    if (card) {
      await hand.moveTo(0);
      if (probe.mayLosePaint !== true && probe.coversFirst !== true) await opened.waitForCard();
      await opened.rest(CARD_MS);
    }
    const painted = await countPainted();
    await page.keyboard.press(RECORD_KEY as never);
    const text = await withLimit(recorded, `the record of probe ${probe.number}`);
    const record: unknown = JSON.parse(text.replaceAll(server.origin, 'ORIGIN'));
    const requests = server.requests.filter((path) => path !== FAVICON);
    return { record, requests, painted, screenshot: visit.screenshot ? await screenshot() : undefined };
  } finally {
    await opened.extension?.release();
    await page.close();
    await server.close();
  }
}

/** Browsers ask for it by themselves, whenever they like. */
const FAVICON = '/favicon.ico';

async function withLimit<T>(work: Promise<T>, what: string): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what} did not come within ${RECORD_LIMIT_MS} ms`)),
      RECORD_LIMIT_MS,
    );
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
