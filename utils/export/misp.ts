import { createKey, type IndicatorKey } from '../ioc/indicator.ts';
import type { ArchivedNotification } from '../ioc/notification.ts';
import { nameCause } from './describe.ts';
import type { ExportPieces, Rows } from './export-pieces.ts';
import { addGathered, createGathered, type GatheredIndicator } from './gathered-indicator.ts';
import { type KnownIndicator, readKnown, readLookedUp } from './known-indicator.ts';
import type { LookedUpIndicator } from './looked-up-indicator.ts';
import {
  createAttributes,
  createEventMembers,
  createEventUuid,
  listForms,
  type MispSubject,
} from './misp-event.ts';
import { toJsonText } from './visible-text.ts';

/** `MispSubject` while rows are still being added to it. */
interface OpenSubject extends GatheredIndicator, MispSubject {
  known: KnownIndicator;
  firstDate: number;
  lastDate: number;
  notifications: number;
  readonly causes: Set<string>;
  readonly tags: Set<string>;
}

/** Subjects by main indicator, in the order in which they were first met, and the count of rows. */
interface Gathered {
  readonly subjects: Map<IndicatorKey, OpenSubject>;
  written: number;
  leftOut: number;
}

/**
 * One MISP event (draft-dulaunoy-misp-core-format-20) with each indicator once, over all its notifications. MISP refuses
 * the same value twice in an event, so the indicators (not the rows) are gathered in memory before the first piece.
 *
 * `title`: the event's info line.
 */
export async function* exportNotificationsMisp(
  rows: Rows<ArchivedNotification>,
  title: string,
): ExportPieces {
  const gathered: Gathered = { subjects: new Map(), written: 0, leftOut: 0 };
  for await (const row of rows) addNotification(gathered, row);
  yield* writeEvent(gathered, title);
  return { written: gathered.written, leftOut: gathered.leftOut };
}

/** The same for looked-up indicators: what the archive knows of each, or of the one it is related to. */
export async function* exportLookUpMisp(rows: Rows<LookedUpIndicator>, title: string): ExportPieces {
  const gathered: Gathered = { subjects: new Map(), written: 0, leftOut: 0 };
  for await (const row of rows) addLookedUp(gathered, row);
  yield* writeEvent(gathered, title);
  return { written: gathered.written, leftOut: gathered.leftOut };
}

function addNotification(gathered: Gathered, row: ArchivedNotification): void {
  const subject = openSubject(gathered, readKnown(row), row.date, row.date);
  if (subject === undefined) return;
  subject.notifications += 1;
  addContext(subject, row);
}

function addLookedUp(gathered: Gathered, row: LookedUpIndicator): void {
  const { summary } = row;
  const subject = openSubject(gathered, readLookedUp(row), summary?.firstDate ?? 0, summary?.lastDate ?? 0);
  if (subject === undefined || summary === undefined) return;
  // Two hashes of one file bring the same summary twice, or one of them a lesser: never added.
  subject.notifications = Math.max(subject.notifications, summary.notifications);
  for (const notification of summary.latest) addContext(subject, notification);
}

/** The subject that a row adds to, new or known; `undefined`, and counted, when MISP has no word for it. */
function openSubject(
  gathered: Gathered,
  known: KnownIndicator | undefined,
  firstDate: number,
  lastDate: number,
): OpenSubject | undefined {
  if (known === undefined || listForms(known).length === 0) {
    gathered.leftOut += 1;
    return undefined;
  }
  gathered.written += 1;
  const name = createKey(known.main.kind, known.main.value);
  const row = createGathered(known, firstDate, lastDate);
  const former = gathered.subjects.get(name);
  if (former !== undefined) return Object.assign(former, addGathered(former, row));
  const subject = { ...row, notifications: 0, causes: new Set<string>(), tags: new Set<string>() };
  gathered.subjects.set(name, subject);
  return subject;
}

function addContext(subject: OpenSubject, notification: ArchivedNotification): void {
  const cause = nameCause(notification);
  if (cause !== '') subject.causes.add(cause);
  for (const tag of notification.tags) subject.tags.add(tag);
}

function* writeEvent({ subjects }: Gathered, title: string): Generator<string, void, undefined> {
  const all = [...subjects.values()];
  const uuid = createEventUuid(all);
  let count = 0;
  yield '{"Event":{"Attribute":[';
  for (const subject of all) {
    for (const attribute of createAttributes(subject, uuid)) {
      yield `${count === 0 ? '\n' : ',\n'}${toJsonText(attribute)}`;
      count += 1;
    }
  }
  yield `\n],${toJsonText(createEventMembers(title, uuid, count, all)).slice(1)}}\n`;
}
