import { useState } from 'preact/hooks';
import type { ValueTerm } from '../../utils/ioc/filter.ts';
import { Button } from '../kit/Button.tsx';
import { disarm, Untrusted } from '../kit/Untrusted.tsx';
import { formatNumber, type MessageKey, plural, t } from '../words/translate.ts';
import type { WordCount } from './completion.ts';
import { hasTerm } from './filter-terms.ts';

/** What the rows of a search share, most frequent first. */
export interface FacetValues {
  readonly rules: readonly WordCount[];
  readonly sources: readonly WordCount[];
  readonly tags: readonly WordCount[];
  readonly entityTypes: readonly WordCount[];
  readonly origins: readonly WordCount[];
}

interface FacetListsProps {
  readonly facets: FacetValues;
  readonly filter: string;
  /** The timeline's series, whose colours stand beside their names. */
  readonly series: readonly string[];
  readonly onToggle: (term: ValueTerm) => void;
}

const LISTS: readonly (readonly [keyof FacetValues, ValueTerm['key'], MessageKey])[] = [
  ['rules', 'rule', 'facetRules'],
  ['sources', 'source_id', 'facetSources'],
  ['tags', 'notification_tag', 'facetTags'],
  ['entityTypes', 'entity_type', 'facetTypes'],
  ['origins', 'origin', 'facetOrigins'],
];

/** Values to narrow the search by, each a switch with its count. */
export function FacetLists({ facets, filter, series, onToggle }: FacetListsProps) {
  return (
    <div class="facets">
      {LISTS.map(([name, key, title]) => (
        <FacetList
          key={name}
          title={t(title)}
          term={key}
          values={facets[name]}
          filter={filter}
          series={series}
          onToggle={onToggle}
        />
      ))}
    </div>
  );
}

interface FacetListProps extends Omit<FacetListsProps, 'facets'> {
  readonly title: string;
  readonly term: ValueTerm['key'];
  readonly values: readonly WordCount[];
}

const AT_FIRST = 6;

function FacetList({ title, term, values, filter, series, onToggle }: FacetListProps) {
  const [all, setAll] = useState(false);
  if (values.length === 0) return null;
  const shown = all ? values : values.slice(0, AT_FIRST);
  const isLegend = term === 'rule';
  const placeOf = ({ value, label }: WordCount) => series.indexOf(label ?? value);
  const hasColours = isLegend || values.some((each) => placeOf(each) >= 0);
  return (
    <section class="facet">
      <h2>{title}</h2>
      <ul>
        {shown.map((each) => {
          const { value, label, total } = each;
          const name = label?.trim() || value;
          return (
            <li key={value}>
              <button
                type="button"
                class="facet-value"
                aria-pressed={hasTerm(filter, { key: term, value })}
                title={disarm(name)}
                onClick={() => onToggle({ key: term, value })}
              >
                {hasColours && <Swatch place={placeOf(each)} isLegend={isLegend} />}
                <span class="facet-name">
                  <Untrusted text={name} />
                </span>
                <span class="count">{formatNumber(total)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {shown.length < values.length && (
        <Button look="quiet" onClick={() => setAll(true)}>
          {plural('showAllTexts', values.length)}
        </Button>
      )}
    </section>
  );
}

/**
 * The timeline's colour of this value. Rules are its legend, where those without a colour of their own share one; elsewhere
 * the room is kept, so that names stand under one another.
 */
function Swatch({ place, isLegend }: { readonly place: number; readonly isLegend: boolean }) {
  if (place < 0 && !isLegend) return <span class="swatch" />;
  return <span class={`swatch series-${place < 0 ? 'rest' : place}`} />;
}
