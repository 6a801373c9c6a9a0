import type { DeskRequest, DeskStatus } from '../../utils/messaging/desk-protocol.ts';
import { findArchiveDatabaseName } from '../../utils/store/account.ts';
import { saveAccount } from './account-handlers.ts';
import type { ArchiveAccess } from './archive-access.ts';
import type { ArchiveHandlers } from './archive-handlers.ts';
import { FIRST_ARCHIVE_ID, readCurrentArchive } from './current-archive.ts';
import type { DataHandlers } from './data-handlers.ts';
import type { DeletionHandlers } from './deletion-handlers.ts';
import type { DetailHandlers } from './detail-handlers.ts';
import { showRest } from './frames.ts';
import { hasHostAccess } from './host-access.ts';
import type { LookUpHandler } from './look-up-handler.ts';
import type { PageHandlers } from './page-handlers.ts';
import { toArchiveFault } from './problems.ts';
import type { RequestCounter } from './request-counter.ts';
import type { SampleHandlers } from './sample-handlers.ts';
import { readSite, setSiteMode, showMatch } from './site-handlers.ts';
import type { SyncRunner } from './sync-runner.ts';

interface DeskDeps {
  readonly access: ArchiveAccess;
  readonly countRequest: RequestCounter;
  readonly pages: PageHandlers;
  readonly sync: SyncRunner;
  readonly deletion: DeletionHandlers;
  readonly data: DataHandlers;
  readonly archives: ArchiveHandlers;
  readonly sample: SampleHandlers;
  readonly detail: DetailHandlers;
  readonly lookUp: LookUpHandler;
  /** Another context wrote, or the archive was replaced: no change of ours tells of it. */
  readonly onArchiveWritten: () => void;
  /** What a tab's badge and report say may have changed. */
  readonly onPageChanged: (tabId: number) => void;
}

/** A damaged account is shown as damaged by whoever opens its archive. */
const NOTHING_KNOWN = { account: undefined, id: FIRST_ARCHIVE_ID, isSample: false };

export interface DeskHandlers {
  onRequest(request: DeskRequest): Promise<unknown>;
  readStatus(): Promise<DeskStatus>;
}

/** Answers popup and options (utils/messaging/desk-protocol.ts). */
export function createDeskHandlers(deps: DeskDeps): DeskHandlers {
  const {
    access,
    countRequest,
    pages,
    sync,
    deletion,
    data,
    archives,
    sample,
    detail,
    lookUp,
    onArchiveWritten,
    onPageChanged,
  } = deps;

  async function readStatus(): Promise<DeskStatus> {
    const [current, syncStatus, hostAccess] = await Promise.all([
      readCurrentArchive(),
      sync.readStatus(),
      hasHostAccess(),
    ]);
    const { account, id, isSample } = current.ok ? current.value : NOTHING_KNOWN;
    const archive = findArchiveDatabaseName(id);
    const upkeep = await data.readUpkeep(archive);
    return {
      ...(account && { account: { apiAddress: account.apiAddress, keyEnding: account.apiKey.slice(-4) } }),
      archive,
      ...(isSample && { sample: true }),
      hostAccess,
      sync: syncStatus,
      ...(upkeep && { upkeep }),
    };
  }

  return {
    readStatus,
    async onRequest(request) {
      switch (request.type) {
        case 'read-status':
          return readStatus();
        case 'save-account': {
          const outcome = await saveAccount(request, access, countRequest);
          if (outcome.outcome !== 'saved') return outcome;
          await sample.leave();
          await sync.syncNow();
          // It may be another archive from here on: pages and screens go by the old one's answers.
          onArchiveWritten();
          return { outcome: 'saved', status: await readStatus() };
        }
        case 'sync-now':
          return sync.syncNow();
        case 'mark-read':
          return detail.markRead(request);
        case 'mark-all-read':
          return detail.markAllRead(request);
        case 'read-page-report':
          return pages.readPageReport(request.tabId);
        case 'show-match':
          return { shown: await showMatch(request) };
        case 'show-rest':
          await showRest(request.tabId);
          return { done: true };
        case 'mark-notification':
          return detail.mark(request);
        case 'write-note':
          return detail.writeNote(request);
        case 'refresh-notification':
          return detail.refresh(request.id);
        case 'look-up':
          return lookUp(request);
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
          if (!wiped.ok) return { ok: false, problem: wiped.error };
          // Where a key is kept, the empty archive is filled at once, not at the next alarm.
          await sync.syncNow();
          return { ok: true, status: await readStatus() };
        }
        case 'use-archive': {
          const used = await archives.use(request.id);
          if (used.outcome !== 'done') return used;
          await sync.syncNow();
          onArchiveWritten();
          return { outcome: 'done', status: await readStatus() };
        }
        case 'delete-archive': {
          const gone = await archives.remove(request.id);
          return gone.outcome === 'done' ? { outcome: 'done', status: await readStatus() } : gone;
        }
        case 'read-site':
          return readSite(request.tabId);
        case 'set-site-mode':
          return setSiteMode(request).finally(() => onPageChanged(request.tabId));
        case 'start-sample':
        case 'leave-sample': {
          const done = await (request.type === 'start-sample' ? sample.start() : sample.leave());
          onArchiveWritten();
          return done.ok
            ? { ok: true, status: await readStatus() }
            : { ok: false, problem: toArchiveFault(done.error) };
        }
      }
    },
  };
}
