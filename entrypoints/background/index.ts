import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { setLookup } from '../../components/words/translate.ts';
import { watchSettings } from '../../utils/settings/settings.ts';
import type { Account } from '../../utils/store/account.ts';
import { createClient } from './account-handlers.ts';
import { onSyncAlarm, setSyncAlarm } from './alarms.ts';
import { createArchiveAccess } from './archive-access.ts';
import { createArchiveHandlers } from './archive-handlers.ts';
import { createBadges } from './badges.ts';
import { createDebounce, createSerial } from './calls.ts';
import { closeStorageToContentScripts } from './close-storage.ts';
import { createCommandHandlers, listenForCommands } from './command-handlers.ts';
import { listenForMenu } from './context-menu.ts';
import { createDataHandlers } from './data-handlers.ts';
import { createDeletionHandlers } from './deletion-handlers.ts';
import { createDeskHandlers } from './desk-handlers.ts';
import { createDetailHandlers } from './detail-handlers.ts';
import { openWelcomeOnInstall } from './first-run.ts';
import { createHuntingNotices, openListOnNotice } from './hunting-notices.ts';
import { createLookUpHandler } from './look-up-handler.ts';
import { tellContentScripts, tellDesk } from './notices.ts';
import { listenForOmnibox } from './omnibox.ts';
import { createPageHandlers } from './page-handlers.ts';
import { forgetPageModesWithPages } from './page-modes.ts';
import { receiveMessages } from './receive.ts';
import { coverTabsOnce, coverTabsSwitchedOn, registerFromSettings } from './registration.ts';
import { createRequestCounter } from './request-counter.ts';
import { createSampleHandlers } from './sample-handlers.ts';
import { readSettingsOrDefaults } from './site-modes.ts';
import { createSyncRunner } from './sync-runner.ts';

/** Frames of one tab ask within moments of one another, and a long page asks in slices. */
const BADGE_DELAY_MS = 150;
const NOTICE_DELAY_MS = 500;
/** What woke us is answered first, a page's question above all: all else that is due reads from the same disk. */
const START_DELAY_MS = 150;

export default defineBackground(() => {
  const reportBug = (error: unknown) => console.error('Huntlight:', error);
  const run = (work: Promise<unknown>) => void work.catch(reportBug);
  setLookup((key, substitutions) => browser.i18n.getMessage(key as never, substitutions));

  const paintTab = createDebounce<number>(BADGE_DELAY_MS, (tabId) => {
    run(badges.paintTab(tabId));
    tellDesk({ type: 'page-changed', tabId });
  });
  const announce = createDebounce<'archive'>(NOTICE_DELAY_MS, () => {
    tellDesk({ type: 'archive-changed' });
    run(tellState());
  });
  const announceKeys = createDebounce<'keys'>(NOTICE_DELAY_MS, () => run(tellContentScripts()));

  const access = createArchiveAccess(({ keys }) => {
    announce('archive');
    if (keys) announceKeys('keys');
  });
  const pages = createPageHandlers(access, paintTab);
  const sync = createSyncRunner({
    access,
    notices: createHuntingNotices(),
    onBug: reportBug,
    onBurstEnd: () => run(tellState()),
  });
  const data = createDataHandlers({ access, clock: Date.now, onUpkeep: () => run(tellState()) });
  const archives = createArchiveHandlers({ access, clock: Date.now });
  const countRequest = createRequestCounter(access, Date.now);
  const connect = (account: Account) => createClient(account, countRequest);
  const onProgress = (changed: number) => tellDesk({ type: 'progress', changed });
  const deletion = createDeletionHandlers({ access, connect, clock: Date.now, onProgress });
  const detail = createDetailHandlers({ access, connect, clock: Date.now, onProgress });
  const lookUp = createLookUpHandler({
    access,
    readRelated: async () => (await readSettingsOrDefaults()).related,
  });
  const onArchiveWritten = () => {
    announce('archive');
    announceKeys('keys');
  };
  const sample = createSampleHandlers({ access, clock: Date.now, readFile: readOwnFile });
  const desk = createDeskHandlers({
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
    onPageChanged: paintTab,
  });
  const badges = createBadges({ access, pages, sync });

  // One after another: of two paintings at once, the one that read the older state may end last.
  const tellState = createSerial(async () => {
    tellDesk({ type: 'status-changed', status: await desk.readStatus() });
    await badges.paintAll();
  });

  // Listeners first, in the first turn: an event that woke us is not told twice.
  openWelcomeOnInstall();
  forgetPageModesWithPages(reportBug);
  receiveMessages({ onDesk: desk.onRequest, onContent: pages.onContent, onBug: reportBug });
  onSyncAlarm(() => {
    run(sync.runBurst());
    run(data.maintainDaily());
  });
  openListOnNotice();
  listenForMenu(reportBug);
  listenForOmnibox(access, reportBug);
  const commands = createCommandHandlers({
    access,
    syncNow: sync.syncNow,
    onPageChanged: paintTab,
    clock: Date.now,
  });
  listenForCommands(commands, reportBug);
  const onAccessChanged = () => {
    run(tellState().then(badges.paintShapes));
  };
  browser.permissions.onAdded.addListener(({ origins = [] }) => {
    openListOnNotice();
    onAccessChanged();
    // The server may be among them, and the sync have stopped for want of it.
    if (origins.length > 0) run(sync.runBurst());
    // Pages that were open while access was withheld got no content script, and nobody should have to reload them.
    if (origins.length > 0) run(coveredOnce.then(registerFromSettings).then(coverTabsSwitchedOn));
  });
  browser.permissions.onRemoved.addListener(onAccessChanged);
  browser.tabs.onUpdated.addListener((tabId, { status, url }) => {
    if (status === 'complete' || url !== undefined) run(badges.paintShape(tabId, status === 'loading'));
  });
  watchSettings(() => {
    run(registerFromSettings().then(coverTabsSwitchedOn));
    run(setSyncAlarm());
    // Paused, the engine says so and asks for nothing; resumed, or with another filter, it goes on at once.
    run(sync.runBurst());
    announceKeys('keys');
    run(tellState().then(badges.paintShapes));
  });

  run(closeStorageToContentScripts());
  const started = new Promise<void>((resolve) => setTimeout(resolve, START_DELAY_MS));
  const coveredOnce = started.then(registerFromSettings).then(coverTabsOnce);
  run(coveredOnce.then((isFirst) => (isFirst ? badges.paintShapes() : undefined)));
  // Firefox forgets alarms with the session, so every start sets them.
  run(started.then(setSyncAlarm));
  run(started.then(tellState));
  // A walk that died with the last worker goes on at once; when nothing is due, the engine says so without a request.
  run(started.then(sync.runBurst));
  run(started.then(data.maintainDaily));
});

/** A file that came with the extension: no request leaves the browser. */
const readOwnFile = async (path: '/sample/stream.jsonl') =>
  (await fetch(browser.runtime.getURL(path))).text();
