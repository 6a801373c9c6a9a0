import { createKey } from '../../utils/ioc/indicator.ts';
import type { Notification } from '../../utils/ioc/notification.ts';
import type { Archive } from '../../utils/store/archive-api.ts';
import { type ArchiveDeps, openArchive } from '../../utils/store/open-archive.ts';
import { openArchiveDatabase } from '../../utils/store/open-database.ts';
import type { ArchiveDatabase } from '../../utils/store/schema.ts';
import type { StreamPageCommit } from '../../utils/sync/ports.ts';

let opened = 0;

/** A database name that no other test uses. */
export function createArchiveName(): string {
  return `huntlight-archive-test-${++opened}`;
}

/** An archive that must open. */
export async function openFakeArchive(name = createArchiveName(), deps: ArchiveDeps = {}): Promise<Archive> {
  // Few keys are enough here to be answered by the index.
  const archive = await openArchive(name, { indexWorth: { sieve: 50, whole: 50 }, ...deps });
  if (!archive.ok) throw new Error(`archive did not open: ${archive.error.code}`);
  return archive.value;
}

/** The database under an archive, to look at or to damage what is in it. */
export async function openFakeDatabase(name = createArchiveName()): Promise<ArchiveDatabase> {
  const opened = await openArchiveDatabase(name, {});
  if (!opened.ok) throw new Error(`database did not open: ${opened.error.code}`);
  return opened.value;
}

/** Sixty-four hex digits that only `seed` has. */
export function createHash(seed: string | number, length = 64): string {
  const hex = [...String(seed)].map((c) => c.charCodeAt(0).toString(16)).join('');
  return hex.padStart(length, '0').slice(-length);
}

/** A hunting match of a file, 2026-11-20, in all its three hashes. */
export function createFileNotification(
  id: string,
  change: Partial<Notification> & { readonly file?: string | number } = {},
): Notification {
  const { file = id, ...rest } = change;
  const [sha256, sha1, md5] = [createHash(file), createHash(file, 40), createHash(file, 32)];
  return {
    id,
    date: 1_795_132_800,
    origin: 'hunting',
    entity: { type: 'file', id: sha256, sha256, sha1, md5, meaningfulName: `${file}.bin` },
    keys: [createKey('sha256', sha256), createKey('sha1', sha1), createKey('md5', md5)],
    sources: [{ type: 'hunting_ruleset', id: '4711', label: 'loaders' }],
    tags: ['loaders', 'marsh_loader'],
    hunting: { ruleName: 'marsh_loader', ruleTags: ['loader'] },
    ...rest,
  };
}

/** A subscription's notification of a URL. */
export function createUrlNotification(
  id: string,
  url: string,
  change: Partial<Notification> = {},
): Notification {
  return {
    id,
    date: 1_795_132_800,
    origin: 'subscriptions',
    entity: { type: 'url', id: createHash(url), url },
    keys: [createKey('url', url), createKey('url_id', createHash(url))],
    sources: [{ type: 'collection', id: createHash('collection'), label: 'Marsh' }],
    tags: [],
    ...change,
  };
}

export function createCommit(
  notifications: readonly Notification[],
  change: Partial<StreamPageCommit<unknown>> = {},
): StreamPageCommit<unknown> {
  return { stateId: 'walk', state: null, notifications, rejected: [], at: 1_795_200_000_000, ...change };
}
