import type { ExportOffer } from '../../components/export/export-offer.ts';
import { t } from '../../components/words/translate.ts';
import type { Clock } from '../../utils/lang/time.ts';
import type { Archive } from '../../utils/store/archive-api.ts';
import { createExportOffer } from '../desk/export-offer.ts';
import { listAll, readChosen } from '../desk/export-sources.ts';

/** What is selected, where something is, and all that a search finds; read anew for each export. */
export function offerSearch(
  archive: Archive,
  query: { readonly filter: string; readonly unreadOnly: boolean },
  rows: number,
  selected: ReadonlySet<string>,
  clock: Clock,
): ExportOffer {
  const name = query.filter === '' ? 'The whole archive' : query.filter;
  const title = query.unreadOnly ? `${name} (unread)` : name;
  const label = t('scopeSearch');
  const of = 'notifications' as const;
  const found = { id: 'search', of, label, title, rows, read: () => listAll(archive, query) };
  const chosen = {
    id: 'selected',
    of,
    label: t('scopeSelected'),
    title: 'Selected notifications',
    rows: selected.size,
    read: () => readChosen(archive, selected),
  };
  return createExportOffer(selected.size === 0 ? [found] : [chosen, found], clock);
}
