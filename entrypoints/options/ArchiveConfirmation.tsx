import { ConfirmDialog } from '../../components/settings/ConfirmDialog.tsx';
import { t } from '../../components/words/translate.ts';
import type { Settings } from '../../utils/settings/settings.ts';
import { ArchiveWords } from './ArchiveItem.tsx';
import type { ArchiveDeed } from './use-archive-choice.ts';
import type { ShownArchive } from './use-archive-list.ts';

interface ArchiveConfirmationProps {
  readonly deed: ArchiveDeed;
  readonly archive: ShownArchive;
  /** What is kept of an archive in use. */
  readonly retention: Settings['retention'] | undefined;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before another archive is used or deleted, and says what follows. */
export function ArchiveConfirmation(props: ArchiveConfirmationProps) {
  const { deed, archive, retention, onConfirm, onCancel } = props;
  const isUse = deed === 'use';
  return (
    <ConfirmDialog
      title={t(isUse ? 'archiveUseConfirm' : 'archiveDeleteConfirm')}
      confirm={t(isUse ? 'archiveUse' : 'archiveDelete')}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <div>
        <ArchiveWords archive={archive} holding={archive.holding} />
      </div>
      {isUse ? (
        <>
          <p>{t('archiveUseBody')}</p>
          <p>{t('archiveUseStream')}</p>
          {retention !== undefined && retention.keep !== 'all' && <p>{t('archiveUseRetention')}</p>}
        </>
      ) : (
        <>
          <p>{t('wipeConfirmBody')}</p>
          <p>{t('archiveDeleteBody')}</p>
        </>
      )}
    </ConfirmDialog>
  );
}
