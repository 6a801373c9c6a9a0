import type { Entity } from '../ioc/notification.ts';
import { appendRecord, type LevelKind } from './levels.ts';
import type { Cause, ColumnRecord, StoredNotification, Totals, WriteTransaction } from './schema.ts';

export const COLUMN_VERSION = 1;

/** Ends every text, so that no match runs from one into the next. */
const END = '\n';

const COLUMNS: LevelKind<'columns'> = {
  store: 'columns',
  count: ({ dates }) => dates.length,
  merge: mergeColumns,
};

/** Keeps what free text finds `rows` by, in the transaction that writes them. Answers whether the columns are damaged. */
export async function appendColumn(
  tx: WriteTransaction,
  totals: Totals,
  rows: readonly StoredNotification[],
): Promise<boolean> {
  if (rows.length === 0) return false;
  return (await appendRecord(tx.objectStore('columns'), COLUMNS, createColumn(rows), totals)).isDamaged;
}

export function createColumn(rows: readonly StoredNotification[]): ColumnRecord {
  const ids = rows.map(({ id }) => id);
  const texts = rows.map(({ entity }) => createEntityText(entity));
  return {
    version: COLUMN_VERSION,
    dates: Float64Array.from(rows, ({ date }) => date),
    causes: Uint32Array.from(rows, ({ cause }) => cause),
    ids: ids.join(''),
    idEnds: findEnds(ids),
    text: texts.join(''),
    textEnds: findEnds(texts),
  };
}

/** What free text is looked for in of a cause. */
export function createCauseText({ ruleName = '', sources, tags, ruleTags }: Cause): string {
  return joinTexts([ruleName, ...sources.map(({ id, label }) => label ?? id), ...tags, ...ruleTags]);
}

/** Hashes are not in it: they fill memory, and who looks for one knows how it begins (search.ts). */
function createEntityText(entity: Entity): string {
  const { type, id, url = '', meaningfulName = '', names = [], typeDescription = '', note = '' } = entity;
  const address = type === 'file' ? '' : url || id;
  return joinTexts([address, meaningfulName, ...names, typeDescription, note]);
}

function joinTexts(texts: readonly string[]): string {
  return texts.map((text) => (text === '' ? '' : text.toLowerCase() + END)).join('');
}

function findEnds(texts: readonly string[]): Uint32Array<ArrayBuffer> {
  let end = 0;
  return Uint32Array.from(texts, ({ length }) => (end += length));
}

function mergeColumns(records: readonly ColumnRecord[]): ColumnRecord | undefined {
  if (records.some(({ version }) => version !== COLUMN_VERSION)) return undefined;
  return {
    version: COLUMN_VERSION,
    dates: Float64Array.from(records.flatMap(({ dates }) => [...dates])),
    causes: Uint32Array.from(records.flatMap(({ causes }) => [...causes])),
    ids: records.map(({ ids }) => ids).join(''),
    idEnds: joinEnds(records.map(({ idEnds }) => idEnds)),
    text: records.map(({ text }) => text).join(''),
    textEnds: joinEnds(records.map(({ textEnds }) => textEnds)),
  };
}

/** Ends count from where their own record begins: in one record, from its beginning. */
function joinEnds(parts: readonly Uint32Array[]): Uint32Array<ArrayBuffer> {
  const joined = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  let base = 0;
  for (const ends of parts) {
    for (const end of ends) joined[at++] = base + end;
    base += ends.at(-1) ?? 0;
  }
  return joined;
}
