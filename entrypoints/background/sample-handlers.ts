import { browser } from 'wxt/browser';
import { ok, type Result } from '../../utils/lang/result.ts';
import type { Clock } from '../../utils/lang/time.ts';
import {
  findArchiveDatabaseName,
  listArchives,
  removeArchiveEntry,
  writeArchiveEntry,
} from '../../utils/store/account.ts';
import type { ArchiveProblem } from '../../utils/store/archive-problem.ts';
import { openArchive } from '../../utils/store/open-archive.ts';
import { deleteArchive } from '../../utils/store/recover-archive.ts';
import type { ArchiveAccess } from './archive-access.ts';
import { readCurrentArchive, SAMPLE_ID } from './current-archive.ts';
import { readSampleStream } from './sample-stream.ts';

const SAMPLE_REPORT = '/sample-report.html' as const;

interface SampleDeps {
  readonly access: ArchiveAccess;
  readonly clock: Clock;
  /** The text of a file of the extension. */
  readonly readFile: (path: '/sample/stream.jsonl') => Promise<string>;
}

export interface SampleHandlers {
  /** Fills the sample's archive, then takes it into use and opens its report. Does nothing where there is a key. */
  start(): Promise<Result<void, ArchiveProblem>>;
  /** Out of use first, then deleted: a worker that dies between leaves nothing in use that is half gone. */
  leave(): Promise<Result<void, ArchiveProblem>>;
}

/** "Try with a sample stream": invented rows in an archive of their own, which no real row ever meets. */
export function createSampleHandlers({ access, clock, readFile }: SampleDeps): SampleHandlers {
  async function fill(): Promise<Result<void, ArchiveProblem>> {
    const name = findArchiveDatabaseName(SAMPLE_ID);
    // What an earlier try may have left.
    await deleteArchive(name);
    const opened = await openArchive(name);
    if (!opened.ok) return opened;
    const at = clock();
    const { notifications, rejected } = readSampleStream(await readFile('/sample/stream.jsonl'), at);
    await opened.value.commitStreamPage({ stateId: SAMPLE_ID, state: {}, notifications, rejected, at });
    opened.value.close();
    return writeArchiveEntry({ id: SAMPLE_ID, name: '', createdAt: at, isSample: true });
  }

  return {
    async start() {
      const current = await readCurrentArchive();
      if (!current.ok) return current;
      if (current.value.account !== undefined) return ok(undefined);
      if (!current.value.isSample) {
        const filled = await fill();
        if (!filled.ok) return filled;
        access.forget();
      }
      await browser.tabs.create({ url: browser.runtime.getURL(SAMPLE_REPORT) });
      return ok(undefined);
    },
    async leave() {
      const archives = await listArchives();
      if (!archives.ok) return archives;
      const sample = archives.value.find(({ isSample }) => isSample);
      if (sample === undefined) return ok(undefined);
      const unlisted = await removeArchiveEntry(sample.id);
      access.forget();
      if (unlisted.ok) await deleteArchive(findArchiveDatabaseName(sample.id));
      return unlisted;
    },
  };
}
