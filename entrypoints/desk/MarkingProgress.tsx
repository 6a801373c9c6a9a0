import { plural, t } from '../../components/words/translate.ts';

/** How far the marking of many rows is; nothing at all where none is under way. */
export function MarkingProgress({ marked }: { readonly marked: number | undefined }) {
  if (marked === undefined) return null;
  // No live region: that it is done is said.
  return (
    <p class="muted work-progress">
      {t('marking')} {plural('soFar', marked)}
    </p>
  );
}
