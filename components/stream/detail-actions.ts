import { createContext } from 'preact';
import type { IndicatorKey } from '../../utils/ioc/indicator.ts';
import type { ArchivedNotification, Entity } from '../../utils/ioc/notification.ts';
import type { ExportOffer } from '../export/export-offer.ts';
import type { Problem } from '../words/problem-words.ts';
import type { Marks } from './marks.ts';

/** What the user wrote about an indicator. */
export interface UserNote {
  readonly text: string;
  readonly labels: readonly string[];
}

/** The note that an indicator has, under that one of its keys. */
export interface StoredNote extends UserNote {
  readonly key: IndicatorKey;
}

export type RefreshOutcome =
  | { readonly outcome: 'refreshed' | 'gone' }
  | { readonly outcome: 'failed'; readonly problem: Problem };

/**
 * All that can be done with a notification where its detail is shown. Reads reject when the archive cannot be read,
 * writes when nothing was kept.
 */
export interface DetailActions {
  readonly marks: Marks;
  /** The row as it is now; `undefined` when it was deleted. */
  readNotification(id: string): Promise<ArchivedNotification | undefined>;
  /** The latest notifications of an indicator, newest first, and how many there are. */
  readSightings(
    key: IndicatorKey,
  ): Promise<{ readonly rows: readonly ArchivedNotification[]; readonly total: number }>;
  /** Calls back after every change of the archive; returns the way to stop. */
  onChange(listener: () => void): () => void;
  /** One request to VirusTotal. */
  refresh(id: string): Promise<RefreshOutcome>;
  readNote(keys: readonly IndicatorKey[]): Promise<StoredNote | undefined>;
  /** Over `was` only: another note that is there by now is left, and returned. */
  writeNote(key: IndicatorKey, note: UserNote, was: UserNote): Promise<UserNote | undefined>;
  offerExport(entity: Entity): ExportOffer;
}

/** Without a provider a detail is for reading only. */
export const DetailActionsContext = createContext<DetailActions | undefined>(undefined);
