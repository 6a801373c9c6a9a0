import { Banner } from '../../components/kit/Banner.tsx';
import { AccessBanner } from '../../components/page/AccessBanner.tsx';
import { ProblemBanner } from '../../components/sync/ProblemBanner.tsx';
import { findFault } from '../../components/sync/sync-words.ts';
import { t } from '../../components/words/translate.ts';
import type { DeskStatus } from '../../utils/messaging/desk-protocol.ts';
import { archiveProblem } from '../desk/archive-problem.ts';
import type { ArchiveState } from '../desk/desk-hooks.ts';

interface NoticesProps {
  readonly status: DeskStatus | 'silent' | undefined;
  readonly archive: ArchiveState;
  /** "On this page" says by itself that access is withheld. */
  readonly onPage: boolean;
  readonly onOptions: () => void;
  readonly onSyncNow: () => void;
  /** Both are called first thing in the gesture. */
  readonly onAskAccess: () => void;
  readonly onAskServer: (address: string) => void;
}

/**
 * What the user has to mend, whichever view is open, with the button that does it: in one banner, the gravest fault first.
 * What passes is the sync line's.
 */
export function Notices(props: NoticesProps) {
  const { status, archive, onPage, onOptions, onSyncNow, onAskAccess, onAskServer } = props;
  if (status === 'silent') {
    return (
      <Banner tone="bad" title={t('backgroundSilent')}>
        <p>{t('backgroundSilentAdvice')}</p>
      </Banner>
    );
  }
  const isWithheld = status?.hostAccess === false && !onPage;
  // An archive that does not open fails the sync too, which then needs no words of its own.
  const fault =
    archive.phase === 'failed' ? archiveProblem(archive.problem) : status && findFault(status.sync);
  if (fault === undefined) return isWithheld ? <AccessBanner onAskAccess={onAskAccess} /> : null;
  const address = status?.account?.apiAddress;
  // Graver than withheld access, which loses nothing: VirusTotal forgets in 7 days what is not fetched.
  return (
    <ProblemBanner
      problem={fault}
      onOptions={onOptions}
      onSyncNow={archive.phase === 'failed' ? archive.reopen : onSyncNow}
      onAskServer={address === undefined ? undefined : () => onAskServer(address)}
      more={isWithheld && <AccessBanner onAskAccess={onAskAccess} inside />}
    />
  );
}
