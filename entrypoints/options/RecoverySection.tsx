import { Banner } from '../../components/kit/Banner.tsx';
import { ProblemBanner } from '../../components/sync/ProblemBanner.tsx';
import { plural, t } from '../../components/words/translate.ts';
import type { Clock } from '../../utils/lang/time.ts';
import type { ArchiveProblem } from '../../utils/store/archive-problem.ts';
import { archiveProblem } from '../desk/archive-problem.ts';
import type { Desk } from '../desk/desk.ts';
import { ExportField, nameFile } from './ExportField.tsx';
import { Section } from './Section.tsx';
import { isReadable, useReadable } from './use-readable.ts';
import { WipeField } from './WipeField.tsx';

interface RecoverySectionProps {
  readonly desk: Desk;
  readonly problem: ArchiveProblem;
  /** The database's name; absent while the background is silent. */
  readonly name: string | undefined;
  readonly hasAccount: boolean;
  readonly clock: Clock;
  readonly onReplaced: () => void;
}

/** An archive that does not open: what is wrong, what can still be read of it, and a new one when the user says so. */
export function RecoverySection(props: RecoverySectionProps) {
  const { desk, problem, name, hasAccount, clock, onReplaced } = props;
  return (
    <Section name="recovery">
      <ProblemBanner problem={archiveProblem(problem)} />
      {isReadable(problem) && name !== undefined && <ReadableField name={name} clock={clock} />}
      {(isReadable(problem) || problem.code === 'missing') && (
        <WipeField desk={desk} hasAccount={hasAccount} onWiped={onReplaced} isRebuild />
      )}
    </Section>
  );
}

function ReadableField({ name, clock }: { readonly name: string; readonly clock: Clock }) {
  const [lines, lost] = useReadable(name, clock);
  return (
    <>
      <p>{t('recoverySteps')}</p>
      <ExportField name={nameFile(clock())} lines={lines} />
      {lost > 0 && <Banner tone="warn" title={plural('recoveryLost', lost)} />}
    </>
  );
}
