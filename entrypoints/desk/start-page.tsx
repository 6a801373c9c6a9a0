import { type ComponentType, render } from 'preact';
import { useErrorBoundary } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { Banner } from '../../components/kit/Banner.tsx';
import { messagesLocale, setLookup, t } from '../../components/words/translate.ts';
import { UserLetters } from './UserLetters.tsx';

/** Every desk page starts here: words first, then the view, and one place where a bug is caught and said. */
export function startPage(View: ComponentType): void {
  setLookup((key, substitutions) => browser.i18n.getMessage(key as never, substitutions));
  document.documentElement.lang = messagesLocale();
  document.dir = browser.i18n.getMessage('@@bidi_dir');
  const root = document.getElementById('root') ?? document.body;
  render(<Guarded View={View} />, root);
}

function Guarded({ View }: { readonly View: ComponentType }) {
  const [error] = useErrorBoundary((caught) => console.error('Huntlight:', caught));
  if (error === undefined)
    return (
      <UserLetters>
        <View />
      </UserLetters>
    );
  return (
    <Banner tone="bad" title={t('bugTitle')}>
      <p>{t('bugAdvice')}</p>
      <p class="server-words">{error instanceof Error ? (error.stack ?? error.message) : String(error)}</p>
    </Banner>
  );
}
