import type { DeskRequest, DeskStatus } from '../../utils/messaging/desk-protocol.ts';
import { findArchiveDatabaseName, readAccount } from '../../utils/store/account.ts';
import { saveAccount } from './account-handlers.ts';
import { type ArchiveAccess, FIRST_ARCHIVE_ID } from './archive-access.ts';
import type { DataHandlers } from './data-handlers.ts';
import type { DeletionHandlers } from './deletion-handlers.ts';
import { hasHostAccess } from './host-access.ts';
import type { PageHandlers } from './page-handlers.ts';
import type { SyncRunner } from './sync-runner.ts';

interface DeskDeps {
  readonly access: ArchiveAccess;
  readonly pages: PageHandlers;
  readonly sync: SyncRunner;
  readonly deletion: DeletionHandlers;
  readonly data: DataHandlers;
  /** Another context wrote, or the archive was replaced: no change of ours tells of it. */
  readonly onArchiveWritten: () => void;
}

export interface DeskHandlers {
  onRequest(request: DeskRequest): Promise<unknown>;
  readStatus(): Promise<DeskStatus>;
}

/** Answers popup and options (utils/messaging/desk-protocol.ts). */
export function createDeskHandlers(deps: DeskDeps): DeskHandlers {
  const { access, pages, sync, deletion, data, onArchiveWritten } = deps;

  async function readStatus(): Promise<DeskStatus> {
    const [account, syncStatus, hostAccess] = await Promise.all([
      readAccount(),
      sync.readStatus(),
      hasHostAccess(),
    ]);
    const known = account.ok ? account.value : undefined;
    return {
      ...(known && { account: { apiAddress: known.apiAddress, keyEnding: known.apiKey.slice(-4) } }),
      archive: findArchiveDatabaseName(known?.archiveId ?? FIRST_ARCHIVE_ID),
      hostAccess,
      sync: syncStatus,
    };
  }

  return {
    readStatus,
    async onRequest(request) {
      switch (request.type) {
        case 'read-status':
          return readStatus();
        case 'save-account': {
          const outcome = await saveAccount(request, access);
          if (outcome.outcome !== 'saved') return outcome;
          await sync.syncNow();
          return { outcome: 'saved', status: await readStatus() };
        }
        case 'sync-now':
          return sync.syncNow();
        case 'mark-read': {
          const opened = await access.open();
          if (opened.ok) await opened.value.archive.setRead(request.ids, request.read);
          return { done: true };
        }
        case 'read-page-report':
          return pages.readPageReport(request.tabId);
        case 'delete-notifications':
          return deletion.deleteNotifications(request);
        case 'count-upstream':
          return deletion.count(request.filter);
        case 'delete-matching':
          return deletion.deleteMatching(request);
        case 'maintain-now':
          return data.maintain();
        case 'archive-written':
          onArchiveWritten();
          return { done: true };
        case 'wipe-archive': {
          const wiped = await data.wipe(request);
          onArchiveWritten();
          return wiped.ok ? { ok: true, status: await readStatus() } : { ok: false, problem: wiped.error };
        }
      }
    },
  };
}
