import * as v from 'valibot';
import { storage } from 'wxt/utils/storage';
import { err, ok, type Result } from '../lang/result.ts';

/** What Huntlight does on a site: `quiet` adds nothing to the page (badge, popup and panel only). */
const SiteModeSchema = v.picklist(['highlight', 'quiet', 'off']);
export type SiteModeSetting = v.InferOutput<typeof SiteModeSchema>;

const positive = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Every setting with its default. Never the API key or address: those are not settings (utils/store/account.ts). */
const SettingsSchema = v.object({
  /** Minutes between polls of the stream. Chrome fires alarms no faster than every half minute. */
  syncEveryMinutes: v.optional(v.pipe(positive, v.maxValue(1440)), 5),
  /**
   * Request budget. VirusTotal publishes no rate for Premium keys. The largest stream seen in public holds 100,640
   * notifications, 2,516 requests: 300 a minute walk it in under nine minutes and within a day's 5,000.
   */
  requestsPerMinute: v.optional(positive, 300),
  requestsPerDay: v.optional(positive, 5000),
  /** A filter in the stream's own grammar: what to sync. Empty: everything. */
  streamFilter: v.optional(v.string(), ''),
  /** Ask for descriptors only: lighter, but without MD5, SHA-1 and the text of hunting URLs. */
  descriptorsOnly: v.optional(v.boolean(), false),
  paused: v.optional(v.boolean(), false),
  badgeNumber: v.optional(v.boolean(), true),
  /** Which related matches are wanted, and hosts they may go through although many share them. */
  related: v.optional(v.object({ hostOfUrl: v.boolean(), onHost: v.boolean(), belowDomain: v.boolean() }), {
    hostOfUrl: true,
    onHost: true,
    belowDomain: true,
  }),
  /** Never painted, never counted, still in the archive. */
  muted: v.optional(
    v.object({
      keys: v.array(v.string()),
      hosts: v.array(v.string()),
      rules: v.array(v.string()),
      sources: v.array(v.string()),
    }),
    { keys: [], hosts: [], rules: [], sources: [] },
  ),
  defaultSiteMode: v.optional(SiteModeSchema, 'highlight'),
  /** Host name -> mode, where it differs from the default. */
  siteModes: v.optional(v.record(v.string(), SiteModeSchema), {}),
});

export type Settings = v.InferOutput<typeof SettingsSchema>;

export const DEFAULT_SETTINGS: Settings = v.parse(SettingsSchema, {});

/** `local`, not `sync`: a filter or a site list says what an analyst hunts, which is for this device alone. */
const item = storage.defineItem<unknown>('local:settings');

/** Damaged settings are reported with the names of the damaged fields, never silently replaced. */
export async function readSettings(): Promise<Result<Settings, readonly string[]>> {
  const stored = await item.getValue();
  const parsed = v.safeParse(SettingsSchema, stored ?? {});
  if (parsed.success) return ok(parsed.output);
  return err(parsed.issues.map((issue) => v.getDotPath(issue) ?? 'settings'));
}

export async function writeSettings(settings: Settings): Promise<void> {
  await item.setValue(v.parse(SettingsSchema, settings));
}

/** Calls back after every change, from whichever context. Returns the way to stop. */
export function watchSettings(onChange: () => void): () => void {
  return item.watch(onChange);
}

/** The mode of a web page's host; `undefined` hosts (`about:blank`, `data:`) follow the default. */
export function findSiteMode(settings: Settings, host: string | undefined): SiteModeSetting {
  return (host === undefined ? undefined : settings.siteModes[host]) ?? settings.defaultSiteMode;
}
