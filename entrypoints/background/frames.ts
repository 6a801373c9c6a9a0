import { browser } from 'wxt/browser';
import type { PageReportFault } from '../../utils/messaging/desk-protocol.ts';
import { FRAME_REPORT_GLOBAL, type FrameReport, READ_OWN_FRAME } from '../../utils/messaging/protocol.ts';
import { hasHostAccess } from './host-access.ts';

/**
 * Asks every frame of a tab what it holds. The frames are the only place where a page's candidates are kept, so a
 * stopped worker loses nothing; `executeScript` also reaches cross-origin frames without any further permission.
 */
export async function collectFrames(tabId: number): Promise<readonly FrameReport[] | PageReportFault> {
  try {
    const answers = await browser.scripting.executeScript({
      target: { tabId, allFrames: true },
      func: readFrameReport,
      args: [FRAME_REPORT_GLOBAL],
    });
    const reports = answers.flatMap(({ result }) => (result ? [result as FrameReport] : []));
    return reports.length > 0 ? reports : 'not-ready';
  } catch {
    const own = await readOwnFrame(tabId);
    if (own !== undefined) return [own];
    // Refused: by the user's host access, or by the browser for its own pages and stores.
    return (await hasHostAccess()) ? 'protected' : 'no-access';
  }
}

/** The sample report answers by itself. No other tab that refuses a script has anyone who hears us. */
async function readOwnFrame(tabId: number): Promise<FrameReport | undefined> {
  const reply: unknown = await browser.tabs.sendMessage(tabId, READ_OWN_FRAME).catch(() => undefined);
  return reply as FrameReport | undefined;
}

/** Runs in the frame's isolated world, so it can use nothing from this file. */
function readFrameReport(name: string): unknown {
  // Its own property only: a page's `<embed id=...>` shows up as a global here too, and can even be called.
  if (!Object.hasOwn(globalThis, name)) return undefined;
  const read = (globalThis as unknown as Record<string, unknown>)[name];
  return typeof read === 'function' ? read() : undefined;
}
