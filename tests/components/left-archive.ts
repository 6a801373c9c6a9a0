import type { ListedArchive } from '../../entrypoints/background/archive-list.ts';
import { openArchive } from '../../utils/store/open-archive.ts';
import { MORNING, NOW } from './invented.ts';

/** What a list says of the archive that a fake desk has open. */
export const IN_USE: ListedArchive = { id: 'b', database: 'fake', name: '', createdAt: NOW, isInUse: true };

/** An archive that is not in use, made on this day of November with these many rows of the morning. */
export async function createLeftArchive(
  day: number,
  rows: number,
  more: Partial<ListedArchive> = {},
): Promise<ListedArchive> {
  const database = `left-${crypto.randomUUID()}`;
  const opened = await openArchive(database);
  if (!opened.ok) throw new Error(opened.error.code);
  const notifications = MORNING.slice(0, rows);
  await opened.value.commitStreamPage({ stateId: 'x', state: {}, notifications, rejected: [], at: NOW });
  opened.value.close();
  const createdAt = Date.UTC(2026, 10, day, 12);
  return { id: database, database, name: '', createdAt, isInUse: false, ...more };
}
