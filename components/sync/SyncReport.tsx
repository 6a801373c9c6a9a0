import { Fragment } from 'preact';
import { SECOND_MS } from '../../utils/lang/time.ts';
import { Fact } from '../kit/Fact.tsx';
import { LongText } from '../kit/LongText.tsx';
import { FullTime } from '../kit/Time.tsx';
import { PROBLEM_WORDS, type Problem } from '../words/problem-words.ts';
import { t } from '../words/translate.ts';
import { describeState, LOSS_WORDS, type Span, type SyncState, type Upkeep } from './sync-words.ts';

interface SyncReportProps {
  readonly sync: SyncState;
  readonly upkeep?: Upkeep | undefined;
  readonly now: number;
}

/** The state of sync at length: every time with UTC, every gap by its ends. */
export function SyncReport({ sync, upkeep, now }: SyncReportProps) {
  const { problem, lastCompleteAt, nextAt, spent, gaps, left = [], losses = [], replacedAt } = sync;
  return (
    <dl class="facts sync-report">
      <Fact label={t('syncStateLabel')}>{describeState(sync, now)}</Fact>
      {problem && <ProblemFacts problem={problem} />}
      {lastCompleteAt !== undefined && (
        <Fact label={t('syncLastLabel')}>
          <FullTime ms={lastCompleteAt} />
        </Fact>
      )}
      {nextAt !== undefined && (
        <Fact label={t('syncNextLabel')}>
          <FullTime ms={nextAt} />
        </Fact>
      )}
      {spent && (
        <Fact label={t('syncBudgetLabel')}>
          {t('syncSpent', spent.minute, spent.perMinute, spent.today, spent.perDay)}
        </Fact>
      )}
      {replacedAt !== undefined && (
        <>
          <Fact label={t('syncReplacedLabel')} isFirst>
            <FullTime ms={replacedAt} />
          </Fact>
          <Fact label={t('gapWhatLabel')}>{t('syncReplaced')}</Fact>
        </>
      )}
      {upkeep && (
        <>
          <Fact label={t('upkeepLabel')} isFirst>
            <FullTime ms={upkeep.at} />
          </Fact>
          <Fact label={t('gapWhatLabel')}>
            {`${t('upkeepFailedBody')} ${t(PROBLEM_WORDS[upkeep.code].title)}.`}
          </Fact>
          <MessageFact message={upkeep.message} />
        </>
      )}
      {gaps.map((gap) => (
        <SpanFacts key={`gap ${gap.to}`} span={gap} from={t('gapFrom')} to={t('gapTo')} />
      ))}
      {gaps.length > 0 && <Fact label={t('gapWhatLabel')}>{t('gapWhat')}</Fact>}
      {left.map((gap) => (
        <Fragment key={`left ${gap.filter} ${gap.to}`}>
          <SpanFacts span={gap} from={t('leftFrom')} to={t('leftTo')} />
          <FilterFact filter={gap.filter} />
        </Fragment>
      ))}
      {left.length > 0 && <Fact label={t('gapWhatLabel')}>{t('leftWhat')}</Fact>}
      {losses.map((loss) => (
        <Fragment key={`loss ${loss.filter} ${loss.cause} ${loss.to}`}>
          <SpanFacts span={loss} from={t('lossFrom')} to={t('lossTo')} />
          <Fact label={t('lossWhy')}>{t(LOSS_WORDS[loss.cause])}</Fact>
          {loss.filter !== undefined && <FilterFact filter={loss.filter} />}
        </Fragment>
      ))}
    </dl>
  );
}

/** The filter of the stream that was set then. */
function FilterFact({ filter }: { readonly filter: string }) {
  return (
    <Fact label={t('lossFilter')}>{filter === '' ? t('lossUnfiltered') : <LongText text={filter} />}</Fact>
  );
}

/** What to do, and what the other side said. The title is the state already. */
function ProblemFacts({ problem }: { readonly problem: Problem }) {
  return (
    <>
      <Fact label={t('problemAdvice')}>{t(PROBLEM_WORDS[problem.code].advice)}</Fact>
      <MessageFact message={problem.message} />
    </>
  );
}

/** What the other side said, in its own words. */
function MessageFact({ message }: { readonly message: string }) {
  if (message === '') return null;
  return (
    <Fact label={t('problemDetail')}>
      <LongText text={message} />
    </Fact>
  );
}

interface SpanFactsProps {
  readonly span: Span;
  /** Labels of its two ends. */
  readonly from: string;
  readonly to: string;
}

function SpanFacts({ span, from, to }: SpanFactsProps) {
  return (
    <>
      <Fact label={from} isFirst>
        {span.from === undefined ? t('spanOpen') : <FullTime ms={span.from * SECOND_MS} />}
      </Fact>
      <Fact label={to}>
        <FullTime ms={span.to * SECOND_MS} />
      </Fact>
    </>
  );
}
