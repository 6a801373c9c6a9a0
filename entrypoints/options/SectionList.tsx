import { useCallback, useState } from 'preact/hooks';
import { t } from '../../components/words/translate.ts';
import { SECTIONS, type SectionName } from './Section.tsx';

/** Which sections are on the page, and what tells of them (SectionsContext). */
export function useSections(): [ReadonlySet<SectionName>, (name: SectionName, isHere: boolean) => void] {
  const [here, setHere] = useState<ReadonlySet<SectionName>>(new Set());
  const tell = useCallback((name: SectionName, isHere: boolean) => {
    setHere((before) => {
      const after = new Set(before);
      if (isHere) after.add(name);
      else after.delete(name);
      return after;
    });
  }, []);
  return [here, tell];
}

/** Leads to every section that is there. */
export function SectionList({ here }: { readonly here: ReadonlySet<SectionName> }) {
  const names = (Object.keys(SECTIONS) as SectionName[]).filter((name) => here.has(name));
  return (
    <nav class="section-list" aria-label={t('optionsSections')}>
      <ul>
        {names.map((name) => (
          <li key={name}>
            <a href={`#${name}`}>{t(SECTIONS[name])}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
