import type { ExportOffer } from '../../components/export/export-offer.ts';
import { t } from '../../components/words/translate.ts';
import { buildFilter } from '../../utils/ioc/filter-build.ts';
import type { Entity } from '../../utils/ioc/notification.ts';
import type { Clock } from '../../utils/lang/time.ts';
import type { Archive } from '../../utils/store/archive-api.ts';
import { createExportOffer } from './export-offer.ts';
import { listAll } from './export-sources.ts';

/** Every notification for one entity. */
export function offerEntity(archive: Archive, entity: Entity, clock: Clock): ExportOffer {
  const filter = buildFilter({ terms: [{ key: 'entity_id', value: entity.url ?? entity.id }] });
  return createExportOffer(
    [
      {
        id: 'entity',
        label: t('scopeEntity'),
        title: filter,
        of: 'notifications',
        rows: () => archive.countMatching({ filter }),
        read: () => listAll(archive, { filter }),
      },
    ],
    clock,
  );
}
