import type { SightingRows } from '../../components/page/Sightings.tsx';
import type { IndicatorKey } from '../../utils/ioc/indicator.ts';
import type { ArchiveState } from './desk-hooks.ts';

/** The latest notifications about an indicator of the archive. */
export async function readSightings(archive: ArchiveState, key: IndicatorKey): Promise<SightingRows> {
  const summary = archive.phase === 'open' ? await archive.opened.archive.summarise(key) : undefined;
  return {
    rows: summary?.latest ?? [],
    total: summary?.notifications ?? 0,
    ...(summary && { firstDate: summary.firstDate }),
  };
}
