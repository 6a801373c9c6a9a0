import { SECOND_MS } from '../../utils/lang/time.ts';
import { formatLocal, formatUtc } from '../words/format.ts';
import { plural, t } from '../words/translate.ts';
import { describeState, type SyncState } from './SyncLine.tsx';

/** The state of sync at length: every time with UTC, every gap by its ends. */
export function SyncReport({ sync, now }: { readonly sync: SyncState; readonly now: number }) {
  const both = (ms: number) => `${formatLocal(ms)} · ${formatUtc(ms)}`;
  return (
    <dl class="facts">
      <Line label={t('syncStateLabel')} text={describeState(sync, now)} />
      {sync.lastCompleteAt !== undefined && (
        <Line label={t('syncLastLabel')} text={both(sync.lastCompleteAt)} />
      )}
      {sync.nextAt !== undefined && <Line label={t('syncNextLabel')} text={both(sync.nextAt)} />}
      {sync.requestsLeft !== undefined && (
        <Line label={t('syncBudgetLabel')} text={plural('requestsLeft', sync.requestsLeft)} />
      )}
      {sync.gaps.map(({ from, to }) => (
        <Line
          key={from}
          label={t('syncGapLabel')}
          text={t('syncGapSpan', both(from * SECOND_MS), both(to * SECOND_MS))}
        />
      ))}
    </dl>
  );
}

const Line = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <div class="fact-row">
    <dt>{label}</dt>
    <dd>{text}</dd>
  </div>
);
