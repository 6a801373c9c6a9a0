import type { ComponentChildren } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { Button } from '../kit/Button.tsx';
import { EmptyState } from '../kit/EmptyState.tsx';
import { useRowKeys } from '../kit/use-row-keys.ts';
import { type MatchItem, MatchList } from '../page/MatchList.tsx';
import type { SightingRows } from '../page/Sightings.tsx';
import { type UnseenIndicator, UnseenRow } from '../page/UnseenList.tsx';
import { formatNumber, type MessageKey, plural, t } from '../words/translate.ts';

const STATES = {
  all: 'lookUpAll',
  stream: 'lookUpStream',
  related: 'lookUpRelated',
  unseen: 'lookUpUnseen',
} as const satisfies Record<string, MessageKey>;
export type LookUpFilter = keyof typeof STATES;

interface LookUpResultsProps {
  readonly items: readonly MatchItem[];
  readonly unseen: readonly UnseenIndicator[];
  /** Distinct candidates, look-alikes included. */
  readonly looked: number;
  readonly now: number;
  readonly readSightings: (item: MatchItem) => Promise<SightingRows>;
  readonly shown: LookUpFilter;
  readonly onShow: (filter: LookUpFilter) => void;
  /** What can be done with those shown. */
  readonly end: ComponentChildren;
}

/** More rows at once are slow to draw; the export has all of them. */
const STEP = 300;

/** What was found, by state: matches first, then related ones, then what the archive does not hold. */
export function LookUpResults(props: LookUpResultsProps) {
  const { items, unseen, looked, now, readSightings, shown, onShow, end } = props;
  const [rows, setRows] = useState(STEP);
  const chosen = useMemo(() => choose(items, unseen, shown), [items, unseen, shown]);
  const total = items.length + unseen.length;
  if (total === 0) {
    return (
      <EmptyState title={t('lookUpNothing')}>
        <p>{t('lookUpNothingAdvice')}</p>
      </EmptyState>
    );
  }
  const matched = chosen.items.slice(0, rows);
  const others = chosen.unseen.slice(0, rows - matched.length);
  const left = chosen.items.length + chosen.unseen.length - matched.length - others.length;
  return (
    <section class="look-up-results" aria-label={t('lookUpResults')}>
      <div class="look-up-states">
        {(Object.keys(STATES) as LookUpFilter[]).map((state) => (
          <button
            key={state}
            type="button"
            class="look-up-state"
            aria-pressed={state === shown}
            onClick={() => {
              setRows(STEP);
              onShow(state);
            }}
          >
            {t(STATES[state])} <span class="count">{formatNumber(count(items, unseen, state))}</span>
          </button>
        ))}
        <span class="look-up-end">{end}</span>
      </div>
      <MatchList items={matched} now={now} readSightings={readSightings} />
      <UnseenRows indicators={others} />
      {left > 0 && (
        <Button onClick={() => setRows((before) => before + STEP)}>
          {plural('lookUpMore', Math.min(left, STEP), left)}
        </Button>
      )}
      {looked > total && <p class="help">{plural('lookUpAlike', looked - total)}</p>}
    </section>
  );
}

function UnseenRows({ indicators }: { readonly indicators: readonly UnseenIndicator[] }) {
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  return (
    <ul class="rows matches unseen-rows" ref={list}>
      {indicators.map(({ key, ...indicator }) => (
        <UnseenRow key={key} {...indicator} state={t('lookUpUnseen')} />
      ))}
    </ul>
  );
}

const isRelated = ({ state }: MatchItem): boolean => state === 'related';

/** The lines of a state: what is shown, and what its export holds. */
export function choose(
  items: readonly MatchItem[],
  unseen: readonly UnseenIndicator[],
  shown: LookUpFilter,
): { readonly items: readonly MatchItem[]; readonly unseen: readonly UnseenIndicator[] } {
  const ordered = [...items.filter((item) => !isRelated(item)), ...items.filter(isRelated)];
  switch (shown) {
    case 'all':
      return { items: ordered, unseen };
    case 'stream':
      return { items: items.filter((item) => !isRelated(item)), unseen: [] };
    case 'related':
      return { items: items.filter(isRelated), unseen: [] };
    case 'unseen':
      return { items: [], unseen };
  }
}

/** The result in a line, for who does not see it. */
export function describeFound(items: readonly MatchItem[], unseen: readonly UnseenIndicator[]): string {
  if (items.length + unseen.length === 0) return t('lookUpNothing');
  const states = ['stream', 'related', 'unseen'] as const;
  return states
    .map((state) => `${t(STATES[state])}: ${formatNumber(count(items, unseen, state))}`)
    .join(', ');
}

function count(items: readonly MatchItem[], unseen: readonly UnseenIndicator[], state: LookUpFilter): number {
  const chosen = choose(items, unseen, state);
  return chosen.items.length + chosen.unseen.length;
}
