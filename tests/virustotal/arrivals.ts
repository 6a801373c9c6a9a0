import type { ApiItem } from './api-item.ts';
import { mix } from './generator/dice.ts';
import { createEntity } from './generator/entity.ts';
import { createItem } from './item.ts';

/** Ids of the generator's rows begin with 23 and have 11 digits: these have 11 and begin with 4 to 8. */
const LOWEST_ID = 40_000_000_000;
const STEP = 100_000;

/** Makes notifications that arrive while the stand-in runs; ids go neither up nor down with time. */
export function createArrivals(seed: number): (count: number, date: number) => readonly ApiItem[] {
  let made = 0;
  const next = (date: number) => {
    const number = ++made;
    // A step for each keeps ids apart, the order of steps is shuffled in groups of 16.
    const step = number ^ (mix(seed, 50, number >>> 4) & 15);
    return createItem({
      id: String(LOWEST_ID + step * STEP + (mix(seed, 51, number) % STEP)),
      date,
      entity: createEntity(seed ^ 0x5eed, number),
      rule: 'Late_Arrival',
      ruleset: 'arrivals',
    });
  };
  return (count, date) => Array.from({ length: count }, () => next(date));
}
