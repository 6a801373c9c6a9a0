import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createGeneratedSource } from '../../tests/virustotal/generator/generated-source.ts';
import type { ArchivedNotification } from '../../utils/ioc/notification.ts';
import { writeLine } from '../../utils/store/archive-line.ts';
import { parseItem } from '../../utils/vt/parse.ts';
import { createExpectation, type Expected } from './expected.ts';

const YEARS = 2;
/** One row in five is unread, everywhere in the archive. */
const UNREAD_ONE_IN = 5;
const LINES_PER_WRITE = 500;
const ROWS_PER_STEP = 100_000;

/** Fewer are its newest ones, so that an archive can be made larger later. */
const GENERATED = 1_000_000;
/** 2026-11-27, UTC seconds. */
const NEWEST = 1_795_757_132;

/**
 * Writes an archive file of invented notifications, newest first, none of them kept in memory: rows `from` to `rows`.
 * Returns what an archive of all `rows` must answer.
 */
export async function writeArchiveFile(
  path: string,
  { from, rows }: { readonly from: number; readonly rows: number },
  say: (text: string) => void,
): Promise<Expected> {
  const count = Math.max(rows, GENERATED);
  const source = createGeneratedSource({ count, seed: 7, newest: NEWEST, days: YEARS * 365, itemBytes: 0 });
  const expectation = createExpectation({ newest: NEWEST, oldest: source.dateAt(rows - 1), rows });
  const file = createWriteStream(path);
  let lines = writeLine({ kind: 'archive', format: 1, exportedAt: NEWEST * 1000 });
  for (let index = 0; index < rows; index++) {
    const parsed = parseItem(source.itemAt(index));
    if (!parsed.ok) throw new Error(`the generator made a row that ${parsed.error.reason}`);
    const notification: ArchivedNotification = {
      ...parsed.value,
      storedAt: parsed.value.date * 1000,
      read: index % UNREAD_ONE_IN !== 0,
      pinned: false,
    };
    expectation.add(notification);
    if (index >= from) lines += writeLine({ kind: 'notification', notification });
    if (index % ROWS_PER_STEP === 0 && index > 0) say(`${index} rows made`);
    if (index % LINES_PER_WRITE > 0 || lines === '') continue;
    if (!file.write(lines)) await once(file, 'drain');
    lines = '';
  }
  file.end(lines);
  await once(file, 'close');
  return expectation.finish();
}
