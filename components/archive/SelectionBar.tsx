import { ExportButton } from '../export/ExportButton.tsx';
import type { ExportOffer } from '../export/export-offer.ts';
import { useAnnounced } from '../kit/Announcer.tsx';
import { Button } from '../kit/Button.tsx';
import { plural, t } from '../words/translate.ts';

interface SelectionBarProps {
  readonly count: number;
  readonly offer: ExportOffer;
  readonly onMarkRead: () => void;
  readonly onClear: () => void;
}

/** What can be done with the selected notifications; nothing at all while there are none. */
export function SelectionBar({ count, offer, onMarkRead, onClear }: SelectionBarProps) {
  const words = plural('selected', count);
  useAnnounced(words, count);
  if (count === 0) return null;
  return (
    <div class="selection-bar">
      <span class="selection-count">{words}</span>
      <ExportButton offer={offer} />
      <Button look="quiet" icon="check" onClick={onMarkRead}>
        {t('markRead')}
      </Button>
      <Button look="quiet" onClick={onClear}>
        {t('selectNone')}
      </Button>
    </div>
  );
}
