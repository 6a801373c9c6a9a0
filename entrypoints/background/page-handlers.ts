import { browser } from 'wxt/browser';
import { createPaintStyle } from '../../utils/highlight/paint-style.ts';
import type { IndicatorKey } from '../../utils/ioc/indicator.ts';
import { findMatches, type Match } from '../../utils/match/find-matches.ts';
import { SHARED_HOSTS } from '../../utils/match/shared-hosts.ts';
import type { PageReport } from '../../utils/messaging/desk-protocol.ts';
import {
  type AskGlanceReply,
  type AskMatchesReply,
  type ContentRequest,
  STATE_CODES,
} from '../../utils/messaging/protocol.ts';
import type { Settings } from '../../utils/settings/settings.ts';
import type { ArchiveAccess } from './archive-access.ts';
import { collectFrames } from './frames.ts';
import { describeGlance } from './glance.ts';
import { hashUrl } from './hash-url.ts';
import { openIndicator } from './open-desk.ts';
import { readPageMode } from './page-modes.ts';
import { countMatches, createReport } from './page-report.ts';
import type { Sender } from './receive.ts';
import { findTabMode, hostOf, readSettingsOrDefaults } from './site-modes.ts';

export interface PageHandlers {
  onContent(request: ContentRequest, sender: Sender): Promise<unknown>;
  readPageReport(tabId: number): Promise<PageReport>;
  /** Distinct matches on a tab's page, related ones included: what badge and popup say. */
  countMatches(tabId: number): Promise<number>;
}

/** Answers what pages ask: everything is matched here, in the background, and verified against the rows. */
export function createPageHandlers(access: ArchiveAccess, onAsked: (tabId: number) => void): PageHandlers {
  async function match(keys: readonly IndicatorKey[]): Promise<readonly Match[]> {
    const [opened, settings] = await Promise.all([access.open(), readSettingsOrDefaults()]);
    // A damaged or missing archive is said in the popup; a page then has no matches.
    if (!opened.ok) return keys.map((key) => ({ key, state: 'none' }));
    return findMatches(keys, {
      known: opened.value.archive,
      sharedHosts: SHARED_HOSTS,
      hashUrl,
      ...createRules(settings),
    });
  }

  async function askMatches(keys: readonly IndicatorKey[], sender: Sender): Promise<AskMatchesReply> {
    // Now, not when the answer is there: the badge's turn comes at a moment that tells nothing of what matched.
    if (sender.tab?.id !== undefined) onAsked(sender.tab.id);
    const [matches, settings, pageMode] = await Promise.all([
      match(keys),
      readSettingsOrDefaults(),
      readPageMode(sender.tab?.id),
    ]);
    return {
      states: matches.map(({ state }) => STATE_CODES[state]).join(''),
      mode: pageMode ?? findTabMode(settings, sender.tab?.url),
      modifier: settings.detailModifier,
      paintStyle: createPaintStyle(settings.paint),
    };
  }

  async function askGlance(key: IndicatorKey): Promise<AskGlanceReply> {
    const [[found], opened] = await Promise.all([match([key]), access.open()]);
    if (!opened.ok || found?.matched === undefined) return { lines: [] };
    const summary = await opened.value.archive.summarise(found.matched);
    return { lines: summary === undefined ? [] : describeGlance(found, summary) };
  }

  return {
    async onContent(request, sender) {
      switch (request.type) {
        case 'ask-matches':
          return askMatches(request.keys.split('\n') as IndicatorKey[], sender);
        case 'ask-glance':
          return askGlance(request.key);
        case 'open-detail':
          await openIndicator(request.key);
          return {};
      }
    },
    async readPageReport(tabId) {
      const [isOff, frames, opened, scrolling] = await Promise.all([
        isTabOff(tabId),
        collectFrames(tabId, true),
        access.open(),
        readScrolling(tabId),
      ]);
      if (typeof frames === 'string' && (frames !== 'not-ready' || !isOff))
        return { available: false, reason: frames };
      // Also while frames that were just switched off have not heard of it yet.
      if (isOff || typeof frames === 'string') return { available: false, reason: 'site-off' };
      const report = await createReport(frames, match, opened.ok ? opened.value.archive : undefined);
      return { ...report, ...(scrolling && { scrolling }) };
    },
    async countMatches(tabId) {
      const [isOff, frames] = await Promise.all([isTabOff(tabId), collectFrames(tabId)]);
      return isOff || typeof frames === 'string' ? 0 : countMatches(frames, match);
    },
  };
}

/** A tab that was closed meanwhile is nobody's question any more. */
const readUrl = (tabId: number): Promise<string | undefined> =>
  browser.tabs.get(tabId).then(
    (tab) => tab.url,
    () => undefined,
  );

async function readScrolling(tabId: number) {
  const [{ scrollSites }, url] = await Promise.all([readSettingsOrDefaults(), readUrl(tabId)]);
  const host = url === undefined ? undefined : hostOf(url);
  return host === undefined ? undefined : { host, allowed: scrollSites.includes(host) };
}

async function isTabOff(tabId: number): Promise<boolean> {
  const [settings, pageMode, url] = await Promise.all([
    readSettingsOrDefaults(),
    readPageMode(tabId),
    readUrl(tabId),
  ]);
  return (pageMode ?? findTabMode(settings, url)) === 'off';
}

function createRules({ related, muted }: Settings) {
  return {
    related,
    muted: {
      keys: new Set(muted.keys as IndicatorKey[]),
      hosts: new Set(muted.hosts),
      rules: new Set(muted.rules),
      sources: new Set(muted.sources),
    },
  };
}
