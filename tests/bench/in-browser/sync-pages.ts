import type { ArchivedNotification } from '../../../utils/ioc/notification.ts';
import { openArchive } from '../../../utils/store/open-archive.ts';

const ROWS_PER_STREAM_PAGE = 40;

/** Milliseconds of each commit of a stream page of new rows, as the sync engine makes it. The archive grows by them. */
export async function measureSyncs(sync: {
  name: string;
  url: string;
  from: number;
  streamPages: number;
}): Promise<number[]> {
  const opened = await openArchive(sync.name, { mustExist: true });
  if (!opened.ok) throw new Error(`${sync.name}: ${opened.error.code}`);
  const archive = opened.value;
  const samples: number[] = [];
  for (let page = 0; page < sync.streamPages; page++) {
    const from = sync.from + page * ROWS_PER_STREAM_PAGE;
    const response = await fetch(`${sync.url}?from=${from}&count=${ROWS_PER_STREAM_PAGE}`);
    const rows: readonly ArchivedNotification[] = await response.json();
    const notifications = rows.map(({ storedAt: _at, read: _read, pinned: _pinned, ...row }) => row);
    const start = performance.now();
    const report = await archive.commitStreamPage({
      stateId: 'bench',
      state: { page },
      notifications,
      rejected: [],
      at: Date.now(),
    });
    samples.push(performance.now() - start);
    if (report.added.length !== rows.length) throw new Error(`${report.known} rows were there already`);
  }
  archive.close();
  return samples;
}
