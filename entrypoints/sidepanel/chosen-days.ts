import { parseFilter } from '../../utils/ioc/filter.ts';
import { findDateBounds } from '../../utils/ioc/filter-evaluate.ts';

const DAY_SECONDS = 86_400;
const LAST_DAY = 1e6;

/** The days that a filter's dates touch (days since the epoch, UTC, inclusive); `undefined`: every day. */
export function findChosenDays(filter: string): readonly [number, number] | undefined {
  const parsed = parseFilter(filter, 'local');
  if (!parsed.ok) return undefined;
  const { from, to } = findDateBounds(parsed.value);
  if (from === undefined && to === undefined) return undefined;
  const dayOf = (seconds: number) => Math.floor(seconds / DAY_SECONDS);
  return [from === undefined ? 0 : dayOf(from), to === undefined ? LAST_DAY : dayOf(to)];
}
