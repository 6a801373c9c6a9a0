import { Button } from '../kit/Button.tsx';
import { type PluralKey, plural, t } from '../words/translate.ts';

interface CoverageListProps {
  /** Distinct candidates looked at. */
  readonly looked: number;
  readonly coverage: readonly { readonly what: string; readonly count: number }[];
  readonly onShowRest: () => void;
}

/** Nothing is hidden: what was not looked at, or matched but could not be drawn, is counted and said. */
export function CoverageList({ looked, coverage, onShowRest }: CoverageListProps) {
  return (
    <ul class="coverage">
      <li>{plural('pageLooked', looked)}</li>
      {coverage
        .filter(({ count }) => count > 0)
        .map(({ what, count }) => (
          <li key={what}>
            {coverageWords(what, count)}
            {what === 'over-cap' && (
              <Button look="quiet" onClick={onShowRest}>
                {t('showRest')}
              </Button>
            )}
          </li>
        ))}
    </ul>
  );
}

function coverageWords(what: string, count: number): string {
  const key = COVERAGE_WORDS[what];
  return key === undefined ? `${plural('coverageOther', count)} ${what}` : plural(key, count);
}

/** What frames report (entrypoints/in-page.ts, background/frames.ts); a new code shows its own name. */
const COVERAGE_WORDS: Readonly<Record<string, PluralKey>> = {
  'over-cap': 'coverageOverCap',
  turned: 'coverageTurned',
  'given-up': 'coverageGivenUp',
  'in-canvas-reach': 'coverageInCanvasReach',
  'not-kept': 'coverageNotKept',
  failed: 'coverageFailed',
  'frames-refused': 'coverageFramesRefused',
  'frames-silent': 'coverageFramesSilent',
  canvas: 'coverageCanvas',
  embedded: 'coverageEmbedded',
};
