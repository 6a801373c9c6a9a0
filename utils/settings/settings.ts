import * as v from 'valibot';
import { storage } from 'wxt/utils/storage';
import { err, ok, type Result } from '../lang/result.ts';

/** What Huntlight does on a site: `quiet` adds nothing to the page (badge, popup and panel only). */
const SiteModeSchema = v.picklist(['highlight', 'quiet', 'off']);
export type SiteModeSetting = v.InferOutput<typeof SiteModeSchema>;

const PaintHueSchema = v.picklist(['amber', 'red', 'blue', 'green', 'violet', 'magenta', 'teal']);

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
  /** `both`: a page's matches where it has some, unread hunting matches elsewhere. */
  badgeCounts: v.optional(v.picklist(['both', 'page', 'unread']), 'both'),
  /** Desktop notifications for new hunting matches; `filter` in the search box's grammar, empty: all of them. */
  notify: v.optional(v.object({ enabled: v.boolean(), filter: v.string() }), { enabled: false, filter: '' }),
  /** Which related matches are wanted, and hosts they may go through although many share them. */
  related: v.optional(v.object({ hostOfUrl: v.boolean(), onHost: v.boolean(), belowDomain: v.boolean() }), {
    hostOfUrl: true,
    onHost: true,
    belowDomain: true,
  }),
  /** Never painted, never counted (what comes of it comes as read), still in the archive. */
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
  /** Hosts whose pages may be scrolled to a match, which tells them what matched (docs/threat-model.md). */
  scrollSites: v.optional(v.array(v.string()), []),
  /** With this key held, a click on a candidate shows all that is known of it. */
  detailModifier: v.optional(v.picklist(['Alt', 'Control', 'Shift', 'off']), 'Alt'),
  /** How matches are painted on pages (utils/highlight/paint-style.ts). */
  paint: v.optional(
    v.object({
      shape: v.picklist(['line-tint', 'line', 'frame']),
      strength: v.picklist(['faint', 'usual', 'strong']),
      hues: v.object({ match: PaintHueSchema, unread: PaintHueSchema, related: PaintHueSchema }),
    }),
    {
      shape: 'line-tint',
      strength: 'usual',
      hues: { match: 'amber', unread: 'red', related: 'blue' },
    },
  ),
  /** How much room a row of a list takes. */
  density: v.optional(v.picklist(['compact', 'comfortable']), 'compact'),
  /** What a single character does in lists, where it differs from the table (components/kit/letters.ts). '': nothing. */
  letters: v.optional(v.record(v.string(), v.pipe(v.string(), v.regex(/^[^\s\p{C}]?$/u))), {}),
  /** Searches of the side panel, by the user's own names. */
  savedSearches: v.optional(v.array(v.object({ name: v.string(), filter: v.string() })), []),
  /** What the archive keeps; pinned rows stay in any case. Applied once a day (utils/store/maintain.ts). */
  retention: v.optional(
    v.variant('keep', [
      v.object({ keep: v.literal('all') }),
      v.object({ keep: v.literal('days'), days: positive }),
      v.object({ keep: v.literal('rows'), rows: positive }),
    ]),
    { keep: 'all' },
  ),
});

export type Settings = v.InferOutput<typeof SettingsSchema>;

export const DEFAULT_SETTINGS: Settings = v.parse(SettingsSchema, {});

/** `local`, not `sync`: a filter or a site list says what an analyst hunts, which is for this device alone. */
const item = storage.defineItem<unknown>('local:settings');

/** Damaged settings are reported with the names of the damaged fields, never silently replaced. */
export async function readSettings(): Promise<Result<Settings, readonly string[]>> {
  return parseSettings((await item.getValue()) ?? {});
}

export interface SoundSettings {
  readonly settings: Settings;
  /** Fields that defaults stand in for; `settings`: for all of them. */
  readonly damaged: ReadonlySet<string>;
}

/** For whoever must go on: one damaged field takes nothing from what the others say. */
export async function readSoundSettings(): Promise<SoundSettings> {
  const stored: unknown = (await item.getValue()) ?? {};
  const parsed = parseSettings(stored);
  if (parsed.ok) return { settings: parsed.value, damaged: new Set() };
  const damaged = findFields(parsed.error);
  const sound = { ...dropFields(stored, damaged), ...keepSiteModes(stored) };
  return { settings: v.parse(SettingsSchema, sound), damaged };
}

/** Settings of whatever origin, absent ones by their defaults; or the names of the fields that are none. */
export function parseSettings(value: unknown): Result<Settings, readonly string[]> {
  const parsed = v.safeParse(SettingsSchema, value);
  if (parsed.success) return ok(parsed.output);
  return err(parsed.issues.map((issue) => v.getDotPath(issue) ?? 'settings'));
}

async function writeSettings(settings: Settings): Promise<void> {
  await item.setValue(v.parse(SettingsSchema, settings));
}

/** One change at a time, from whichever context: without the lock, two of them would undo one another. */
const LOCK = 'huntlight-settings';

/**
 * Changes what `patch` names (or makes of the settings as they are) and leaves the rest. Damaged settings are not changed
 * (that would replace them silently): the names of the damaged fields come back instead, and `repairSettings` is the
 * user's to ask for. Rejects when the browser refuses to read or to store.
 */
export function changeSettings(
  patch: Partial<Settings> | ((settings: Settings) => Partial<Settings>),
): Promise<Result<Settings, readonly string[]>> {
  return navigator.locks.request(LOCK, async () => {
    const settings = await readSettings();
    if (!settings.ok) return settings;
    const change = typeof patch === 'function' ? patch(settings.value) : patch;
    const next = { ...settings.value, ...change };
    await writeSettings(next);
    return ok(next);
  });
}

/** `damaged`: some settings are, and none was changed; `refused`: the browser did not read or store them. */
export type StoreOutcome = 'stored' | 'damaged' | 'refused';

/** `changeSettings` for whoever says what became of it: never rejects. */
export function storeSettings(patch: Parameters<typeof changeSettings>[0]): Promise<StoreOutcome> {
  return changeSettings(patch).then(
    ({ ok }) => (ok ? 'stored' : 'damaged'),
    (error: unknown) => {
      console.error('Huntlight:', error);
      return 'refused';
    },
  );
}

/** Puts others in the place of all settings. `create` is told those that are there, `undefined` where any is damaged. */
export function replaceSettings(create: (before: Settings | undefined) => Settings): Promise<void> {
  return navigator.locks.request(LOCK, async () => {
    const before = await readSettings();
    await writeSettings(create(before.ok ? before.value : undefined));
  });
}

/** Puts damaged fields back to their defaults; the others stay as they are. */
export function repairSettings(): Promise<void> {
  return navigator.locks.request(LOCK, async () => {
    const stored: unknown = await item.getValue();
    const damaged = await readSettings();
    if (damaged.ok) return;
    await item.setValue(dropFields(stored, findFields(damaged.error)));
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  v.is(v.record(v.string(), v.unknown()), value);

/** The fields that paths within them lead to. */
function findFields(paths: readonly string[]): ReadonlySet<string> {
  return new Set(paths.map((path) => path.split('.', 1)[0] ?? path));
}

function dropFields(stored: unknown, fields: ReadonlySet<string>): object {
  const kept = isRecord(stored) ? Object.entries(stored) : [];
  return Object.fromEntries(kept.filter(([field]) => !fields.has(field)));
}

/** One site's mode says nothing of another's. Where it is no word that is known here, nothing runs. */
function keepSiteModes(stored: unknown): Partial<Settings> {
  const modes = isRecord(stored) ? stored['siteModes'] : undefined;
  if (!isRecord(modes)) return {};
  const sound = Object.entries(modes).map(
    ([host, mode]) => [host, v.is(SiteModeSchema, mode) ? mode : 'off'] as const,
  );
  return { siteModes: Object.fromEntries(sound) };
}

/** Calls back after every change, from whichever context. Returns the way to stop. */
export function watchSettings(onChange: () => void): () => void {
  return item.watch(onChange);
}

/** The choice for one host; the default's own mode needs no entry. */
export function chooseSiteMode(settings: Settings, host: string, mode: SiteModeSetting): Partial<Settings> {
  const { [host]: _, ...others } = settings.siteModes;
  return { siteModes: mode === settings.defaultSiteMode ? others : { ...others, [host]: mode } };
}

/** The mode of a web page's host; `undefined` hosts (`about:blank`, `data:`) follow the default. */
export function findSiteMode(settings: Settings, host: string | undefined): SiteModeSetting {
  return (host === undefined ? undefined : settings.siteModes[host]) ?? settings.defaultSiteMode;
}

/** Whether a host's pages may be scrolled to a match, from now on. */
export function chooseScrolling(settings: Settings, host: string, mayScroll: boolean): Partial<Settings> {
  const others = settings.scrollSites.filter((other) => other !== host);
  return { scrollSites: mayScroll ? [...others, host] : others };
}
