import { Banner } from '../kit/Banner.tsx';
import { Button } from '../kit/Button.tsx';
import { t } from '../words/translate.ts';

/** The user withheld access to web pages. `onAskAccess` is called first thing in the gesture. */
export function AccessBanner({ onAskAccess }: { readonly onAskAccess: () => void }) {
  return (
    <Banner
      tone="bad"
      title={t('hostAccessTitle')}
      action={<Button onClick={onAskAccess}>{t('allowAccess')}</Button>}
    >
      <p>{t('hostAccessAdvice')}</p>
    </Banner>
  );
}
