import { SECOND_MS } from '../../utils/lang/time.ts';
import { Fact } from '../kit/Fact.tsx';
import { FullTime } from '../kit/Time.tsx';
import { Untrusted } from '../kit/Untrusted.tsx';
import { PROBLEM_WORDS, type Problem } from '../words/problem-words.ts';
import { plural, t } from '../words/translate.ts';
import { describeState, type SyncState } from './sync-words.ts';

/** The state of sync at length: every time with UTC, every gap by its ends. */
export function SyncReport({ sync, now }: { readonly sync: SyncState; readonly now: number }) {
  const { problem, lastCompleteAt, nextAt, requestsLeft, gaps } = sync;
  return (
    <dl class="facts">
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
      {requestsLeft !== undefined && (
        <Fact label={t('syncBudgetLabel')}>{plural('requestsLeft', requestsLeft)}</Fact>
      )}
      {gaps.map(({ from, to }) => (
        <GapFacts key={from} from={from * SECOND_MS} to={to * SECOND_MS} />
      ))}
    </dl>
  );
}

/** What to do, and what the other side said. The title is the state already. */
function ProblemFacts({ problem }: { readonly problem: Problem }) {
  return (
    <>
      <Fact label={t('problemAdvice')}>{t(PROBLEM_WORDS[problem.code].advice)}</Fact>
      {problem.message !== '' && (
        <Fact label={t('problemDetail')}>
          <Untrusted text={problem.message} />
        </Fact>
      )}
    </>
  );
}

function GapFacts({ from, to }: { readonly from: number; readonly to: number }) {
  return (
    <>
      <Fact label={t('gapFrom')}>
        <FullTime ms={from} />
      </Fact>
      <Fact label={t('gapTo')}>
        <FullTime ms={to} />
      </Fact>
    </>
  );
}
