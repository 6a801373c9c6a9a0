/** The desk's messages about single notifications and indicators: marks, notes, refresh (desk-protocol.ts has the rest). */
import type { IndicatorKey } from '../ioc/indicator.ts';
import type { Problem } from './desk-protocol.ts';

export type WriteReply = { readonly ok: true } | { readonly ok: false; readonly problem: Problem };

/** On the detail's "Pin" and "Mark as unread": by the user's hand, so that a failure is said. Absent marks stay. */
export interface MarkNotification {
  readonly type: 'mark-notification';
  readonly id: string;
  readonly read?: boolean;
  readonly pinned?: boolean;
}

/** A note's most: UTF-16 units of text and of one label, and labels. */
export const NOTE_LIMITS = { text: 20_000, label: 100, labels: 50 } as const;

export interface NoteWords {
  readonly text: string;
  readonly labels: readonly string[];
}

/** On Save. A note without text and labels is deleted. */
export interface WriteNote extends NoteWords {
  readonly type: 'write-note';
  readonly key: IndicatorKey;
  /** What the user began from: no other words, saved elsewhere meanwhile, are written over. Of any length (imported). */
  readonly was: NoteWords;
}
/** `stored`: other words are there by now; nothing was written. */
export type WriteNoteReply = WriteReply | { readonly ok: false; readonly stored: NoteWords };

/** On "Refresh from VirusTotal": one request for one notification. */
export interface RefreshNotification {
  readonly type: 'refresh-notification';
  readonly id: string;
}
export type RefreshReply =
  /** `gone`: VirusTotal has no such notification any more; what is here stays. Both are kept with the row. */
  { readonly outcome: 'refreshed' | 'gone' } | { readonly outcome: 'failed'; readonly problem: Problem };

export type DetailRequest = MarkNotification | WriteNote | RefreshNotification;

export interface DetailReplies {
  readonly 'mark-notification': WriteReply;
  readonly 'write-note': WriteNoteReply;
  readonly 'refresh-notification': RefreshReply;
}
