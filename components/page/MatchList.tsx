import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { IndicatorKey, IndicatorKind } from '../../utils/ioc/indicator.ts';
import { SECOND_MS } from '../../utils/lang/time.ts';
import { CopyButton } from '../kit/CopyButton.tsx';
import { Time } from '../kit/Time.tsx';
import { disarm, Untrusted, Value } from '../kit/Untrusted.tsx';
import { useRowKeys } from '../kit/use-row-keys.ts';
import { MuteMenu } from '../stream/MuteMenu.tsx';
import { listHosts, type MuteTarget } from '../stream/mutes.ts';
import { KIND_WORDS } from '../words/kind-words.ts';
import { type MessageKey, plural, t } from '../words/translate.ts';
import { PLACE_WORDS, type Place } from './places.ts';
import { LazySightings, type SightingRows } from './Sightings.tsx';

export type MatchedState = 'unread' | 'match' | 'related';

/** An indicator of the web page that the archive knows, or knows something related to. */
export interface MatchItem {
  readonly key: IndicatorKey;
  readonly kind: IndicatorKind;
  readonly value: string;
  readonly state: MatchedState;
  readonly relation?: { readonly how: string; readonly key: IndicatorKey };
  readonly notifications: number;
  readonly unread: number;
  /** Absent: not known. */
  readonly place?: Place;
  /** Rule or source of the newest notification. Untrusted. */
  readonly label?: string;
  /** UTC seconds. */
  readonly lastDate?: number;
}

interface MatchListProps {
  readonly items: readonly MatchItem[];
  /** For who wants to reach the rows. */
  readonly list?: RefObject<HTMLUListElement | null>;
  readonly now: number;
  /** Latest notifications of an item; rejects when the archive cannot be read. Asked for when an item is unfolded. */
  readonly readSightings: (item: MatchItem) => Promise<SightingRows>;
}

const STATE_WORDS: Readonly<Record<MatchedState, MessageKey>> = {
  unread: 'stateUnread',
  match: 'stateMatch',
  related: 'stateRelated',
};

/** How an indicator of the page relates to one of the archive (utils/match); a new sort shows its own name. */
const RELATION_WORDS: Readonly<Record<string, MessageKey>> = {
  exact: 'relation_exact',
  'url-id': 'relation_url_id',
  'host-of-url': 'relation_host_of_url',
  'on-host': 'relation_on_host',
  'below-domain': 'relation_below_domain',
};

export const relationWord = (how: string): string => {
  const key = RELATION_WORDS[how];
  return key === undefined ? how : t(key);
};

/** Unread matches first, then matches, then related ones, each in the order of the page. */
export function sortMatches(items: readonly MatchItem[]): readonly MatchItem[] {
  const order = Object.keys(STATE_WORDS);
  return items.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}

export function MatchList({ items, list: given, now, readSightings }: MatchListProps) {
  const own = useRef<HTMLUListElement>(null);
  const list = given ?? own;
  const [expanded, setExpanded] = useState<IndicatorKey>();
  useRowKeys(list);
  return (
    <ul class="rows matches" ref={list}>
      {sortMatches(items).map((item) => (
        <li class="row" key={item.key} data-key={item.key} data-state={item.state}>
          <div class="row-head">
            <button
              type="button"
              class="row-button"
              data-row={item.key}
              data-copy={item.value}
              aria-expanded={item.key === expanded}
              tabIndex={-1}
              onClick={() => setExpanded(item.key === expanded ? undefined : item.key)}
            >
              <span class="row-line">
                <span class="row-mark" title={t(STATE_WORDS[item.state])} />
                <Value text={item.value} />
                {item.lastDate !== undefined && <Time ms={item.lastDate * SECOND_MS} now={now} />}
              </span>
              <MatchFacts item={item} />
            </button>
            <CopyButton text={item.value} label={t('copyWhat', disarm(item.value))} tabIndex={-1} />
          </div>
          {item.key === expanded && item.relation && <MuteMenu targets={listOwnTargets(item)} />}
          {item.key === expanded && <LazySightings now={now} read={() => readSightings(item)} />}
        </li>
      ))}
    </ul>
  );
}

/** A related match stands for itself: what it is related to has its own below. */
const listOwnTargets = ({ key, value }: MatchItem): readonly MuteTarget[] => [
  { list: 'keys', values: [key], name: value },
  ...listHosts([key]),
];

function MatchFacts({ item }: { readonly item: MatchItem }) {
  // A URL that the archive knows by its id is that very URL: its rule says more than its id.
  const relation = item.state === 'related' ? item.relation : undefined;
  return (
    <span class="row-line row-facts">
      <span>{t(STATE_WORDS[item.state])}</span>
      <span>{t(KIND_WORDS[item.kind])}</span>
      {relation && (
        <span class="fact-name">
          {relationWord(relation.how)} <Untrusted text={relation.key.slice(relation.key.indexOf(':') + 1)} />
        </span>
      )}
      {item.label !== undefined && relation === undefined && (
        <span class="fact-name">
          <Untrusted text={item.label} />
        </span>
      )}
      <span class="tags" />
      {item.place && <span>{t(PLACE_WORDS[item.place])}</span>}
      <span>{plural('notifications', item.notifications)}</span>
    </span>
  );
}
