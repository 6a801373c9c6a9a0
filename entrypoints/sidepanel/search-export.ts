import type { ExportOffer } from '../../components/export/export-offer.ts';
import { t } from '../../components/words/translate.ts';
import type { Clock } from '../../utils/lang/time.ts';
import type { Archive } from '../../utils/store/archive-api.ts';
import { createExportOffer } from '../desk/export-offer.ts';
import { listAll } from '../desk/export-sources.ts';

/** All that a search finds, read anew for each export. */
export function offerSearch(
  archive: Archive,
  query: { readonly filter: string; readonly unreadOnly: boolean },
  rows: number,
  clock: Clock,
): ExportOffer {
  const found = query.filter === '' ? 'The whole archive' : query.filter;
  const title = query.unreadOnly ? `${found} (unread)` : found;
  const label = t('scopeSearch');
  return createExportOffer(
    [{ id: 'search', of: 'notifications', label, title, rows, read: () => listAll(archive, query) }],
    clock,
  );
}
