import { PageReportView } from '../../components/page/PageReportView.tsx';
import { chooseScrolling, storeSettings } from '../../utils/settings/settings.ts';
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
        const outcome = await storeSettings((settings) => chooseScrolling(settings, host, mayScroll));
        page.readAgain();
        return outcome === 'damaged' ? outcome : outcome === 'stored';
      }}
    />
  );
}
