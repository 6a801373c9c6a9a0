import { useCallback, useEffect, useState } from 'preact/hooks';
import type { PageReport } from '../../utils/messaging/desk-protocol.ts';
import type { Desk } from '../desk/desk.ts';

export interface PageReading {
  /** `undefined`: not answered yet. */
  readonly report: PageReport | undefined;
  readonly readAgain: () => void;
}

/** What is known of the current tab's page: read at opening, after every change of the archive and of host access. */
export function usePageReport(
  desk: Desk,
  findTab: () => Promise<number | undefined>,
  hostAccess: boolean | undefined,
): PageReading {
  const [report, setReport] = useState<PageReport>();
  const readAgain = useCallback(() => {
    const read = async (): Promise<PageReport> => {
      const tabId = await findTab();
      if (tabId === undefined) return { available: false, reason: 'protected' };
      return desk.send({ type: 'read-page-report', tabId });
    };
    // The banner about a background that gives no answer is useStatus's.
    void read().then(setReport, () => setReport({ available: false, reason: 'not-ready' }));
  }, [desk, findTab]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: host access granted is a reason to read again
  useEffect(() => {
    readAgain();
    return desk.onArchiveChange(readAgain);
  }, [desk, readAgain, hostAccess]);
  return { report, readAgain };
}
