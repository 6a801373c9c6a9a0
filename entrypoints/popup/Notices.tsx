import { Banner } from '../../components/kit/Banner.tsx';
import { AccessBanner } from '../../components/page/AccessBanner.tsx';
import { ProblemBanner } from '../../components/sync/ProblemBanner.tsx';
import { PROBLEM_WORDS } from '../../components/words/problem-words.ts';
import { t } from '../../components/words/translate.ts';
import type { DeskStatus } from '../../utils/messaging/desk-protocol.ts';

interface NoticesProps {
  readonly status: DeskStatus | 'silent' | undefined;
  /** "On this page" says by itself that access is withheld. */
  readonly onPage: boolean;
  readonly onOptions: () => void;
  readonly onSyncNow: () => void;
  readonly onAskAccess: () => void;
}

/** What the user has to mend, whichever view is open, with the one button that does it. What passes is the sync line's. */
export function Notices({ status, onPage, onOptions, onSyncNow, onAskAccess }: NoticesProps) {
  if (status === undefined) return null;
  if (status === 'silent') {
    return (
      <Banner tone="bad" title={t('backgroundSilent')}>
        <p>{t('backgroundSilentAdvice')}</p>
      </Banner>
    );
  }
  const { problem, phase } = status.sync;
  return (
    <>
      {!status.hostAccess && !onPage && <AccessBanner onAskAccess={onAskAccess} />}
      {problem !== undefined && phase !== 'off' && PROBLEM_WORDS[problem.code].fix !== 'passes' && (
        <ProblemBanner problem={problem} onOptions={onOptions} onSyncNow={onSyncNow} />
      )}
    </>
  );
}
