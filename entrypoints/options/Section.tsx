import { type ComponentChildren, createContext } from 'preact';
import { useContext, useLayoutEffect } from 'preact/hooks';
import { type MessageKey, t } from '../../components/words/translate.ts';

/** Every section with its heading, in the page's order; its name is its anchor. */
export const SECTIONS = {
  account: 'accountHeading',
  sync: 'syncHeading',
  archive: 'archiveHeading',
  'what-to-sync': 'streamFilterHeading',
  matching: 'matchingHeading',
  paint: 'paintHeading',
  notify: 'notifyHeading',
  lists: 'listsHeading',
  data: 'dataHeading',
  deletion: 'deletionHeading',
  recovery: 'recoveryHeading',
  archives: 'archivesHeading',
  backup: 'backupHeading',
  about: 'aboutHeading',
} as const satisfies Record<string, MessageKey>;

export type SectionName = keyof typeof SECTIONS;

/** Told when a section comes or goes: most wait for the settings or the archive. */
export const SectionsContext = createContext<(name: SectionName, isHere: boolean) => void>(() => undefined);

interface SectionProps {
  readonly name: SectionName;
  readonly children: ComponentChildren;
}

export function Section({ name, children }: SectionProps) {
  const tell = useContext(SectionsContext);
  useLayoutEffect(() => {
    tell(name, true);
    return () => tell(name, false);
  }, [tell, name]);
  return (
    <section aria-labelledby={name}>
      {/* The focus rests here when what had it is gone, and goes here with a link to the section. */}
      <h2 id={name} tabIndex={-1}>
        {t(SECTIONS[name])}
      </h2>
      {children}
    </section>
  );
}
