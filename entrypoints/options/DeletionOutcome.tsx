import { Banner, BannerPart } from '../../components/kit/Banner.tsx';
import { Button } from '../../components/kit/Button.tsx';
import { ProblemBanner } from '../../components/sync/ProblemBanner.tsx';
import { plural, t } from '../../components/words/translate.ts';
import type { DeletionState, Upstream } from './use-deletion.ts';

interface DeletionOutcomeProps {
  readonly state: DeletionState;
  readonly onCheck: () => void;
}

/** What became of a deletion: done, still under way on VirusTotal, done there alone, unknown, or refused. */
export function DeletionOutcome({ state, onCheck }: DeletionOutcomeProps) {
  switch (state.phase) {
    case 'deleted': {
      const { deleted, upstream } = state;
      const action = upstream?.phase === 'left' && <Button onClick={onCheck}>{t('deletionCheck')}</Button>;
      const followed = upstream && <p>{describeUpstream(upstream)}</p>;
      if (typeof deleted === 'number')
        return (
          <Banner tone="info" title={plural('deletedHere', deleted)} action={action}>
            {followed}
          </Banner>
        );
      const half = (
        <BannerPart title={t('deletionHereFailed')} action={action}>
          <p>{t('deletionHereFailedBody')}</p>
          {followed}
        </BannerPart>
      );
      return <ProblemBanner problem={deleted} more={half} />;
    }
    case 'unknown':
      return (
        <Banner
          tone="warn"
          title={t('deletionUnknown')}
          action={<Button onClick={onCheck}>{t('deletionCheck')}</Button>}
        >
          <p>{t('deletionUnknownBody')}</p>
          {state.left !== undefined && (
            <p>{describeLeft(state.left === 'unsaid' ? undefined : state.left)}</p>
          )}
        </Banner>
      );
    case 'failed':
      return state.problem ? (
        <ProblemBanner problem={state.problem} />
      ) : (
        <Banner tone="bad" title={t('deletionFailed')} />
      );
    default:
      return null;
  }
}

function describeUpstream(upstream: Upstream): string {
  if (upstream.phase === 'gone') return t('deletionGone');
  if (upstream.phase === 'following') {
    return upstream.left === undefined ? t('deletionFollows') : plural('deletionFollowsLeft', upstream.left);
  }
  return describeLeft(upstream.left);
}

function describeLeft(left: number | undefined): string {
  if (left === undefined) return t('countUnsaid');
  return left === 0 ? t('deletionGone') : plural('deletionLeft', left);
}
