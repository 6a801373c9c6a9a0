import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { formatNumber } from '../words/translate.ts';

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** Shown after the label when it is not 0; `countLabel` says what is counted. */
  readonly count?: number;
  readonly countLabel?: string;
}

interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  readonly selected: Id;
  readonly onSelect: (id: Id) => void;
  /** Stands at the end of the line of tabs: what can be done with the selected one. */
  readonly end?: ComponentChildren;
  /** The selected tab's panel. */
  readonly children: ComponentChildren;
}

/** Where the focus can rest when what had it in the selected panel is gone. */
export const SELECTED_TAB = '[role=tab][aria-selected=true]';

/** The ARIA tabs pattern with automatic activation: arrows, Home and End move and select at once. */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect, end, children }: TabsProps<Id>) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const index = nextIndex(
      event.key,
      tabs.findIndex(({ id }) => id === selected),
      tabs.length,
    );
    const next = index === undefined ? undefined : tabs[index];
    if (next === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onSelect(next.id);
    list.current?.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus();
  };
  return (
    <>
      <div class="tabs-line">
        <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={move}>
          {tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              class="tab"
              role="tab"
              id={`tab-${tab.id}`}
              aria-selected={tab.id === selected}
              aria-controls="tab-panel"
              tabIndex={tab.id === selected ? 0 : -1}
              onClick={() => onSelect(tab.id)}
            >
              <span class="tab-label" data-label={tab.label}>
                {tab.label}
              </span>
              <TabCount tab={tab} />
            </button>
          ))}
        </div>
        {end}
      </div>
      <div class="tab-panel" role="tabpanel" id="tab-panel" aria-labelledby={`tab-${selected}`}>
        {children}
      </div>
    </>
  );
}

function TabCount<Id extends string>({ tab }: { readonly tab: Tab<Id> }) {
  if (!tab.count) return null;
  return (
    <>
      {' '}
      <span class="count" title={tab.countLabel}>
        {formatNumber(tab.count)}
      </span>
    </>
  );
}

/** Right and left wrap around; undefined for a key that does not move. In right-to-left pages the arrows turn round. */
function nextIndex(key: string, index: number, length: number): number | undefined {
  const forward = document.dir === 'rtl' ? -1 : 1;
  if (key === 'ArrowRight') return (index + forward + length) % length;
  if (key === 'ArrowLeft') return (index - forward + length) % length;
  if (key === 'Home') return 0;
  return key === 'End' ? length - 1 : undefined;
}
