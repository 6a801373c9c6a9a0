import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/kit/Button.tsx';
import { EmptyState } from '../../components/kit/EmptyState.tsx';
import { Untrusted } from '../../components/kit/Untrusted.tsx';
import { Sightings } from '../../components/page/Sightings.tsx';
import { plural, t } from '../../components/words/translate.ts';
import type { IndicatorKey } from '../../utils/ioc/indicator.ts';
import type { IndicatorSummary } from '../../utils/ioc/notification.ts';
import type { ArchiveState } from '../desk/desk-hooks.ts';

interface IndicatorPanelProps {
  readonly indicator: IndicatorKey;
  readonly archive: ArchiveState;
  readonly now: number;
  readonly onClose: () => void;
}

/** One indicator and all that the archive holds about it. */
export function IndicatorPanel({ indicator, archive, now, onClose }: IndicatorPanelProps) {
  const [summary, setSummary] = useState<IndicatorSummary | 'unknown'>();
  useEffect(() => {
    if (archive.phase !== 'open') return;
    void archive.opened.archive.summarise(indicator).then((found) => setSummary(found ?? 'unknown'));
  }, [archive, indicator]);
  return (
    <div class="scroller">
      <header class="batch-heading">
        <h2 class="indicator-title">
          <Untrusted text={indicator.slice(indicator.indexOf(':') + 1)} />
        </h2>
        <Button look="quiet" onClick={onClose}>
          {t('showAll')}
        </Button>
      </header>
      {summary === 'unknown' && (
        <EmptyState title={t('indicatorUnknown')}>
          <p>{t('indicatorUnknownBody')}</p>
        </EmptyState>
      )}
      {typeof summary === 'object' && (
        <>
          <p class="indicator-count">{plural('notifications', summary.notifications)}</p>
          <Sightings now={now} read={() => Promise.resolve(summary.latest)} />
        </>
      )}
    </div>
  );
}
