import { useState } from 'preact/hooks';
import { Button, IconButton } from '../kit/Button.tsx';
import { t } from '../words/translate.ts';
import { ExportDialog } from './ExportDialog.tsx';
import type { ExportOffer } from './export-offer.ts';

interface ExportButtonProps {
  readonly offer: ExportOffer;
  /** `icon`: where there is no room for the word. */
  readonly look?: 'quiet' | 'icon';
}

/** Opens the export dialog. Nothing at all while there is nothing to export. */
export function ExportButton({ offer, look = 'quiet' }: ExportButtonProps) {
  const [open, setOpen] = useState(false);
  const isEmpty = offer.scopes.every(({ rows }) => rows === 0);
  // An open dialog stays, whatever happens to the list behind it.
  if (isEmpty && !open) return null;
  return (
    <>
      {look === 'icon' ? (
        <IconButton icon="export" label={t('exportOpen')} onClick={() => setOpen(true)} />
      ) : (
        <Button look="quiet" icon="export" onClick={() => setOpen(true)}>
          {t('exportOpen')}
        </Button>
      )}
      {open && <ExportDialog offer={offer} onClose={() => setOpen(false)} />}
    </>
  );
}
