import { useState } from 'preact/hooks';
import { announce } from '../../components/kit/Announcer.tsx';
import { Banner } from '../../components/kit/Banner.tsx';
import { CheckboxField } from '../../components/settings/CheckboxField.tsx';
import { ChoiceField } from '../../components/settings/ChoiceField.tsx';
import { t } from '../../components/words/translate.ts';
import { FilterDraft, useDraft } from './FilterDraft.tsx';
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
  const enable = async (enabled: boolean): Promise<boolean> => {
    // First of all: the browser asks its user in a gesture only.
    const granted = !enabled || (await onAskNotifications().catch(() => false));
    setRefused(!granted);
    if (granted) return onChange({ notify: { ...notify, enabled } });
    announce(t('notifyRefused'));
    // That is said below, and in other words than a disk that is full.
    return true;
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
  readonly onSave: (filter: string) => Promise<boolean>;
}

/** By rule, tag or source, in the grammar of the search box: VirusTotal has the rule's name among the tags. */
function NoticeFilter({ filter, onSave }: NoticeFilterProps) {
  return (
    <FilterDraft
      label={t('notifyFilterLabel')}
      help={t('notifyFilterHelp')}
      dialect="local"
      stored={filter}
      draft={useDraft(onSave)}
    />
  );
}
