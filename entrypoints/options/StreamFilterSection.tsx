import { useEffect, useState } from 'preact/hooks';
import { ProblemBanner } from '../../components/sync/ProblemBanner.tsx';
import { plural, t } from '../../components/words/translate.ts';
import { parseFilter } from '../../utils/ioc/filter.ts';
import { SECOND_MS } from '../../utils/lang/time.ts';
import type { CountUpstreamReply } from '../../utils/messaging/archive-requests.ts';
import type { Desk } from '../desk/desk.ts';
import { FilterDraft, useDraft } from './FilterDraft.tsx';
import { Section } from './Section.tsx';
import type { SettingsProps } from './use-settings.ts';

interface StreamFilterSectionProps extends SettingsProps {
  readonly desk: Desk;
  readonly hasAccount: boolean;
}

/** What to sync: a filter that VirusTotal itself applies, with the number that it matches there now. */
export function StreamFilterSection({ desk, hasAccount, settings, onChange }: StreamFilterSectionProps) {
  const draft = useDraft((streamFilter) => onChange({ streamFilter }));
  const { text } = draft;
  const isValid = text !== undefined && parseFilter(text, 'stream').ok;
  const count = useCount(desk, hasAccount && isValid ? text.trim() : undefined);
  return (
    <Section name="what-to-sync">
      <FilterDraft
        label={t('streamFilterLabel')}
        help={t('streamFilterHelp')}
        dialect="stream"
        stored={settings.streamFilter}
        draft={draft}
      />
      <p class="help" role="status">
        {describeCount(count)}
      </p>
      {count !== 'none' && count !== 'asking' && !count.ok && <ProblemBanner problem={count.problem} />}
    </Section>
  );
}

type Count = CountUpstreamReply | 'none' | 'asking';

function describeCount(count: Count): string {
  if (count === 'none') return t('streamFilterCountHelp');
  if (count === 'asking') return t('counting');
  if (!count.ok) return '';
  return count.count === undefined ? t('countUnsaid') : plural('countUpstream', count.count);
}

/** After the last key: half a word is no filter worth a request. */
const PAUSE_MS = SECOND_MS;

function useCount(desk: Desk, filter: string | undefined): Count {
  const [counted, setCounted] = useState<{ readonly filter: string; readonly count: Count }>();
  useEffect(() => {
    if (filter === undefined) return;
    let gone = false;
    const keep = (count: Count) => {
      if (!gone) setCounted({ filter, count });
    };
    const timer = setTimeout(() => {
      keep('asking');
      desk.send({ type: 'count-upstream', filter }).then(keep, () => keep('none'));
    }, PAUSE_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [desk, filter]);
  return filter !== undefined && counted?.filter === filter ? counted.count : 'none';
}
