import type * as askScript from './in-browser/ask-archive.ts';
import type * as changeScript from './in-browser/change-index.ts';
import type * as syncScript from './in-browser/sync-pages.ts';
import type { LinePlot } from './line-plot.ts';
import { measurePopup } from './measure-popup.ts';
import {
  ARCHIVE_SIZES,
  type ArchiveSize,
  openRowServer,
  openWithArchives,
  prepareArchive,
} from './rig/archives.ts';
import type { Rig } from './rig/rig.ts';
import { findMedian } from './statistics.ts';

/** What one size of archive costs. */
export interface ScalePoint {
  readonly rows: number;
  /** Matching the 2,000 candidates of a page. */
  readonly matchMs: number;
  /** Committing a stream page of 40 rows. */
  readonly syncMs: number;
  /** Opening the popup until its first rows are painted. */
  readonly popupMs: number;
  /** The stored index of known keys. */
  readonly indexBytes: number;
}

/** The same measurements on archives of a thousand rows to a million. */
export async function measureScaling(rig: Rig): Promise<readonly ScalePoint[]> {
  const points: ScalePoint[] = [];
  for (const size of ARCHIVE_SIZES) {
    points.push(await measureSize(rig, size));
    rig.say(`scaling: ${JSON.stringify(points.at(-1))}`);
  }
  return points;
}

async function measureSize(rig: Rig, size: ArchiveSize): Promise<ScalePoint> {
  const archive = await prepareArchive(rig, size);
  const { name, rows } = archive;
  const browser = await openWithArchives(rig);
  const url = await openRowServer(rig);

  const asking = await rig.openTab<typeof askScript>(browser.blankUrl, 'ask-archive.ts', browser);
  const question = { name, rows, url, candidates: 2000, known: 20 };
  const matches = await asking.call('measureMatches', { questions: [question], warmUp: 5, rounds: 25 });
  await asking.close();

  const popups: number[] = [];
  for (let round = 0; round < 9; round++) popups.push(await measurePopup(rig, archive));

  const counting = await rig.openTab<typeof changeScript>(browser.blankUrl, 'change-index.ts', browser);
  const indexBytes = await counting.call('countIndexBytes', name);
  await counting.close();

  // Last: it makes the archive larger.
  const syncing = await rig.openTab<typeof syncScript>(browser.blankUrl, 'sync-pages.ts', browser);
  const syncs = await syncing.call('measureSyncs', { name, url, from: rows, streamPages: 32 });
  await syncing.close();
  return {
    rows,
    matchMs: findMedian(matches[name] ?? []),
    syncMs: findMedian(syncs),
    popupMs: findMedian(popups),
    indexBytes,
  };
}

/** The plots of docs/benchmarks.md, each with the name of its file. */
export function drawScaling(points: readonly ScalePoint[]): readonly { file: string; plot: LinePlot }[] {
  const line = (name: string, read: (point: ScalePoint) => number) => ({
    name,
    points: points.map((point) => ({ x: point.rows, y: read(point) })),
  });
  const xLabel = 'notifications in the archive';
  return [
    {
      file: 'scaling-time.svg',
      plot: {
        title: 'What an archive costs as it grows: time',
        xLabel,
        yLabel: 'milliseconds',
        lines: [
          line('matching the 2,000 candidates of a page', ({ matchMs }) => matchMs),
          line('committing a stream page of 40 rows', ({ syncMs }) => syncMs),
          line('opening the popup until its first rows are painted', ({ popupMs }) => popupMs),
        ],
      },
    },
    {
      file: 'scaling-index.svg',
      plot: {
        title: 'What an archive costs as it grows: the index of known keys',
        xLabel,
        yLabel: 'bytes',
        lines: [line('stored index', ({ indexBytes }) => indexBytes)],
      },
    },
  ];
}
