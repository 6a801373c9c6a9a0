import type { Clock } from '../../utils/lang/time.ts';
import type { OpenedArchive } from '../background/archive-access.ts';
import type { Desk } from '../desk/desk.ts';
import { ExportField, nameFile } from './ExportField.tsx';
import { ImportField } from './ImportField.tsx';
import { RetentionField } from './RetentionField.tsx';
import { Section } from './Section.tsx';
import { SizesField } from './SizesField.tsx';
import type { SettingsProps } from './use-settings.ts';
import { WipeField } from './WipeField.tsx';

interface DataSectionProps extends Pick<SettingsProps, 'settings'> {
  readonly desk: Desk;
  readonly opened: OpenedArchive;
  readonly clock: Clock;
  /** After another archive took the place of this one. */
  readonly onReplaced: () => void;
}

/** The archive as a file, how long it keeps, how large it is, and its end. */
export function DataSection({ desk, opened, clock, settings, onReplaced }: DataSectionProps) {
  const { archive, account } = opened;
  return (
    <Section name="data">
      <SizesField archive={archive} settings={settings} />
      <ExportField name={nameFile(clock())} lines={() => archive.exportLines(clock())} />
      <ImportField desk={desk} archive={archive} />
      <RetentionField desk={desk} archive={archive} clock={clock} settings={settings} />
      <WipeField desk={desk} hasAccount={account !== undefined} onWiped={onReplaced} />
    </Section>
  );
}
