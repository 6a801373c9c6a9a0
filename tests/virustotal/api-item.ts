/** The stand-in's own view of VirusTotal's IoC Stream items, as they stand on the wire (API v3, "ioc_stream"). */

export type ApiEntityType = 'file' | 'url' | 'domain' | 'ip_address';

/** What raised a notification. `type` and `id` are open sets; `label` is missing in some answers. */
export interface ApiSource {
  readonly type: string;
  readonly id: string;
  readonly label?: string;
}

export interface ApiHuntingInfo {
  readonly rule_name?: string;
  readonly rule_tags?: readonly string[];
  readonly snippet?: string;
  readonly source_country?: string;
  readonly source_key?: string;
  readonly match_source?: string;
  /** Documented, and served, on the notification object only. */
  readonly match_in_subfile?: boolean;
}

export interface ApiContext {
  /** Digits in a string. Not monotonic in time. */
  readonly notification_id: string;
  /** UTC seconds. */
  readonly notification_date: number;
  readonly origin: string;
  readonly sources: readonly ApiSource[];
  readonly tags: readonly string[];
  /** An explicit `null` for subscriptions, as in every captured answer. */
  readonly hunting_info: ApiHuntingInfo | null;
}

/** The form of `descriptors_only=true`: no `links`, no `attributes`. */
export interface ApiDescriptor {
  readonly type: ApiEntityType;
  /** Of a URL: its SHA-256 for hunting, the raw URL for subscriptions (a captured contradiction, kept). */
  readonly id: string;
  readonly context_attributes: ApiContext;
}

/** The form of `descriptors_only=false`: a whole VirusTotal object, once per notification. */
export interface ApiItem extends ApiDescriptor {
  readonly links?: { readonly self: string };
  readonly attributes?: Readonly<Record<string, unknown>>;
  /** Instead of attributes, for an object that VirusTotal could not load. */
  readonly error?: { readonly code: string; readonly message: string };
}

/** `attributes.url` of a URL object, where there is one. */
export function readUrl(item: ApiItem): string | undefined {
  const { url } = item.attributes ?? {};
  return item.type === 'url' && typeof url === 'string' ? url : undefined;
}

/** The descriptor of a full object. */
export function toDescriptor(item: ApiItem): ApiDescriptor {
  const raw = item.context_attributes.origin === 'subscriptions' ? readUrl(item) : undefined;
  return { type: item.type, id: raw ?? item.id, context_attributes: item.context_attributes };
}
