import { type Filter, type FilterTerm, parseFilter, type ValueTerm } from '../../utils/ioc/filter.ts';
import { buildFilter } from '../../utils/ioc/filter-build.ts';

const DAY_SECONDS = 86_400;

/** `filter` with `term` added, or without it when it has it already. */
export function toggleTerm(filter: string, term: ValueTerm): string {
  const { terms } = read(filter);
  const others = terms.filter((each) => !isSame(each, term));
  return buildFilter({ terms: others.length < terms.length ? others : [...terms, term] });
}

export function hasTerm(filter: string, term: ValueTerm): boolean {
  return read(filter).terms.some((each) => isSame(each, term));
}

/** `filter` for the days from the first to the second (days since the epoch, UTC, inclusive), or for every date. */
export function withDays(filter: string, days: readonly [number, number] | undefined): string {
  const others = read(filter).terms.filter(({ key }) => key !== 'date');
  if (days === undefined) return buildFilter({ terms: others });
  const [from, to] = days;
  const dates: readonly FilterTerm[] = [
    { key: 'date', sign: '+', seconds: from * DAY_SECONDS },
    { key: 'date', sign: '-', seconds: (to + 1) * DAY_SECONDS },
  ];
  return buildFilter({ terms: [...others, ...dates] });
}

/** A filter that does not parse has no terms: what is built on it begins anew. */
function read(filter: string): Filter {
  const parsed = parseFilter(filter, 'local');
  return parsed.ok ? parsed.value : { terms: [] };
}

function isSame(a: FilterTerm, b: ValueTerm): boolean {
  return a.key === b.key && a.value.toLowerCase() === b.value.toLowerCase();
}
