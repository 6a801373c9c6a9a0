import { PageReportView } from '../../components/page/PageReportView.tsx';
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
    />
  );
}
