import type { ExportOffer } from '../../components/export/export-offer.ts';
import { t } from '../../components/words/translate.ts';
import { type Clock, DAY_MS, SECOND_MS } from '../../utils/lang/time.ts';
import type { PageReport } from '../../utils/messaging/desk-protocol.ts';
import type { Archive, ArchiveCounters } from '../../utils/store/archive-api.ts';
import { createExportOffer } from '../desk/export-offer.ts';
import { listAll, summariseLines } from '../desk/export-sources.ts';

/**
 * A feed of the popup: its last day, for a hand-over, or all of it. "Unread" is no choice here: what is on screen is read
 * by the time one has chosen.
 */
export function offerFeed(
  archive: Archive,
  origin: 'hunting' | 'subscriptions',
  counters: ArchiveCounters,
  clock: Clock,
): ExportOffer | undefined {
  if (counters[origin] === 0) return undefined;
  const filter = `origin:${origin}`;
  const lastDay = `${filter} date:${Math.floor((clock() - DAY_MS) / SECOND_MS)}+`;
  const source = { title: filter, of: 'notifications' } as const;
  return createExportOffer(
    [
      {
        ...source,
        id: 'day',
        label: t('scopeDay'),
        title: lastDay,
        rows: () => archive.countMatching({ filter: lastDay }),
        read: () => listAll(archive, { filter: lastDay }),
      },
      {
        ...source,
        id: 'all',
        label: t('scopeAll'),
        rows: counters[origin],
        read: () => listAll(archive, { filter }),
      },
    ],
    clock,
  );
}

/** "On this page": its matches, or every indicator on it. The page's address is not exported. */
export function offerPage(
  archive: Archive,
  { items, unseen }: Extract<PageReport, { available: true }>,
  clock: Clock,
): ExportOffer {
  const source = { title: 'Indicators on a web page', of: 'look-up' } as const;
  const lines = [...items, ...unseen.map((each) => ({ ...each, state: 'none' as const }))];
  return createExportOffer(
    [
      {
        ...source,
        id: 'matches',
        label: t('scopeMatches'),
        rows: items.length,
        read: () => summariseLines(archive, items),
      },
      {
        ...source,
        id: 'page',
        label: t('scopePage'),
        rows: lines.length,
        read: () => summariseLines(archive, lines),
      },
    ],
    clock,
  );
}
