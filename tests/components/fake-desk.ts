import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { OpenedArchive } from '../../entrypoints/background/archive-access.ts';
import type { ListedArchive } from '../../entrypoints/background/archive-list.ts';
import { createDetailHandlers, type DetailDeps } from '../../entrypoints/background/detail-handlers.ts';
import { createLookUpHandler } from '../../entrypoints/background/look-up-handler.ts';
import type { Desk } from '../../entrypoints/desk/desk.ts';
import type { Notification } from '../../utils/ioc/notification.ts';
import { err, ok } from '../../utils/lang/result.ts';
import type {
  DeskRequest,
  DeskStatus,
  PageReport,
  SaveAccountReply,
} from '../../utils/messaging/desk-protocol.ts';
import type { ReadSite, SetSiteMode, SiteReport } from '../../utils/messaging/site-requests.ts';
import { DEFAULT_SETTINGS } from '../../utils/settings/settings.ts';
import type { Note } from '../../utils/store/archive-api.ts';
import type { ArchiveProblem } from '../../utils/store/archive-problem.ts';
import { openArchive } from '../../utils/store/open-archive.ts';
import { NOW } from './invented.ts';

export const WELL: DeskStatus = {
  account: { apiAddress: 'https://www.virustotal.com', keyEnding: '3f9a' },
  archive: 'fake',
  hostAccess: true,
  sync: {
    phase: 'idle',
    lastSyncAt: NOW - 120_000,
    lastCompleteAt: NOW - 120_000,
    nextAt: NOW + 180_000,
    gaps: [],
  },
};

export interface FakeDeskOptions {
  readonly status?: DeskStatus | 'silent';
  readonly rows?: readonly Notification[];
  /** Ids of rows that were read before. */
  readonly read?: readonly string[];
  readonly report?: PageReport;
  readonly archiveProblem?: ArchiveProblem;
  /** Asked anew each time. */
  readonly onList?: () => readonly ListedArchive[];
  readonly onSite?: (request: ReadSite | SetSiteMode) => SiteReport;
  readonly note?: Note;
  /** VirusTotal's answer to a refresh. */
  readonly onRefresh?: ReturnType<DetailDeps['connect']>['readNotification'];
  /** From now on every write by the user's hand fails. */
  readonly refusesMarks?: () => boolean;
  /** Changes of the archive are not told. */
  readonly isDeaf?: boolean;
  /** The background's. */
  readonly clock?: () => number;
  /** Answers every other request. */
  readonly onOther?: (request: DeskRequest) => unknown;
  readonly onSave?: (request: DeskRequest & { type: 'save-account' }) => SaveAccountReply;
}

export interface FakeDesk extends Desk {
  readonly requests: readonly DeskRequest[];
  /** How often the archive was opened. */
  readonly openings: number;
  /** From now on the archive opens. */
  mend(): void;
  /** Adds rows as a sync would, and tells the desk. */
  add(rows: readonly Notification[]): Promise<void>;
  notice(status: DeskStatus): void;
  /** As the background says while it changes many rows. */
  progress(changed: number): void;
}

let opened = 0;

/** A desk over a real archive of its own, with a background that answers as told and remembers what it was asked. */
export async function createFakeDesk(options: FakeDeskOptions = {}): Promise<FakeDesk> {
  const { status = WELL, rows = [], read = [] } = options;
  opened += 1;
  // The browser's part of every desk page, which the fake browser has not.
  vi.spyOn(fakeBrowser.commands, 'getAll').mockResolvedValue([
    { name: 'switch-site', shortcut: 'Alt+Shift+S' },
  ] as never);
  const result = await openArchive(`fake-${opened}-${crypto.randomUUID()}`);
  if (!result.ok) throw new Error(result.error.code);
  const archive = result.value;
  const requests: DeskRequest[] = [];
  let { archiveProblem } = options;
  let openings = 0;
  const statusListeners = new Set<(next: DeskStatus | 'silent') => void>();
  const progressListeners = new Set<(changed: number) => void>();
  const progress = (changed: number) => {
    for (const listener of progressListeners) listener(changed);
  };
  const account =
    status !== 'silent' && status.account
      ? { apiKey: 'invented', apiAddress: status.account.apiAddress, archiveId: 'fake', savedAt: NOW }
      : undefined;
  const open: OpenedArchive = { account, archive, name: status === 'silent' ? 'fake' : status.archive };

  const add = async (added: readonly Notification[]) => {
    await archive.commitStreamPage({
      stateId: 'fake',
      state: {},
      notifications: added,
      rejected: [],
      at: NOW,
    });
  };
  await add(rows);
  await archive.setRead(read, true);
  if (options.note) await archive.writeNote(options.note);

  const detail = createDetailHandlers({
    access: { open: async () => ok(open), forget: () => undefined },
    connect: () => ({
      readNotification: options.onRefresh ?? (async () => err({ code: 'offline', message: 'no network' })),
    }),
    clock: options.clock ?? (() => NOW),
    onProgress: progress,
  });
  const lookUp = createLookUpHandler({
    access: { open: async () => ok(open) },
    readRelated: async () => DEFAULT_SETTINGS.related,
  });
  const refused = { ok: false, problem: { code: 'archive-disk-full', message: '' } };

  async function answer(request: DeskRequest): Promise<unknown> {
    switch (request.type) {
      case 'read-status':
        return status;
      case 'save-account':
        return options.onSave?.(request) ?? { outcome: 'saved', status };
      case 'sync-now':
        return status === 'silent' ? undefined : status.sync;
      case 'mark-read':
        return options.refusesMarks?.() ? refused : detail.markRead(request);
      case 'mark-all-read':
        return options.refusesMarks?.() ? refused : detail.markAllRead(request);
      case 'mark-notification':
        return options.refusesMarks?.() ? refused : detail.mark(request);
      case 'write-note':
        return options.refusesMarks?.() ? refused : detail.writeNote(request);
      case 'refresh-notification':
        return detail.refresh(request.id);
      case 'archive-written':
        return { done: true };
      case 'read-site':
      case 'set-site-mode':
        return options.onSite?.(request) ?? { mode: 'highlight', pageOnly: false, host: 'report.example' };
      case 'read-page-report':
        return options.report ?? { available: true, items: [], unseen: [], looked: 0, coverage: [] };
      case 'look-up':
        return options.onOther ? options.onOther(request) : lookUp(request);
      default:
        if (options.onOther) return options.onOther(request);
        throw new Error(`the fake background knows no ${request.type}`);
    }
  }

  return {
    requests,
    add,
    progress,
    notice: (next) => {
      for (const listener of statusListeners) listener(next);
    },
    get openings() {
      return openings;
    },
    mend() {
      archiveProblem = undefined;
    },
    async openArchive() {
      openings += 1;
      return archiveProblem ? err(archiveProblem) : ok(open);
    },
    forgetArchive: () => undefined,
    listArchives: async () => ok(options.onList?.() ?? []),
    async send(request) {
      requests.push(request);
      if (status === 'silent') throw new Error('no answer');
      return (await answer(request)) as never;
    },
    tell(request, onReply, onEnd) {
      requests.push(request);
      if (status === 'silent') {
        for (const listener of statusListeners) listener('silent');
        onEnd?.();
      } else {
        void answer(request)
          .then((reply) => onReply?.(reply as never))
          .finally(onEnd);
      }
    },
    onArchiveChange: (listener) => (options.isDeaf ? () => undefined : archive.onChange(listener)),
    onReopen: () => () => undefined,
    onStatus(listener) {
      statusListeners.add(listener);
      return () => statusListeners.delete(listener);
    },
    onPageChange: () => () => undefined,
    onProgress(listener) {
      progressListeners.add(listener);
      return () => progressListeners.delete(listener);
    },
  };
}
