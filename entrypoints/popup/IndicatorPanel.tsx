import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/kit/Button.tsx';
import { EmptyState } from '../../components/kit/EmptyState.tsx';
import { Untrusted } from '../../components/kit/Untrusted.tsx';
import { relationWord } from '../../components/page/MatchList.tsx';
import { Sightings } from '../../components/page/Sightings.tsx';
import { plural, t } from '../../components/words/translate.ts';
import { EVIDENCE } from '../../utils/ioc/candidate.ts';
import { type IndicatorKey, parseKey } from '../../utils/ioc/indicator.ts';
import type { IndicatorSummary } from '../../utils/ioc/notification.ts';
import type { PageItem } from '../../utils/messaging/desk-protocol.ts';
import type { Archive } from '../../utils/store/archive-api.ts';
import type { Desk } from '../desk/desk.ts';
import type { ArchiveState } from '../desk/desk-hooks.ts';

interface IndicatorPanelProps {
  readonly desk: Desk;
  readonly indicator: IndicatorKey;
  readonly archive: ArchiveState;
  readonly now: number;
  readonly onClose: () => void;
}

/** One indicator and all that the archive holds about it, or about what it is related to. */
export function IndicatorPanel({ desk, indicator, archive, now, onClose }: IndicatorPanelProps) {
  const [found, askAgain] = useFound(desk, archive, indicator);
  return (
    <div class="scroller">
      <header class="batch-heading">
        <h2 class="indicator-title">
          <Untrusted text={parseKey(indicator)?.value ?? indicator} />
        </h2>
        <Button look="quiet" onClick={onClose}>
          {t('showAll')}
        </Button>
      </header>
      {found === 'unknown' && (
        <EmptyState title={t('indicatorUnknown')}>
          <p>{t('indicatorUnknownBody')}</p>
        </EmptyState>
      )}
      {found === 'failed' && (
        <EmptyState title={t('feedFailed')} action={<Button onClick={askAgain}>{t('tryAgain')}</Button>}>
          <p>{t('feedFailedAdvice')}</p>
        </EmptyState>
      )}
      {typeof found === 'object' && (
        <>
          {found.relation && (
            <p class="indicator-count">
              {relationWord(found.relation.how)}{' '}
              <Untrusted text={parseKey(found.relation.key)?.value ?? found.relation.key} />
            </p>
          )}
          <p class="indicator-count">{plural('notifications', found.summary.notifications)}</p>
          <Sightings
            rows={found.summary.latest}
            total={found.summary.notifications}
            firstDate={found.summary.firstDate}
            now={now}
          />
        </>
      )}
    </div>
  );
}

interface Found {
  readonly summary: IndicatorSummary;
  /** What was summarised, where that is another indicator, and how this one meets it. */
  readonly relation?: NonNullable<PageItem['relation']>;
}

function useFound(desk: Desk, archive: ArchiveState, indicator: IndicatorKey) {
  const [found, setFound] = useState<Found | 'unknown' | 'failed'>();
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn is the occasion
  useEffect(() => {
    if (archive.phase !== 'open') return;
    let isGone = false;
    const show = (next: Found | 'unknown' | 'failed') => {
      if (!isGone) setFound(next);
    };
    find(desk, archive.opened.archive, indicator).then(
      (next) => show(next ?? 'unknown'),
      () => show('failed'),
    );
    return () => {
      isGone = true;
    };
  }, [desk, archive, indicator, turn]);
  const askAgain = () => {
    archive.reopen();
    setTurn(turn + 1);
  };
  return [found, askAgain] as const;
}

/** As a page's candidate is matched, but for mutes. Rejects where the archive cannot be asked. */
async function find(desk: Desk, archive: Archive, indicator: IndicatorKey): Promise<Found | undefined> {
  const summary = await archive.summarise(indicator);
  if (summary !== undefined) return { summary };
  const reply = await desk.send({ type: 'look-up', keys: indicator, evidence: `${EVIDENCE.marked}` });
  if (!reply.ok) throw new Error(reply.problem.code);
  const relation = reply.items[0]?.relation;
  const other = relation && (await archive.summarise(relation.key));
  return relation && other && { summary: other, relation };
}
