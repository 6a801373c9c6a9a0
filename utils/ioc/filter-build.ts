import { type Filter, type FilterTerm, isFilterKey } from './filter.ts';
import { buildFilterDate } from './filter-date.ts';

/**
 * Writes a filter: `parseFilter(buildFilter(filter), 'local')` is the filter again. Not percent-encoded:
 * URLSearchParams does that, `+` as `%2B` included.
 */
export function buildFilter(filter: Filter): string {
  return filter.terms.map(buildTerm).join(' ');
}

function buildTerm(term: FilterTerm): string {
  if (term.key === 'date') return `date:${buildFilterDate(term)}`;
  if (term.key !== 'text') return `${term.key}:${quoteIfNeeded(term.value)}`;
  const looksKeyed = isFilterKey(/^([A-Za-z_]+):/.exec(term.value)?.[1] ?? '');
  return looksKeyed ? quote(term.value) : quoteIfNeeded(term.value);
}

const quoteIfNeeded = (value: string): string => (/\s|^"|^$/.test(value) ? quote(value) : value);

const quote = (value: string): string => `"${value.replace(/["\\]/g, '\\$&')}"`;
