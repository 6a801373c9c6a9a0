import { useEffect, useState } from 'preact/hooks';
import { Fact } from '../../components/kit/Fact.tsx';
import { formatBytes } from '../../components/words/format.ts';
import { t } from '../../components/words/translate.ts';
import type { Settings } from '../../utils/settings/settings.ts';
import type { Archive, ArchiveSizes } from '../../utils/store/archive-api.ts';

interface SizesFieldProps {
  readonly archive: Pick<Archive, 'measureSizes'>;
  readonly settings: Settings;
}

/** How much room is used: the browser's own figure, and what can be told of the parts once that is asked for. */
export function SizesField({ archive, settings }: SizesFieldProps) {
  const [total, setTotal] = useState<StorageEstimate>();
  const [sizes, setSizes] = useState<ArchiveSizes | 'failed'>();
  useEffect(() => void navigator.storage.estimate().then(setTotal), []);
  const measure = () => {
    void navigator.storage.estimate().then(setTotal);
    archive.measureSizes().then(setSizes, () => setSizes('failed'));
  };
  return (
    <div class="setting-group">
      {total?.usage !== undefined && (
        <p>
          {total.quota === undefined
            ? t('sizeUsed', formatBytes(total.usage))
            : t('sizeUsedOf', formatBytes(total.usage), formatBytes(total.quota))}
        </p>
      )}
      <details onToggle={({ currentTarget }) => currentTarget.open && measure()}>
        <summary>{t('sizesByPart')}</summary>
        <div class="setting-group">
          {sizes === undefined && <p class="muted">{t('sizesReading')}</p>}
          {sizes === 'failed' && <p class="fault">{t('sizesFailed')}</p>}
          {typeof sizes === 'object' && <Parts sizes={sizes} settings={settings} total={total?.usage} />}
        </div>
      </details>
    </div>
  );
}

interface PartsProps {
  readonly sizes: ArchiveSizes;
  readonly settings: Settings;
  readonly total: number | undefined;
}

function Parts({ sizes, settings, total }: PartsProps) {
  const own = new TextEncoder().encode(JSON.stringify(settings)).length;
  const rest = (total ?? 0) - sizes.rows - sizes.index - sizes.texts - sizes.notes - own;
  const parts = [
    [t('sizeRows'), sizes.rows],
    [t('sizeIndex'), sizes.index],
    [t('sizeTexts'), sizes.texts],
    [t('sizeNotes'), sizes.notes],
    [t('sizeSettings'), own],
    // Where the browser packs what it stores, there may be none.
    ...(rest > 0 ? [[t('sizeRest'), rest] as const] : []),
  ] as const;
  return (
    <>
      <dl class="facts sizes">
        {parts.map(([label, bytes]) => (
          <Fact key={label} label={label}>
            {t('sizeAbout', formatBytes(bytes))}
          </Fact>
        ))}
      </dl>
      <p class="help">
        {[t('sizesHelp'), sizes.isSampled && t('sizesSampled'), rest > 0 && t('sizeRestHelp')]
          .filter(Boolean)
          .join(' ')}
      </p>
    </>
  );
}
