import type { ComponentChildren } from 'preact';
import { Banner } from '../kit/Banner.tsx';
import { Button } from '../kit/Button.tsx';
import { LongText } from '../kit/LongText.tsx';
import { PROBLEM_WORDS, type Problem } from '../words/problem-words.ts';
import { t } from '../words/translate.ts';

interface ProblemBannerProps {
  readonly problem: Problem;
  /** Absent where we are in the options already. */
  readonly onOptions?: () => void;
  readonly onSyncNow?: () => void;
  /** Asks the user for access to the API address. Called first thing in the gesture. */
  readonly onAskServer?: (() => void) | undefined;
  /** What was to be saved was not, because of the problem. */
  readonly notSaved?: boolean;
  /** What else there is to mend (`BannerPart`). */
  readonly more?: ComponentChildren;
}

/** A problem in words, what to do about it, the button that does it, and what the other side said. */
export function ProblemBanner(props: ProblemBannerProps) {
  const { problem, onOptions, onSyncNow, onAskServer, notSaved = false, more } = props;
  const { title, advice, fix } = PROBLEM_WORDS[problem.code];
  const action =
    fix === 'options' && onOptions ? (
      <Button onClick={onOptions}>{t('openOptions')}</Button>
    ) : (fix === 'sync' || fix === 'passes') && onSyncNow ? (
      <Button onClick={onSyncNow}>{t('tryAgain')}</Button>
    ) : fix === 'access' && onAskServer ? (
      <Button onClick={onAskServer}>{t('allowServer')}</Button>
    ) : null;
  return (
    <Banner tone={fix === 'passes' ? 'warn' : 'bad'} title={t(title)} action={action} more={more}>
      <p>
        {notSaved && `${t('nothingSaved')} `}
        {t(advice)}
      </p>
      {problem.message !== '' && (
        <details>
          <summary>{t('problemDetail')}</summary>
          <p class="server-words">
            <LongText text={problem.message} />
          </p>
        </details>
      )}
    </Banner>
  );
}
