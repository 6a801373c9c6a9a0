import { browser } from 'wxt/browser';
import type { IndicatorKey } from '../../utils/ioc/indicator.ts';
import type { PageReportFault } from '../../utils/messaging/desk-protocol.ts';
import {
  FRAME_AROUND_GLOBAL,
  FRAME_HANDS_GLOBAL,
  FRAME_REPORT_GLOBAL,
  type FrameReport,
  READ_OWN_FRAME,
} from '../../utils/messaging/protocol.ts';
import { hasHostAccess } from './host-access.ts';
import { type FrameAnswer, readFrame, scrollFrame, showFrameRest } from './in-frame.ts';

/** `frameId` 0: the tab's own document. */
export type CollectedFrame = FrameReport & { readonly frameId: number };

const AROUND_FILE = '/around.js';

/**
 * Asks every frame of a tab what it holds; `withPlaces`: also where that stands, for the desk's list. The frames are the
 * only place where a page's candidates are kept, so a stopped worker loses nothing; `executeScript` also reaches
 * cross-origin frames without any further permission.
 */
export async function collectFrames(
  tabId: number,
  withPlaces = false,
): Promise<readonly CollectedFrame[] | PageReportFault> {
  try {
    const target = { tabId, allFrames: true };
    if (withPlaces) await browser.scripting.executeScript({ target, files: [AROUND_FILE] });
    const answers = await browser.scripting.executeScript({
      target,
      func: readFrame,
      args: [FRAME_REPORT_GLOBAL, FRAME_AROUND_GLOBAL, withPlaces],
    });
    return joinAnswers(
      answers.map(({ frameId, result }) => ({ frameId, answer: result as FrameAnswer | null | undefined })),
    );
  } catch {
    const own = await readOwnFrame(tabId);
    if (own !== undefined) return [{ ...own, frameId: 0 }];
    // Refused: by the user's host access, or by the browser for its own pages and stores.
    return (await hasHostAccess()) ? 'protected' : 'no-access';
  }
}

interface Answered {
  readonly frameId: number;
  /** Nothing where the browser let us in and the script failed. */
  readonly answer: FrameAnswer | null | undefined;
}

/** The reports, the tab's own document first, with the frames that cannot be read counted beside its own coverage. */
export function joinAnswers(answered: readonly Answered[]): readonly CollectedFrame[] | 'not-ready' {
  const sorted = answered.toSorted((a, b) => a.frameId - b.frameId);
  const reports = sorted.flatMap(({ frameId, answer }) =>
    answer?.report ? [{ ...answer.report, frameId }] : [],
  );
  const [first, ...others] = reports;
  if (first === undefined) return 'not-ready';
  const frames = 1 + sorted.reduce((sum, { answer }) => sum + (answer?.frames ?? 0), 0);
  const missing = [
    { what: 'frames-refused', count: frames - sorted.length },
    { what: 'frames-silent', count: sorted.length - reports.length },
  ];
  return [
    { ...first, coverage: [...first.coverage, ...missing.filter(({ count }) => count > 0)] },
    ...others,
  ];
}

/** The sample report answers by itself. No other tab that refuses a script has anyone who hears us. */
async function readOwnFrame(tabId: number): Promise<FrameReport | undefined> {
  const reply: unknown = await browser.tabs.sendMessage(tabId, READ_OWN_FRAME).catch(() => undefined);
  return reply as FrameReport | undefined;
}

/** Draws what is beyond the cap in every frame of a tab, matched or not; settles when it is drawn. */
export async function showRest(tabId: number): Promise<void> {
  await browser.scripting
    .executeScript({
      target: { tabId, allFrames: true },
      func: showFrameRest,
      args: [FRAME_HANDS_GLOBAL],
    })
    .catch(() => undefined);
}

/** Scrolls the first frame that holds a key to it; no other frame hears of it. False when nothing can be scrolled to. */
export async function scrollToKey(tabId: number, key: IndicatorKey): Promise<boolean> {
  const frames = await collectFrames(tabId);
  if (typeof frames === 'string') return false;
  const holder = frames.find(({ keys }) => keys.split('\n').includes(key));
  if (holder === undefined) return false;
  const target = { tabId, frameIds: [holder.frameId] };
  try {
    await browser.scripting.executeScript({ target, files: [AROUND_FILE] });
    const [answer] = await browser.scripting.executeScript({
      target,
      func: scrollFrame,
      args: [FRAME_AROUND_GLOBAL, key],
    });
    return answer?.result === true;
  } catch {
    return false;
  }
}
