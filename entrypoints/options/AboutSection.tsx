import { Button } from '../../components/kit/Button.tsx';
import { Fact } from '../../components/kit/Fact.tsx';
import { t } from '../../components/words/translate.ts';
import { Section } from './Section.tsx';

interface AboutSectionProps {
  readonly version: string;
  readonly onWelcome: () => void;
}

/** What this is, and the way back to the first page with its promises and the sample. */
export function AboutSection({ version, onWelcome }: AboutSectionProps) {
  return (
    <Section name="about">
      <p>{t('welcomeLead')}</p>
      <dl class="facts">
        <Fact label={t('aboutVersion')}>{version}</Fact>
        <Fact label={t('aboutLicence')}>
          <span translate={false}>Apache-2.0</span>
        </Fact>
      </dl>
      <div class="form-end">
        <Button onClick={onWelcome}>{t('aboutWelcome')}</Button>
      </div>
    </Section>
  );
}
