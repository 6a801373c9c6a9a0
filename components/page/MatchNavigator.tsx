import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { announce } from '../kit/Announcer.tsx';
import { Icon } from '../kit/Icon.tsx';
import { useLetters, withKey } from '../kit/letters.ts';
import { plural, t } from '../words/translate.ts';
import type { MatchItem } from './MatchList.tsx';
import { countPlaces } from './places.ts';

interface MatchNavigatorProps {
  /** In the order of the list. */
  readonly items: readonly MatchItem[];
  /** All indicators of the page, matched or not. */
  readonly indicators: number;
  /** Holds the list's rows. */
  readonly list: RefObject<HTMLElement | null>;
  /** Scrolls the page to a match, false when it cannot. Absent: the page stays still. */
  readonly onShow?: ((item: MatchItem) => Promise<boolean>) | undefined;
}

/** "3 of 17" over the list, with next and previous. The list is what moves; the page only where the user allows it. */
export function MatchNavigator({ items, indicators, list, onShow }: MatchNavigatorProps) {
  const [current, setCurrent] = useState<string>();
  const [refused, setRefused] = useState<string>();
  const at = items.findIndex(({ key }) => key === current);

  useEffect(() => {
    const root = list.current;
    const onFocus = ({ target }: FocusEvent) =>
      setCurrent(
        target instanceof Element ? target.closest<HTMLElement>('li[data-key]')?.dataset['key'] : undefined,
      );
    root?.addEventListener('focusin', onFocus);
    return () => root?.removeEventListener('focusin', onFocus);
  }, [list]);

  // On the rows themselves, as the list's tab stop is: a step then renders no row anew.
  useEffect(() => {
    for (const row of list.current?.querySelectorAll<HTMLElement>('li[data-key]') ?? []) {
      if (row.dataset['key'] === current) row.setAttribute('aria-current', 'true');
      else row.removeAttribute('aria-current');
    }
  });

  function step(by: 1 | -1): void {
    const item = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : (at + by + items.length) % items.length];
    if (item === undefined) return;
    const row = list.current?.querySelector<HTMLElement>(`li[data-key="${CSS.escape(item.key)}"]`);
    setCurrent(item.key);
    setRefused(undefined);
    // The keys move the focus as well; who presses the buttons goes on pressing them.
    if (list.current?.contains(document.activeElement))
      row?.querySelector<HTMLElement>('[data-row]')?.focus();
    else announce(`${t('matchAt', items.indexOf(item) + 1, items.length)}: ${item.value}`);
    row?.scrollIntoView({ block: 'nearest' });
    void onShow?.(item).then((shown) => setRefused(shown ? undefined : item.key));
  }

  const places = countPlaces(items);
  return (
    <header class="match-navigator">
      <div class="batch-heading">
        <h2>{plural('pageMatches', items.length)}</h2>
        <span class="muted">{plural('pageOf', indicators)}</span>
        <span class="match-steps">
          {at >= 0 && <span class="match-at">{t('matchAt', at + 1, items.length)}</span>}
          <StepButton step="previousMatch" onClick={() => step(-1)} />
          <StepButton step="nextMatch" onClick={() => step(1)} />
        </span>
      </div>
      {places !== '' && <p class="match-places">{places}</p>}
      {refused !== undefined && refused === current && (
        <p class="match-places" role="status">
          {t('matchNotShown')}
        </p>
      )}
    </header>
  );
}

interface StepButtonProps {
  readonly step: 'nextMatch' | 'previousMatch';
  readonly onClick: () => void;
}

/** `step`: the letter's action that presses it in the list (use-row-keys.ts). */
function StepButton({ step, onClick }: StepButtonProps) {
  const letters = useLetters();
  const label = withKey(t(step === 'nextMatch' ? 'matchNext' : 'matchPrevious'), letters[step]);
  return (
    <button
      type="button"
      class="icon-button"
      data-step={step}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      <Icon name={step === 'nextMatch' ? 'down' : 'up'} />
    </button>
  );
}
