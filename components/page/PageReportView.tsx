import { Button } from '../kit/Button.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { type MessageKey, type PluralKey, plural, t } from '../words/translate.ts';
import { type MatchItem, MatchList } from './MatchList.tsx';
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
  readonly readSightings: (item: MatchItem) => Promise<SightingRows>;
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
  const { items, unseen, looked, coverage } = report;
  const indicators = items.length + unseen.length;
  return (
    <div class="scroller">
      {items.length === 0 ? (
        <EmptyState title={indicators === 0 ? t('pageNoIndicators') : t('pageNoMatches')}>
          <p>{indicators === 0 ? t('pageNoIndicatorsAdvice') : plural('pageNoneOf', indicators)}</p>
        </EmptyState>
      ) : (
        <>
          <header class="batch-heading">
            <h2>{plural('pageMatches', items.length)}</h2>
            <span class="muted">{plural('pageOf', indicators)}</span>
          </header>
          <MatchList items={items} now={now} readSightings={readSightings} />
        </>
      )}
      {unseen.length > 0 && <UnseenList indicators={unseen} />}
      <ul class="coverage">
        <li>{plural('pageLooked', looked)}</li>
        {coverage
          .filter(({ count }) => count > 0)
          .map(({ what, count }) => (
            <li key={what}>{coverageWords(what, count)}</li>
          ))}
      </ul>
    </div>
  );
}

/** Nothing is hidden: what was not looked at, or matched but could not be drawn, is counted. */
function coverageWords(what: string, count: number): string {
  const key = COVERAGE_WORDS[what];
  return key === undefined ? `${plural('coverageOther', count)} ${what}` : plural(key, count);
}

/** What frames report (entrypoints/in-page.ts); a new code shows its own name. */
const COVERAGE_WORDS: Readonly<Record<string, PluralKey>> = {
  'over-cap': 'coverageOverCap',
  'not-kept': 'coverageNotKept',
};

function faultAction(reason: PageFault, onAskAccess: () => void, onRetry: () => void) {
  if (reason === 'no-access')
    return (
      <Button look="primary" onClick={onAskAccess}>
        {t('allowAccess')}
      </Button>
    );
  return reason === 'not-ready' ? <Button onClick={onRetry}>{t('tryAgain')}</Button> : null;
}
