import { type ComponentType, render } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { Banner } from '../../components/kit/Banner.tsx';
import { messagesLocale, setLookup, t } from '../../components/words/translate.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../utils/settings/settings.ts';
import { readDeskSettings, UserSettings } from './UserSettings.tsx';

/** Every desk page starts here: words first, then the view, and one place where a bug is caught and said. */
export function startPage(View: ComponentType): void {
  setLookup((key, substitutions) => browser.i18n.getMessage(key as never, substitutions));
  document.documentElement.lang = messagesLocale();
  document.dir = browser.i18n.getMessage('@@bidi_dir');
  const root = document.getElementById('root') ?? document.body;
  // A page whose settings cannot be read says so itself.
  void readDeskSettings()
    .catch(() => DEFAULT_SETTINGS)
    .then((first) => render(<Guarded View={View} first={first} />, root));
}

interface GuardedProps {
  readonly View: ComponentType;
  readonly first: Pick<Settings, 'letters' | 'density'>;
}

function Guarded({ View, first }: GuardedProps) {
  const [error] = useErrorBoundary((caught) => console.error('Huntlight:', caught));
  if (error === undefined)
    return (
      <UserSettings first={first}>
        <View />
      </UserSettings>
    );
  return (
    <Banner tone="bad" title={t('bugTitle')}>
      <p>{t('bugAdvice')}</p>
      <p class="server-words">{error instanceof Error ? (error.stack ?? error.message) : String(error)}</p>
    </Banner>
  );
}
