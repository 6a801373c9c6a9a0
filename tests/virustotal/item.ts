import { createHash } from 'node:crypto';
import type { ApiContext, ApiEntityType, ApiHuntingInfo, ApiItem, ApiSource } from './api-item.ts';
import { createSnippet, type SnippetDescription } from './snippet.ts';

/** What a notification is about, in short. `attributes` adds to, or replaces, the attributes made here. */
export type EntityDescription = { readonly attributes?: Readonly<Record<string, unknown>> } & (
  | FileDescription
  | { readonly type: 'url'; readonly url: string }
  | { readonly type: 'domain'; readonly domain: string }
  | { readonly type: 'ip_address'; readonly ip: string }
);

/** At least one hash. Without `sha256` the object's id is a made-up hash, the same every time. */
export interface FileDescription {
  readonly type: 'file';
  readonly sha256?: string;
  readonly md5?: string;
  readonly sha1?: string;
  readonly names?: readonly string[];
}

export interface ItemDescription {
  /** `notification_id`: digits. */
  readonly id: string;
  /** `notification_date`: UTC seconds. */
  readonly date: number;
  /** Default `hunting`. */
  readonly origin?: 'hunting' | 'subscriptions';
  readonly entity: EntityDescription;
  /** YARA rule and the ruleset that holds it; hunting only. */
  readonly rule?: string;
  readonly ruleset?: string;
  readonly ruleTags?: readonly string[];
  /** Default: as Livehunt makes them, from ruleset, rule and rule tags, in lower case; none for subscriptions. */
  readonly tags?: readonly string[];
  /** Default: the ruleset; for subscriptions a collection. */
  readonly sources?: readonly ApiSource[];
  readonly snippet?: string | SnippetDescription;
  readonly country?: string;
  readonly sourceKey?: string;
  readonly matchSource?: string;
}

const SELF = 'https://www.virustotal.com/api/v3/';

/**
 * One API item of the IoC Stream from a short description, in its full form (`descriptors_only=false`).
 * Throws on a file without any hash.
 */
export function createItem(description: ItemDescription): ApiItem {
  const { entity } = description;
  const id = createEntityId(entity);
  return {
    id,
    type: entity.type,
    links: { self: `${SELF}${COLLECTIONS[entity.type]}/${encodeURIComponent(id)}` },
    attributes: { ...describeEntity(entity), ...entity.attributes },
    context_attributes: createContext(description),
  };
}

/** The `id` of a full object. Throws on a file without any hash. */
export function createEntityId(entity: EntityDescription): string {
  switch (entity.type) {
    case 'file':
      return createFileId(entity);
    case 'url':
      return createUrlId(entity.url);
    case 'domain':
      return entity.domain;
    case 'ip_address':
      return entity.ip;
  }
}

/** The id by which VirusTotal names a URL. Its canonicalisation is not public: the text is hashed as given. */
export function createUrlId(url: string): string {
  return createHash('sha256').update(url).digest('hex');
}

const COLLECTIONS = { file: 'files', url: 'urls', domain: 'domains', ip_address: 'ip_addresses' } as const;

function describeEntity(entity: EntityDescription): Readonly<Record<string, unknown>> {
  if (entity.type === 'file') return describeFile(entity);
  return entity.type === 'url' ? { url: entity.url, ...withStats('url') } : withStats(entity.type);
}

function createFileId(file: FileDescription): string {
  const known = file.sha256 ?? file.sha1 ?? file.md5;
  if (known === undefined) throw new TypeError('a file needs a hash');
  return (file.sha256 ?? createHash('sha256').update(`huntlight:${known}`).digest('hex')).toLowerCase();
}

function describeFile(file: FileDescription): Readonly<Record<string, unknown>> {
  const [meaningfulName] = file.names ?? [];
  return {
    ...(file.md5 === undefined ? {} : { md5: file.md5.toLowerCase() }),
    ...(file.sha1 === undefined ? {} : { sha1: file.sha1.toLowerCase() }),
    sha256: createFileId(file),
    // Objects without names have no `meaningful_name`.
    ...(meaningfulName === undefined ? {} : { meaningful_name: meaningfulName }),
    names: file.names ?? [],
    ...withStats('file'),
  };
}

function withStats(type: ApiEntityType): Readonly<Record<string, unknown>> {
  const stats = { malicious: 42, suspicious: 1, undetected: 20, harmless: 0, timeout: 0 };
  const ofFiles = { 'confirmed-timeout': 0, failure: 1, 'type-unsupported': 8 };
  return { last_analysis_stats: type === 'file' ? { ...stats, ...ofFiles } : stats, reputation: -11 };
}

function createContext(description: ItemDescription): ApiContext {
  const hunting = description.origin !== 'subscriptions';
  return {
    notification_id: description.id,
    notification_date: description.date,
    origin: description.origin ?? 'hunting',
    sources: description.sources ?? [createSource(description, hunting)],
    tags: description.tags ?? (hunting ? createTags(description) : []),
    hunting_info: hunting ? createHuntingInfo(description) : null,
  };
}

function createSource(description: ItemDescription, hunting: boolean): ApiSource {
  if (!hunting) return { id: createUrlId('collection'), type: 'collection', label: 'Example collection' };
  const label = description.ruleset ?? 'ruleset';
  return {
    id: String(20_000_000_000 + (Number.parseInt(createUrlId(label).slice(0, 7), 16) % 1e9)),
    type: 'hunting_ruleset',
    label,
  };
}

function createTags({ ruleset, rule, ruleTags = [] }: ItemDescription): readonly string[] {
  const all = [ruleset, rule, ...ruleTags].filter((tag) => tag !== undefined);
  return [...new Set(all.map((tag) => tag.toLowerCase()))];
}

function createHuntingInfo(description: ItemDescription): ApiHuntingInfo {
  const { rule, ruleTags = [], snippet, country, sourceKey, matchSource = 'ORIGINAL_FILE' } = description;
  return {
    ...(rule === undefined ? {} : { rule_name: rule }),
    ...(ruleTags.length === 0 ? {} : { rule_tags: ruleTags }),
    ...(snippet === undefined
      ? {}
      : { snippet: typeof snippet === 'string' ? snippet : createSnippet(snippet) }),
    ...(country === undefined ? {} : { source_country: country }),
    ...(sourceKey === undefined ? {} : { source_key: sourceKey }),
    match_source: matchSource,
  };
}
