import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import { Button } from '../kit/Button.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { type MessageKey, plural, t } from '../words/translate.ts';
import { type MatchItem, MatchList } from './MatchList.tsx';

/** What is known of the current tab's web page. `undefined`: not answered yet. */
export type PageReportState =
  | {
      readonly available: true;
      readonly items: readonly MatchItem[];
      /** Distinct indicators looked at. */
      readonly looked: number;
      readonly coverage: readonly { readonly what: string; readonly count: number }[];
    }
  | { readonly available: false; readonly reason: PageFault };

const PAGE_FAULT_WORDS = {
  protected: { title: 'pageProtected', advice: 'pageProtectedAdvice' },
  'no-access': { title: 'pageNoAccess', advice: 'pageNoAccessAdvice' },
  'site-off': { title: 'pageSiteOff', advice: 'pageSiteOffAdvice' },
  'not-ready': { title: 'pageNotReady', advice: 'pageNotReadyAdvice' },
} as const satisfies Record<string, { title: MessageKey; advice: MessageKey }>;
export type PageFault = keyof typeof PAGE_FAULT_WORDS;

interface PageReportViewProps {
  readonly report: PageReportState | undefined;
  readonly now: number;
  readonly readSightings: (item: MatchItem) => Promise<readonly ArchivedNotification[]>;
  readonly onAskAccess: () => void;
  readonly onRetry: () => void;
}

/** "On this page": what of the stream stands on the web page, what was looked at, and what could not be. */
export function PageReportView(props: PageReportViewProps) {
  const { report, now, readSightings, onAskAccess, onRetry } = props;
  if (report === undefined) return <div class="scroller" />;
  if (!report.available) {
    const words = PAGE_FAULT_WORDS[report.reason];
    return (
      <div class="scroller">
        <EmptyState title={t(words.title)} action={faultAction(report.reason, onAskAccess, onRetry)}>
          <p>{t(words.advice)}</p>
        </EmptyState>
      </div>
    );
  }
  const { items, looked } = report;
  return (
    <div class="scroller">
      {items.length === 0 ? (
        <EmptyState title={looked === 0 ? t('pageNoIndicators') : t('pageNoMatches')}>
          <p>{looked === 0 ? t('pageNoIndicatorsAdvice') : plural('pageLooked', looked)}</p>
        </EmptyState>
      ) : (
        <>
          <header class="batch-heading">
            <h2>{plural('pageMatches', items.length)}</h2>
            <span class="muted">{plural('pageOf', looked)}</span>
          </header>
          <MatchList items={items} now={now} readSightings={readSightings} />
        </>
      )}
      <Coverage coverage={report.coverage} />
    </div>
  );
}

function faultAction(reason: PageFault, onAskAccess: () => void, onRetry: () => void) {
  if (reason === 'no-access')
    return (
      <Button look="primary" onClick={onAskAccess}>
        {t('allowAccess')}
      </Button>
    );
  return reason === 'not-ready' ? <Button onClick={onRetry}>{t('tryAgain')}</Button> : null;
}

/** Nothing is hidden: what was not looked at, or matched but could not be drawn, is counted here. */
function Coverage({ coverage }: { readonly coverage: readonly { what: string; count: number }[] }) {
  const counted = coverage.filter(({ count }) => count > 0);
  if (counted.length === 0) return null;
  return (
    <ul class="coverage">
      {counted.map(({ what, count }) => (
        <li key={what}>
          {plural('coverage', count)} <code>{what}</code>
        </li>
      ))}
    </ul>
  );
}
