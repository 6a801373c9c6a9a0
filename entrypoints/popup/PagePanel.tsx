import { PageReportView } from '../../components/page/PageReportView.tsx';
import type { SightingRows } from '../../components/page/Sightings.tsx';
import type { IndicatorKey } from '../../utils/ioc/indicator.ts';
import type { ArchiveState } from '../desk/desk-hooks.ts';
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
    />
  );
}

/** The latest notifications about an indicator of the archive. */
async function readSightings(archive: ArchiveState, key: IndicatorKey): Promise<SightingRows> {
  const summary = archive.phase === 'open' ? await archive.opened.archive.summarise(key) : undefined;
  return { rows: summary?.latest ?? [], total: summary?.notifications ?? 0 };
}
