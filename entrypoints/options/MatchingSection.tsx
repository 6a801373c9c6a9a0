import { useState } from 'preact/hooks';
import { CheckboxField } from '../../components/settings/CheckboxField.tsx';
import { ChoiceField } from '../../components/settings/ChoiceField.tsx';
import { ListField, type ListOutcome } from '../../components/settings/ListField.tsx';
import {
  type ParsedList,
  readHosts,
  readKeys,
  readSites,
  readWords,
  writeSites,
} from '../../components/settings/setting-lists.ts';
import { type MessageKey, t } from '../../components/words/translate.ts';
import type { SiteModeSetting } from '../../utils/settings/settings.ts';
import { Section } from './Section.tsx';
import type { SettingsProps } from './use-settings.ts';

/** Which matches are wanted, where, and what is never to be seen. */
export function MatchingSection({ settings, onChange }: SettingsProps) {
  const { related } = settings;
  const relate = (change: Partial<typeof related>) => onChange({ related: { ...related, ...change } });
  return (
    <Section name="matching">
      <fieldset class="choices">
        <legend>{t('relatedLegend')}</legend>
        <CheckboxField
          label={t('relatedBelowLabel')}
          help={t('relatedBelowHelp')}
          checked={related.belowDomain}
          onChange={(belowDomain) => relate({ belowDomain })}
        />
        <CheckboxField
          label={t('relatedOnHostLabel')}
          help={t('relatedOnHostHelp')}
          checked={related.onHost}
          onChange={(onHost) => relate({ onHost })}
        />
        <CheckboxField
          label={t('relatedHostOfLabel')}
          help={t('relatedHostOfHelp')}
          checked={related.hostOfUrl}
          onChange={(hostOfUrl) => relate({ hostOfUrl })}
        />
      </fieldset>
      <Sites settings={settings} onChange={onChange} />
      <Mutes settings={settings} onChange={onChange} />
    </Section>
  );
}

/** The list is of the sites that differ, whatever the others do. */
const SITES_LABELS = {
  highlight: 'sitesNotHighlighted',
  quiet: 'sitesNotQuiet',
  off: 'sitesNotOff',
} as const satisfies Record<SiteModeSetting, MessageKey>;

function Sites({ settings, onChange }: SettingsProps) {
  return (
    <>
      <ChoiceField
        legend={t('siteModeLegend')}
        value={settings.defaultSiteMode}
        onChange={(defaultSiteMode) => onChange({ defaultSiteMode })}
        choices={[
          { value: 'highlight', label: t('siteHighlightLabel'), help: t('siteHighlightHelp') },
          { value: 'quiet', label: t('siteQuietLabel'), help: t('siteQuietHelp') },
          { value: 'off', label: t('siteOffLabel'), help: t('siteOffHelp') },
        ]}
      />
      <ListField
        label={t(SITES_LABELS[settings.defaultSiteMode])}
        help={t('sitesHelp')}
        placeholder="intranet.example = off"
        text={writeSites(settings.siteModes)}
        onSave={(text) => store(readSites(text), (siteModes) => onChange({ siteModes }))}
      />
      <ListField
        label={t('scrollSitesLabel')}
        help={t('scrollHelp')}
        placeholder="intranet.example"
        text={settings.scrollSites.join('\n')}
        onSave={(text) => store(readHosts(text), (hosts) => onChange({ scrollSites: [...hosts] }))}
      />
      <ChoiceField
        legend={t('modifierLegend')}
        value={settings.detailModifier}
        onChange={(detailModifier) => onChange({ detailModifier })}
        choices={[
          { value: 'Alt', label: t('modifierAlt'), help: t('modifierAltHelp') },
          { value: 'Control', label: t('modifierControl'), help: t('modifierControlHelp') },
          { value: 'Shift', label: t('modifierShift'), help: t('modifierShiftHelp') },
          { value: 'off', label: t('modifierOff'), help: t('modifierOffHelp') },
        ]}
      />
    </>
  );
}

function Mutes({ settings: { muted }, onChange }: SettingsProps) {
  // At first only: whoever saves the last list empty is still in it.
  const [isOpen] = useState(() => Object.values(muted).some(({ length }) => length > 0));
  const mute = (change: { readonly [List in keyof typeof muted]?: readonly string[] }) => {
    const next = { ...muted, ...change };
    return onChange({
      muted: {
        keys: [...next.keys],
        hosts: [...next.hosts],
        rules: [...next.rules],
        sources: [...next.sources],
      },
    });
  };
  return (
    <details open={isOpen}>
      <summary>{t('mutesHeading')}</summary>
      <div class="setting-group">
        <p class="help">{t('mutesHelp')}</p>
        <ListField
          label={t('muteKeysLabel')}
          help={t('muteKeysHelp')}
          text={muted.keys.join('\n')}
          onSave={(text) => store(readKeys(text), (keys) => mute({ keys }))}
        />
        <ListField
          label={t('muteHostsLabel')}
          help={t('muteHostsHelp')}
          text={muted.hosts.join('\n')}
          onSave={(text) => store(readHosts(text), (hosts) => mute({ hosts }))}
        />
        <ListField
          label={t('muteRulesLabel')}
          help={t('muteRulesHelp')}
          text={muted.rules.join('\n')}
          onSave={(text) => store(readWords(text), (rules) => mute({ rules }))}
        />
        <ListField
          label={t('muteSourcesLabel')}
          help={t('muteSourcesHelp')}
          text={muted.sources.join('\n')}
          onSave={(text) => store(readWords(text), (sources) => mute({ sources }))}
        />
      </div>
    </details>
  );
}

const store = <T,>(parsed: ParsedList<T>, keep: (value: T) => Promise<boolean>): ListOutcome =>
  parsed.ok ? { stored: keep(parsed.value) } : { lines: parsed.lines };
