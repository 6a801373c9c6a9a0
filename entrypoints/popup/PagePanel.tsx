import { PageReportView } from '../../components/page/PageReportView.tsx';
import { changeSettings, chooseScrolling } from '../../utils/settings/settings.ts';
import type { ArchiveState } from '../desk/desk-hooks.ts';
import { readSightings } from '../desk/read-sightings.ts';
import type { PageReading } from './use-page-report.ts';

interface PagePanelProps {
  readonly page: PageReading;
  readonly archive: ArchiveState;
  readonly now: number;
  readonly onAskAccess: () => void;
}

/** "On this page" of the current tab. */
export function PagePanel({ page, archive, now, onAskAccess }: PagePanelProps) {
  return (
    <PageReportView
      report={page.report}
      now={now}
      readSightings={({ key, relation }) => readSightings(archive, relation?.key ?? key)}
      onAskAccess={onAskAccess}
      onRetry={page.readAgain}
      onShowMatch={({ key }) => page.showMatch(key)}
      onShowRest={page.showRest}
      onScrollChoice={async (mayScroll) => {
        const { report } = page;
        const host = report?.available ? report.scrolling?.host : undefined;
        if (host === undefined) return true;
        const isStored = await storeScrolling(host, mayScroll);
        page.readAgain();
        return isStored;
      }}
    />
  );
}

/** False when the browser refused. Damaged settings stay as they are. */
async function storeScrolling(host: string, mayScroll: boolean): Promise<boolean | 'damaged'> {
  try {
    const { ok } = await changeSettings((settings) => chooseScrolling(settings, host, mayScroll));
    return ok || 'damaged';
  } catch (error) {
    console.error('Huntlight:', error);
    return false;
  }
}
