import type { DeskRequest, DeskStatus } from '../../utils/messaging/desk-protocol.ts';
import { findArchiveDatabaseName, readAccount } from '../../utils/store/account.ts';
import { saveAccount } from './account-handlers.ts';
import { type ArchiveAccess, FIRST_ARCHIVE_ID } from './archive-access.ts';
import type { PageHandlers } from './page-handlers.ts';
import { hasHostAccess } from './registration.ts';
import type { SyncRunner } from './sync-runner.ts';

interface DeskDeps {
  readonly access: ArchiveAccess;
  readonly pages: PageHandlers;
  readonly sync: SyncRunner;
}

export interface DeskHandlers {
  onRequest(request: DeskRequest): Promise<unknown>;
  readStatus(): Promise<DeskStatus>;
}

/** Answers popup and options (utils/messaging/desk-protocol.ts). */
export function createDeskHandlers({ access, pages, sync }: DeskDeps): DeskHandlers {
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
      }
    },
  };
}
