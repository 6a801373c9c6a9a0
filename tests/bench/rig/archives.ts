import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findArchiveDatabaseName } from '../../../utils/store/account.ts';
import type * as fillScript from '../in-browser/fill-archive.ts';
import { BENCH_CACHE, type ExtendedChromium, openExtendedChromium } from './extension.ts';
import type { Rig } from './rig.ts';
import { serveRows } from './row-server.ts';

const ROWS = { '1k': 1_000, '10k': 10_000, '100k': 100_000, '1m': 1_000_000 } as const;
export type ArchiveSize = keyof typeof ROWS;
export const ARCHIVE_SIZES = Object.keys(ROWS) as ArchiveSize[];

export interface BenchArchive {
  readonly id: string;
  /** Of its database. */
  readonly name: string;
  readonly rows: number;
  /** False when a quick run had no time to make it as large as it is called. */
  readonly isFull: boolean;
}

/** To be said beside every number that was measured on an archive that is not full. */
export function noteSize({ rows, isFull }: BenchArchive): readonly string[] {
  return isFull ? [] : [`ONLY ${rows} rows: the archive is not full yet; run again to go on`];
}

/** What decides how rows are stored: archives of another state of these files are made anew. */
const STORED_BY = [
  'utils/match/checksum.ts',
  'utils/match/fingerprint.ts',
  'utils/match/segment.ts',
  'utils/match/sieve.ts',
  'utils/store/causes.ts',
  'utils/store/key-segments.ts',
  'utils/store/levels.ts',
  'utils/store/migrations.ts',
  'utils/store/stored-notification.ts',
  'utils/store/stored-sieve.ts',
  'utils/store/tally.ts',
  'utils/store/text-column.ts',
  'tests/bench/rig/row-server.ts',
];
/** Rows synced in while measuring make a kept archive larger: within so much it is still what it is called. */
const MOST_GROWTH = 1.02;
/** After so many rows it is said how far the making is. */
const ROWS_PER_STEP = 50_000;
/** A million rows take some six minutes. A quick run makes as many as it has time for; the next one goes on. */
const QUICK_LIMIT_MS = 30_000;

/** Chromium with the extension, in the profile whose archives fit this state of the store. Older profiles go. */
export function openWithArchives(rig: Rig): Promise<ExtendedChromium> {
  return rig.once('Chromium with archives', async () => {
    const profile = `archives-${await nameLayout()}`;
    await mkdir(BENCH_CACHE, { recursive: true });
    for (const name of await readdir(BENCH_CACHE)) {
      if (name.startsWith('archives-') && name !== profile)
        await rm(join(BENCH_CACHE, name), { recursive: true, force: true });
    }
    const browser = await openExtendedChromium(rig, profile);
    rig.onClose(browser.close);
    return browser;
  });
}

/** An archive of that many rows (of fewer in a quick run that had no time), made now unless an earlier run left it. */
export function prepareArchive(rig: Rig, size: ArchiveSize): Promise<BenchArchive> {
  return rig.once(`archive of ${size}`, async () => {
    const browser = await openWithArchives(rig);
    const id = `bench-${size}`;
    const name = findArchiveDatabaseName(id);
    const tab = await rig.openTab<typeof fillScript>(browser.blankUrl, 'fill-archive.ts', browser);
    let rows = await tab.call('countRows', name);
    if (rows > ROWS[size] * MOST_GROWTH) {
      await tab.call('deleteArchive', name);
      rows = 0;
    }
    const end = rig.isQuick ? performance.now() + QUICK_LIMIT_MS : Number.POSITIVE_INFINITY;
    while (rows < ROWS[size] && performance.now() < end) {
      const to = Math.min(rows + ROWS_PER_STEP, ROWS[size]);
      const perSecond = await tab.call('fillArchive', {
        name,
        url: await openRowServer(rig),
        from: rows,
        to,
      });
      rows = await tab.call('countRows', name);
      rig.say(`archive of ${size}: ${rows} rows, ${Math.round(perSecond)} a second`);
    }
    await tab.close();
    return { id, name, rows, isFull: rows >= ROWS[size] };
  });
}

/** URL of the rows that archives are made of (row-server.ts). */
export function openRowServer(rig: Rig): Promise<string> {
  return rig.once('row server', async () => {
    const server = await serveRows();
    rig.onClose(server.close);
    return server.url;
  });
}

async function nameLayout(): Promise<string> {
  const root = join(import.meta.dirname, '../../..');
  const hash = createHash('sha256');
  for (const file of STORED_BY) hash.update(await readFile(join(root, file)));
  return hash.digest('hex').slice(0, 12);
}
