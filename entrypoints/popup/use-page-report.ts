import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { IndicatorKey } from '../../utils/ioc/indicator.ts';
import type { PageReport } from '../../utils/messaging/desk-protocol.ts';
import type { Desk } from '../desk/desk.ts';

/** There is no tab to ask about, or nobody knows which. */
interface NoTabReport {
  readonly available: false;
  readonly reason: 'no-tab';
}

export interface PageReading {
  /** `undefined`: not answered yet. */
  readonly report: PageReport | NoTabReport | undefined;
  readonly readAgain: () => void;
  /** False when nothing can be scrolled to, or the site does not allow it. */
  readonly showMatch: (key: IndicatorKey) => Promise<boolean>;
  /** Draws what is beyond the cap, and reads again. */
  readonly showRest: () => void;
}

/** Changes come in bursts (a stream page, rows marked as read); a report costs a look into every frame of the tab. */
const SETTLE_MS = 400;

/** What is known of the current tab's page: read at opening, after changes of page, archive and host access. */
export function usePageReport(
  desk: Desk,
  findTab: () => Promise<number | undefined>,
  hostAccess: boolean | undefined,
): PageReading {
  const [report, setReport] = useState<PageReading['report']>();
  const turn = useRef(0);
  const readAgain = useCallback(() => {
    turn.current += 1;
    const mine = turn.current;
    void readReport(desk, findTab, hostAccess).then((next) => {
      if (mine === turn.current) setReport(next);
    });
  }, [desk, findTab, hostAccess]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    readAgain();
    const readSoon = () => {
      clearTimeout(timer);
      timer = setTimeout(readAgain, SETTLE_MS);
    };
    const stops = [desk.onArchiveChange(readSoon), desk.onPageChange(readSoon)];
    // Whoever comes back to the panel may have scrolled the page meanwhile: no page tells that.
    addEventListener('focus', readSoon);
    document.documentElement.addEventListener('mouseenter', readSoon);
    return () => {
      removeEventListener('focus', readSoon);
      document.documentElement.removeEventListener('mouseenter', readSoon);
      for (const stop of stops) stop();
      clearTimeout(timer);
    };
  }, [desk, readAgain]);
  const showMatch = useCallback(
    async (key: IndicatorKey) => {
      const tabId = await findTab();
      if (tabId === undefined) return false;
      const { shown } = await desk.send({ type: 'show-match', tabId, key }).catch(() => ({ shown: false }));
      readAgain();
      return shown;
    },
    [desk, findTab, readAgain],
  );
  const showRest = useCallback(() => {
    const ask = async () => {
      const tabId = await findTab();
      if (tabId !== undefined) await desk.send({ type: 'show-rest', tabId });
    };
    // That the background is silent is said above; the sentence then stays, with its button.
    ask().then(readAgain, () => undefined);
  }, [desk, findTab, readAgain]);
  return { report, readAgain, showMatch, showRest };
}

async function readReport(
  desk: Desk,
  findTab: () => Promise<number | undefined>,
  hostAccess: boolean | undefined,
): Promise<PageReport | NoTabReport> {
  try {
    const tabId = await findTab();
    if (tabId === undefined)
      return { available: false, reason: hostAccess === false ? 'no-access' : 'no-tab' };
    return await desk.send({ type: 'read-page-report', tabId });
  } catch {
    // That the background gives no answer is said above the tabs already.
    return { available: false, reason: 'not-ready' };
  }
}
