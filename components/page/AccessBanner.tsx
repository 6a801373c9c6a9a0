import { Banner, BannerPart } from '../kit/Banner.tsx';
import { Button } from '../kit/Button.tsx';
import { t } from '../words/translate.ts';

interface AccessBannerProps {
  /** Called first thing in the gesture. */
  readonly onAskAccess: () => void;
  /** Stands inside the banner of a graver fault. */
  readonly inside?: boolean;
}

/** The user withheld access to web pages. */
export function AccessBanner({ onAskAccess, inside = false }: AccessBannerProps) {
  const action = <Button onClick={onAskAccess}>{t('allowAccess')}</Button>;
  const advice = <p>{t('hostAccessAdvice')}</p>;
  return inside ? (
    <BannerPart title={t('hostAccessTitle')} action={action}>
      {advice}
    </BannerPart>
  ) : (
    <Banner tone="bad" title={t('hostAccessTitle')} action={action}>
      {advice}
    </Banner>
  );
}
