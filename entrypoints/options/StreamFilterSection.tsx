import { useEffect, useState } from 'preact/hooks';
import { announce } from '../../components/kit/Announcer.tsx';
import { Button } from '../../components/kit/Button.tsx';
import { FilterField } from '../../components/settings/FilterField.tsx';
import { ProblemBanner } from '../../components/sync/ProblemBanner.tsx';
import { plural, t } from '../../components/words/translate.ts';
import { parseFilter } from '../../utils/ioc/filter.ts';
import { SECOND_MS } from '../../utils/lang/time.ts';
import type { CountUpstreamReply } from '../../utils/messaging/archive-requests.ts';
import type { Desk } from '../desk/desk.ts';
import { Section } from './Section.tsx';
import type { SettingsProps } from './use-settings.ts';

interface StreamFilterSectionProps extends SettingsProps {
  readonly desk: Desk;
  readonly hasAccount: boolean;
}

/** What to sync: a filter that VirusTotal itself applies, with the number that it matches there now. */
export function StreamFilterSection({ desk, hasAccount, settings, onChange }: StreamFilterSectionProps) {
  const [draft, setDraft] = useState<string>();
  const filter = draft ?? settings.streamFilter;
  const isValid = parseFilter(filter, 'stream').ok;
  const count = useCount(desk, draft !== undefined && hasAccount && isValid ? filter.trim() : undefined);
  const save = () => {
    onChange({ streamFilter: filter.trim() });
    setDraft(undefined);
    announce(t('saved'));
  };
  return (
    <Section name="what-to-sync">
      <FilterField
        label={t('streamFilterLabel')}
        help={t('streamFilterHelp')}
        value={filter}
        dialect="stream"
        onInput={setDraft}
      />
      <p class="help" role="status">
        {describeCount(count)}
      </p>
      {count !== 'none' && count !== 'asking' && !count.ok && <ProblemBanner problem={count.problem} />}
      {draft !== undefined && isValid && filter.trim() !== settings.streamFilter && (
        <div class="form-end">
          <Button look="primary" onClick={save}>
            {t('save')}
          </Button>
          <Button look="quiet" onClick={() => setDraft(undefined)}>
            {t('cancel')}
          </Button>
        </div>
      )}
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
