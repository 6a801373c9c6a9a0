import type { Archive } from '../../utils/store/archive-api.ts';
import type { Desk } from './desk.ts';

/** Also rows that no list has shown. A background asleep has not heard of it, and the badge is its work. */
export async function markAllRead(archive: Archive, filter: string, desk: Desk): Promise<void> {
  await archive.markAllRead(filter);
  desk.tell({ type: 'archive-written' });
}
