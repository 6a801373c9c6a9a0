import { Banner } from '../../components/kit/Banner.tsx';
import { Button } from '../../components/kit/Button.tsx';
import { LongText } from '../../components/kit/LongText.tsx';
import { ProblemBanner } from '../../components/sync/ProblemBanner.tsx';
import { formatLocal } from '../../components/words/format.ts';
import { plural, t } from '../../components/words/translate.ts';
import type { Clock } from '../../utils/lang/time.ts';
import { archiveProblem } from '../desk/archive-problem.ts';
import { ExportStatus, nameFile, useExport } from './ExportField.tsx';
import { exportOther, type Holding } from './other-archive.ts';
import type { ArchiveDeed } from './use-archive-choice.ts';
import type { ShownArchive } from './use-archive-list.ts';
import { isReadable, useReadable } from './use-readable.ts';

/** Which archive it is, in words of ours: its name, where it has one, is the user's and may be anything. */
export const tellArchive = ({ id, createdAt }: ShownArchive): string =>
  createdAt === undefined ? t('archiveUnlisted', id) : t('archiveMade', formatLocal(createdAt));

interface ArchiveItemProps {
  readonly archive: ShownArchive;
  /** What it holds, or why that cannot be told. Absent: not known yet. */
  readonly holding: Holding | undefined;
}

/** Name, age and size of one archive. */
export function ArchiveWords({ archive, holding }: ArchiveItemProps) {
  const made = tellArchive(archive);
  const hasName = archive.name.trim() !== '';
  const rows = holding?.problem === undefined ? holding?.rows : undefined;
  return (
    <>
      <h3 class="archive-name">
        <span>{hasName ? <LongText text={archive.name} /> : made}</span>
        {archive.isInUse && <span class="count">{t('archiveInUse')}</span>}
      </h3>
      {(hasName || rows !== undefined) && (
        <p class="archive-facts muted">
          {hasName && <span>{made}</span>}
          {rows !== undefined && <span>{plural('notifications', rows)}</span>}
        </p>
      )}
    </>
  );
}

interface OtherArchiveProps extends ArchiveItemProps {
  readonly clock: Clock;
  /** There is a key whose stream could be synced into it. */
  readonly hasAccount: boolean;
  /** What is being done to it. */
  readonly deed: ArchiveDeed | undefined;
  readonly onAsk: (deed: ArchiveDeed) => void;
}

/** An archive that is not in use, and what can be done with it. */
export function OtherArchive({ archive, holding, clock, hasAccount, deed, onAsk }: OtherArchiveProps) {
  const [readable, lost] = useReadable(archive.database, clock);
  const problem = holding?.problem;
  const lines = problem ? readable : () => exportOther(archive.database, clock());
  const [state, save] = useExport(nameFile(clock()), lines);
  const label = (key: 'archiveUse' | 'archiveExport' | 'deletionAsk') =>
    t('archiveButton', t(key), tellArchive(archive));
  const isBusy = deed !== undefined;
  return (
    <>
      <ArchiveWords archive={archive} holding={holding} />
      {problem && <ProblemBanner problem={archiveProblem(problem)} />}
      <div class="form-end">
        {hasAccount && problem === undefined && (
          <Button busy={isBusy} label={label('archiveUse')} onClick={() => onAsk('use')}>
            {t('archiveUse')}
          </Button>
        )}
        {(problem === undefined || isReadable(problem)) && (
          <Button busy={isBusy || state === 'saving'} label={label('archiveExport')} onClick={save}>
            {t('archiveExport')}
          </Button>
        )}
        <Button busy={isBusy} label={label('deletionAsk')} onClick={() => onAsk('delete')}>
          {t('deletionAsk')}
        </Button>
        <ExportStatus state={state} />
      </div>
      {lost > 0 && <Banner tone="warn" title={plural('recoveryLost', lost)} />}
      {state === 'failed' && <Banner tone="bad" title={t('exportFailed')} />}
    </>
  );
}
