import { useEffect, useState } from 'preact/hooks';
import type { Archive } from '../../utils/store/archive-api.ts';
import type { Desk } from '../desk/desk.ts';

export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly clear: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** Notifications picked for export or marking, kept from search to search until they are cleared or deleted. */
export function useSelection(desk: Desk, archive: Archive): Selection {
  const [ids, setIds] = useState(NONE);

  useEffect(() => {
    if (ids.size === 0) return undefined;
    const dropDeleted = async () => {
      const rows = await archive.readNotifications([...ids]);
      const left = new Set(rows.flatMap((row) => row?.id ?? []));
      if (left.size < ids.size) setIds((now) => new Set([...now].filter((id) => left.has(id))));
    };
    // An archive that cannot be read says so where its rows are shown.
    return desk.onArchiveChange(() => void dropDeleted().catch(() => undefined));
  }, [ids, desk, archive]);

  return {
    ids,
    toggle: (id) =>
      setIds((before) => {
        const after = new Set(before);
        if (!after.delete(id)) after.add(id);
        return after;
      }),
    clear: () => setIds(NONE),
  };
}
