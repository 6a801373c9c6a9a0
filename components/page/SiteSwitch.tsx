import { useId } from 'preact/hooks';
import { Button } from '../kit/Button.tsx';
import { Icon } from '../kit/Icon.tsx';
import { Untrusted } from '../kit/Untrusted.tsx';
import { type MessageKey, t } from '../words/translate.ts';

const MODES = [
  ['highlight', 'siteHighlightLabel', 'siteHighlightHelp'],
  ['quiet', 'siteQuietLabel', 'siteQuietHelp'],
  ['off', 'siteOffLabel', 'siteOffHelp'],
] as const satisfies readonly (readonly [string, MessageKey, MessageKey])[];
export type SiteModeChoice = (typeof MODES)[number][0];

const FAULT_WORDS = {
  'no-tab': 'siteNoTab',
  'no-access': 'siteNoAccess',
  'browser-page': 'siteBrowserPage',
  store: 'siteStore',
  'files-off': 'siteFilesOff',
} as const satisfies Record<string, MessageKey>;

const UNSAVED_WORDS = {
  damaged: 'siteUnsaved',
  refused: 'siteRefused',
  silent: 'siteSilent',
} as const satisfies Record<string, MessageKey>;

export interface SiteState {
  readonly mode: SiteModeChoice;
  /** Absent: no site of its own, so that only this page can be switched. */
  readonly host?: string;
  readonly pageOnly: boolean;
  /** Why what was chosen could not be saved: nothing changed (`silent`), or it holds for this page only. */
  readonly unsaved?: keyof typeof UNSAVED_WORDS;
  readonly fault?: keyof typeof FAULT_WORDS;
}

interface SiteSwitchProps {
  /** `undefined`: not known yet; its room is kept, so that nothing jumps. */
  readonly site: SiteState | undefined;
  /** `page`: for this page only. */
  readonly onSwitch: (mode: SiteModeChoice, of: 'site' | 'page') => void;
  /** The key that does the same, as the browser writes it; '' for none, `undefined` while that is not known. */
  readonly shortcut: string | undefined;
  readonly onChangeKeys: () => void;
}

/** What Huntlight does on the current site, the host above it, so that one sees what is switched. */
export function SiteSwitch({ site, onSwitch, shortcut, onChangeKeys }: SiteSwitchProps) {
  const id = useId();
  if (site === undefined) return <section class="site-switch" />;
  if (site.fault !== undefined) {
    return (
      <section class="site-switch site-fault" aria-label={t('siteThisPage')}>
        <Icon name="info" />
        <p>{t(FAULT_WORDS[site.fault])}</p>
      </section>
    );
  }
  const choose = (mode: SiteModeChoice, event: MouseEvent | KeyboardEvent) => {
    const isPage = site.host === undefined || event.ctrlKey || event.metaKey;
    onSwitch(mode, isPage ? 'page' : 'site');
  };
  return (
    <section class="site-switch" aria-labelledby={`${id}-host`}>
      <div class="site-head">
        <p class="site-host" id={`${id}-host`}>
          {site.host === undefined ? t('siteThisPage') : <Untrusted text={site.host} />}
        </p>
        {shortcut !== undefined && <ShortcutButton shortcut={shortcut} onClick={onChangeKeys} />}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in the line above */}
      <div class="site-modes" role="group" aria-labelledby={`${id}-host`}>
        {MODES.map(([mode, label, help]) => (
          <button
            key={mode}
            type="button"
            class="site-mode"
            data-mode={mode}
            aria-pressed={site.mode === mode}
            title={`${t(help)} ${t('siteCtrlHint')}`}
            onClick={(event) => choose(mode, event)}
            onKeyDown={(event) => {
              // The click that a key makes does not say which keys were held.
              if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
              event.preventDefault();
              choose(mode, event);
            }}
          >
            {t(label)}
          </button>
        ))}
      </div>
      {site.unsaved && (
        <p class="fault" role="alert">
          {t(UNSAVED_WORDS[site.unsaved])}
        </p>
      )}
      {site.pageOnly && site.host !== undefined && (
        <p class="site-page-only">
          <span class="muted">{t('sitePageOnly')}</span>
          <Button look="quiet" onClick={() => onSwitch(site.mode, 'site')}>
            {t('siteKeep')}
          </Button>
        </p>
      )}
    </section>
  );
}

/** Shows the key where the switch is, and is the way to change it. */
function ShortcutButton({ shortcut, onClick }: { readonly shortcut: string; readonly onClick: () => void }) {
  const label = shortcut === '' ? t('siteNoKey') : t('siteKey', shortcut);
  return (
    <button type="button" class="site-key" aria-label={label} title={label} onClick={onClick}>
      <kbd>{shortcut === '' ? t('keyNone') : shortcut}</kbd>
    </button>
  );
}
