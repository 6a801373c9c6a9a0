import type { DateTerm, Filter } from '../ioc/filter.ts';
import { buildFilter } from '../ioc/filter-build.ts';
import { findDateBounds } from '../ioc/filter-evaluate.ts';
import type { StreamRequest } from './ports.ts';
import type { SyncSettings } from './settings.ts';
import type { Gap } from './state.ts';

/**
 * The request for the next stream page of a gap. A walk goes on with the very request its cursor came from; else it
 * begins at the gap's edge, or at the top. One date bound of ours at most: VirusTotal documents no filter with two, and
 * none is needed, for a walk that has an upper bound stops by itself at its lower end. Both bounds hold whether `+` and
 * `-` include their second or not, which is not documented either.
 */
export function buildWalkRequest(gap: Gap, filter: Filter, settings: SyncSettings): StreamRequest {
  if (gap.next !== undefined) return gap.next;
  const bounded =
    gap.to !== undefined
      ? withBound(filter, { key: 'date', sign: '-', seconds: gap.to + 1 })
      : gap.from !== undefined
        ? withBound(filter, { key: 'date', sign: '+', seconds: lowerBound(gap.from, filter) })
        : filter;
  return {
    filter: buildFilter(bounded),
    order: 'date-',
    limit: settings.limit,
    descriptorsOnly: settings.descriptorsOnly,
  };
}

/** Never below the user's own bound, where the filter has one. */
const lowerBound = (from: number, filter: Filter): number =>
  Math.max(0, from - 1, findDateBounds(filter).from ?? 0);

/** A gap lies inside the user's own bounds, so our bound takes the place of theirs on its side. */
function withBound(filter: Filter, bound: DateTerm): Filter {
  const terms = filter.terms.filter((term) => term.key !== 'date' || term.sign !== bound.sign);
  return { terms: [...terms, bound] };
}
