import { Banner } from '../../components/kit/Banner.tsx';
import { PROBLEM_WORDS } from '../../components/words/problem-words.ts';
import { t } from '../../components/words/translate.ts';
import type { Problem } from '../../utils/messaging/desk-protocol.ts';

/** Why what was to be marked as read is not; nothing at all where it is. */
export function MarkingFault({ problem }: { readonly problem: Problem | undefined }) {
  if (problem === undefined) return null;
  const { title, advice } = PROBLEM_WORDS[problem.code];
  return (
    <Banner tone="bad" title={t('markedReadFailed')}>
      <p>
        {t(title)}. {t(advice)}
      </p>
    </Banner>
  );
}
