import { useState } from 'preact/hooks';
import { announce } from '../../components/kit/Announcer.tsx';
import { Banner } from '../../components/kit/Banner.tsx';
import { Button } from '../../components/kit/Button.tsx';
import { t } from '../../components/words/translate.ts';
import type { SettingsAccess } from './use-settings.ts';

/** Settings that are damaged, which are never replaced unasked, or that the browser does not hand out. */
export function SettingsFault({ access: { state, repair, readAgain } }: { readonly access: SettingsAccess }) {
  const [isRefused, setRefused] = useState(false);
  if (state.phase === 'unreadable') {
    return (
      <Banner
        tone="bad"
        title={t('settingsUnreadable')}
        action={<Button onClick={readAgain}>{t('tryAgain')}</Button>}
      >
        <p>{t('settingsUnreadableBody')}</p>
      </Banner>
    );
  }
  if (state.phase !== 'damaged') return null;
  const mend = async () => {
    setRefused(false);
    const isStored = await repair();
    setRefused(!isStored);
    if (isStored) announce(t('saved'));
  };
  return (
    <Banner
      tone="bad"
      title={t('settingsDamaged')}
      action={<Button onClick={() => void mend()}>{t('settingsRepair')}</Button>}
    >
      <p>{t('settingsDamagedBody')}</p>
      <p class="server-words">{state.fields.join(', ')}</p>
      {isRefused && (
        <p class="fault" role="alert">
          {t('settingsRepairFailed')}
        </p>
      )}
    </Banner>
  );
}
