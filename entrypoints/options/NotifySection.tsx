import { useState } from 'preact/hooks';
import { announce } from '../../components/kit/Announcer.tsx';
import { Banner } from '../../components/kit/Banner.tsx';
import { Button } from '../../components/kit/Button.tsx';
import { CheckboxField } from '../../components/settings/CheckboxField.tsx';
import { ChoiceField } from '../../components/settings/ChoiceField.tsx';
import { FilterField } from '../../components/settings/FilterField.tsx';
import { t } from '../../components/words/translate.ts';
import { parseFilter } from '../../utils/ioc/filter.ts';
import { Section } from './Section.tsx';
import type { SettingsProps } from './use-settings.ts';

interface NotifySectionProps extends SettingsProps {
  /** Asks the browser for its permission; must be called first thing in a gesture. */
  readonly onAskNotifications: () => Promise<boolean>;
}

/** How the user hears of new matches: the toolbar button's number, and desktop notifications. */
export function NotifySection({ settings, onChange, onAskNotifications }: NotifySectionProps) {
  const { notify } = settings;
  const [refused, setRefused] = useState(false);
  const enable = (enabled: boolean) => {
    if (!enabled) return onChange({ notify: { ...notify, enabled } });
    void onAskNotifications().then((granted) => {
      setRefused(!granted);
      if (granted) onChange({ notify: { ...notify, enabled } });
    });
  };
  return (
    <Section name="notify">
      <CheckboxField
        label={t('badgeNumberLabel')}
        help={t('badgeNumberHelp')}
        checked={settings.badgeNumber}
        onChange={(badgeNumber) => onChange({ badgeNumber })}
      />
      {settings.badgeNumber && (
        <ChoiceField
          legend={t('badgeCountsLegend')}
          value={settings.badgeCounts}
          onChange={(badgeCounts) => onChange({ badgeCounts })}
          choices={[
            { value: 'both', label: t('badgeBothLabel'), help: t('badgeBothHelp') },
            { value: 'page', label: t('badgePageLabel'), help: t('badgePageHelp') },
            { value: 'unread', label: t('badgeUnreadLabel'), help: t('badgeUnreadHelp') },
          ]}
        />
      )}
      <CheckboxField
        label={t('notifyLabel')}
        help={t('notifyHelp')}
        checked={notify.enabled}
        onChange={enable}
      />
      {refused && (
        <Banner tone="warn" title={t('notifyRefused')}>
          <p>{t('notifyRefusedAdvice')}</p>
        </Banner>
      )}
      {notify.enabled && (
        <NoticeFilter
          filter={notify.filter}
          onSave={(filter) => onChange({ notify: { ...notify, filter } })}
        />
      )}
    </Section>
  );
}

interface NoticeFilterProps {
  readonly filter: string;
  readonly onSave: (filter: string) => void;
}

/** By rule, tag or source, in the grammar of the search box: VirusTotal has the rule's name among the tags. */
function NoticeFilter({ filter, onSave }: NoticeFilterProps) {
  const [draft, setDraft] = useState<string>();
  const shown = draft ?? filter;
  const save = () => {
    onSave(shown.trim());
    setDraft(undefined);
    announce(t('saved'));
  };
  return (
    <>
      <FilterField
        label={t('notifyFilterLabel')}
        help={t('notifyFilterHelp')}
        value={shown}
        dialect="local"
        onInput={setDraft}
      />
      {draft !== undefined && shown.trim() !== filter && parseFilter(shown, 'local').ok && (
        <div class="form-end">
          <Button look="primary" onClick={save}>
            {t('save')}
          </Button>
          <Button look="quiet" onClick={() => setDraft(undefined)}>
            {t('cancel')}
          </Button>
        </div>
      )}
    </>
  );
}
