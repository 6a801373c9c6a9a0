import type { IndicatorKey } from './indicator.ts';

/** VirusTotal's object types in the IoC Stream. */
export const ENTITY_TYPES = ['file', 'url', 'domain', 'ip_address'] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

/** What raised a notification: a Livehunt ruleset, a Retrohunt job, a collection, a threat profile... (open set). */
export interface NotificationSource {
  readonly type: string;
  readonly id: string;
  readonly label?: string;
}

/** `context_attributes.hunting_info` of a Livehunt or Retrohunt notification. Every field is optional in practice. */
export interface HuntingInfo {
  readonly ruleName?: string;
  readonly ruleTags: readonly string[];
  /** Hexdump with marker words, as sent: untrusted text, see utils/ioc/snippet.ts. */
  readonly snippet?: string;
  /** ISO 3166 alpha-2. */
  readonly sourceCountry?: string;
  readonly sourceKey?: string;
  /** ORIGINAL_FILE, URL_RESPONSE_BODY, DOMAIN, ... (open set). */
  readonly matchSource?: string;
  /** Only on the notification object, so known only after a refresh. */
  readonly matchInSubfile?: boolean;
}

/** How many engines said what, from `attributes.last_analysis_stats`. */
export interface AnalysisStats {
  readonly malicious: number;
  readonly suspicious: number;
  readonly undetected: number;
  readonly harmless: number;
}

/** The VirusTotal object a notification is about, stripped to what is matched or shown. */
export interface Entity {
  readonly type: EntityType;
  /** VirusTotal's id as sent: sha256 of a file, a domain, an IP, the SHA-256 of a URL or the raw URL. */
  readonly id: string;
  readonly md5?: string;
  readonly sha1?: string;
  readonly sha256?: string;
  readonly url?: string;
  readonly meaningfulName?: string;
  readonly names?: readonly string[];
  readonly typeDescription?: string;
  /** Bytes. */
  readonly size?: number;
  readonly stats?: AnalysisStats;
  /** What else VirusTotal says in one line: a URL's title, an IP's AS owner, a domain's registrar. */
  readonly note?: string;
}

/** One row of the IoC Stream, validated and stripped. Its identity is `id` (`notification_id`), never the entity's. */
export interface Notification {
  readonly id: string;
  /** `notification_date`, UTC seconds. */
  readonly date: number;
  /** `hunting` or `subscriptions` (open set). */
  readonly origin: string;
  readonly entity: Entity;
  /** Every key this notification answers to (a file: its three hashes), the entity's main key first. Never empty. */
  readonly keys: readonly IndicatorKey[];
  readonly sources: readonly NotificationSource[];
  readonly tags: readonly string[];
  readonly hunting?: HuntingInfo;
}

/** A notification as the archive holds it, with what the user did to it. */
export interface ArchivedNotification extends Notification {
  /** When it was stored, ms since the epoch. */
  readonly storedAt: number;
  readonly read: boolean;
  readonly pinned: boolean;
  /**
   * What VirusTotal said when it was last asked for this very notification, and when (ms since the epoch). `gone`: it
   * has none of this id any more. Absent: never asked.
   */
  readonly upstream?: { readonly checkedAt: number; readonly gone: boolean };
}

/** What the archive knows of one indicator, over all its notifications. */
export interface IndicatorSummary {
  readonly key: IndicatorKey;
  readonly entity: Entity;
  /** How many notifications name it, and how many of those are unread hunting matches. */
  readonly notifications: number;
  readonly unread: number;
  /** UTC seconds. */
  readonly firstDate: number;
  readonly lastDate: number;
  /** Newest first, at most 20 of them; `notifications` says how many there are in all. */
  readonly latest: readonly ArchivedNotification[];
}
