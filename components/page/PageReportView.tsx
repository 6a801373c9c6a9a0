import { useMemo, useRef } from 'preact/hooks';
import { Button } from '../kit/Button.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import type { OnChange } from '../settings/use-refusal.tsx';
import { type MessageKey, plural, t } from '../words/translate.ts';
import { CoverageList } from './CoverageList.tsx';
import { type MatchItem, MatchList, sortMatches } from './MatchList.tsx';
import { MatchNavigator } from './MatchNavigator.tsx';
import { ScrollChoice } from './ScrollChoice.tsx';
import type { SightingRows } from './Sightings.tsx';
import { type UnseenIndicator, UnseenList } from './UnseenList.tsx';

/** What is known of the current tab's web page. `undefined`: not answered yet. */
export type PageReportState =
  | {
      readonly available: true;
      readonly items: readonly MatchItem[];
      /** The page's other indicators, which the archive does not hold. */
      readonly unseen: readonly UnseenIndicator[];
      /** Distinct candidates looked at, look-alikes included. */
      readonly looked: number;
      readonly coverage: readonly { readonly what: string; readonly count: number }[];
      /** Whether the page may be scrolled to a match. Absent where the page has no site of its own. */
      readonly scrolling?: { readonly host: string; readonly allowed: boolean };
    }
  | { readonly available: false; readonly reason: PageFault };

const PAGE_FAULT_WORDS = {
  'no-tab': { title: 'pageNoTab', advice: 'pageNoTabAdvice' },
  protected: { title: 'pageProtected', advice: 'pageProtectedAdvice' },
  'no-access': { title: 'pageNoAccess', advice: 'pageNoAccessAdvice' },
  'site-off': { title: 'pageSiteOff', advice: 'pageSiteOffAdvice' },
  'not-ready': { title: 'pageNotReady', advice: 'pageNotReadyAdvice' },
} as const satisfies Record<string, { title: MessageKey; advice: MessageKey }>;
export type PageFault = keyof typeof PAGE_FAULT_WORDS;

interface PageReportViewProps {
  readonly report: PageReportState | undefined;
  readonly now: number;
  readonly readSightings: (item: MatchItem) => Promise<SightingRows>;
  readonly onAskAccess: () => void;
  readonly onRetry: () => void;
  /** Scrolls the page; false when it cannot. Called only where that is allowed. */
  readonly onShowMatch: (item: MatchItem) => Promise<boolean>;
  readonly onShowRest: () => void;
  readonly onScrollChoice: OnChange<boolean>;
}

/** "On this page": what of the stream stands on the web page, what was looked at, and what could not be. */
export function PageReportView(props: PageReportViewProps) {
  const { report, onAskAccess, onRetry } = props;
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
  return <AvailableReport {...props} report={report} />;
}

type AvailableProps = PageReportViewProps & { readonly report: PageReportState & { available: true } };

function AvailableReport({
  report,
  now,
  readSightings,
  onShowMatch,
  onShowRest,
  onScrollChoice,
}: AvailableProps) {
  const { unseen, looked, coverage, scrolling } = report;
  const list = useRef<HTMLUListElement>(null);
  const items = useMemo(() => sortMatches(report.items), [report.items]);
  const onShow = scrolling?.allowed ? onShowMatch : undefined;
  const indicators = items.length + unseen.length;
  return (
    <div class="scroller">
      {items.length === 0 ? (
        <EmptyState title={indicators === 0 ? t('pageNoIndicators') : t('pageNoMatches')}>
          <p>{indicators === 0 ? t('pageNoIndicatorsAdvice') : plural('pageNoneOf', indicators)}</p>
        </EmptyState>
      ) : (
        <>
          <MatchNavigator items={items} indicators={indicators} list={list} onShow={onShow} />
          <MatchList items={items} list={list} now={now} readSightings={readSightings} />
          {scrolling && <ScrollChoice {...scrolling} onChange={onScrollChoice} />}
        </>
      )}
      {unseen.length > 0 && <UnseenList indicators={unseen} />}
      <CoverageList looked={looked} coverage={coverage} onShowRest={onShowRest} />
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
