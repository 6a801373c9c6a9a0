import { Button } from '../../components/kit/Button.tsx';
import { ChoiceField } from '../../components/settings/ChoiceField.tsx';
import { SelectField } from '../../components/settings/SelectField.tsx';
import { type OnChange, Refused, useRefusal } from '../../components/settings/use-refusal.tsx';
import { t } from '../../components/words/translate.ts';
import { HUES, type PaintHue, USUAL_PAINT } from '../../utils/highlight/paint-style.ts';
import type { Settings } from '../../utils/settings/settings.ts';
import { PaintPreview } from './PaintPreview.tsx';
import { Section } from './Section.tsx';
import type { SettingsProps } from './use-settings.ts';

/** How matches are painted on pages, with the very paint of the overlay to look at. */
export function PaintSection({ settings: { paint }, onChange }: SettingsProps) {
  const change = (patch: Partial<Settings['paint']>) => onChange({ paint: { ...paint, ...patch } });
  const [reset, refusal] = useRefusal(() =>
    onChange({ paint: { ...USUAL_PAINT, hues: { ...USUAL_PAINT.hues } } }),
  );
  return (
    <Section name="paint">
      <p class="help">{t('paintHelp')}</p>
      <PaintPreview choice={paint} />
      <ChoiceField
        legend={t('paintShapeLegend')}
        value={paint.shape}
        onChange={(shape) => change({ shape })}
        choices={[
          { value: 'line-tint', label: t('paintLineTint'), help: t('paintLineTintHelp') },
          { value: 'line', label: t('paintLine'), help: t('paintLineHelp') },
          { value: 'frame', label: t('paintFrame'), help: t('paintFrameHelp') },
        ]}
      />
      <ChoiceField
        legend={t('paintStrengthLegend')}
        value={paint.strength}
        onChange={(strength) => change({ strength })}
        choices={[
          { value: 'faint', label: t('paintFaint'), help: t('paintFaintHelp') },
          { value: 'usual', label: t('paintUsual'), help: t('paintUsualHelp') },
          { value: 'strong', label: t('paintStrong'), help: t('paintStrongHelp') },
        ]}
      />
      <HueFields hues={paint.hues} onChange={(hues) => change({ hues })} />
      {!isUsual(paint) && (
        <div class="form-end">
          <Button onClick={() => reset(undefined)}>{t('paintReset')}</Button>
        </div>
      )}
      <Refused refusal={refusal} />
    </Section>
  );
}

function isUsual({ shape, strength, hues }: Settings['paint']): boolean {
  const usual = USUAL_PAINT;
  const hasUsualHues = (['match', 'unread', 'related'] as const).every(
    (state) => hues[state] === usual.hues[state],
  );
  return shape === usual.shape && strength === usual.strength && hasUsualHues;
}

interface HueFieldsProps {
  readonly hues: Settings['paint']['hues'];
  readonly onChange: OnChange<Settings['paint']['hues']>;
}

function HueFields({ hues, onChange }: HueFieldsProps) {
  const names: Readonly<Record<PaintHue, string>> = {
    amber: t('hueAmber'),
    red: t('hueRed'),
    blue: t('hueBlue'),
    green: t('hueGreen'),
    violet: t('hueViolet'),
    magenta: t('hueMagenta'),
    teal: t('hueTeal'),
  };
  const choices = (Object.keys(HUES) as PaintHue[]).map((value) => ({ value, label: names[value] }));
  return (
    <fieldset class="choices">
      <legend>{t('paintHuesLegend')}</legend>
      <div class="number-row">
        <SelectField
          label={t('stateMatch')}
          choices={choices}
          value={hues.match}
          onChange={(match) => onChange({ ...hues, match })}
        />
        <SelectField
          label={t('stateUnread')}
          choices={choices}
          value={hues.unread}
          onChange={(unread) => onChange({ ...hues, unread })}
        />
        <SelectField
          label={t('stateRelated')}
          choices={choices}
          value={hues.related}
          onChange={(related) => onChange({ ...hues, related })}
        />
      </div>
      <p class="help">{t('paintHuesHelp')}</p>
    </fieldset>
  );
}
