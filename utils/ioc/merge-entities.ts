import type { Entity } from './notification.ts';

/** One entity told twice: fresher facts win, facts that `fresh` does not mention stay (a descriptor knows few). */
export function mergeEntities(known: Entity, fresh: Entity): Entity {
  // A subscription's descriptor has the raw URL for an id: it names less than the SHA-256 of the full object.
  const id = fresh.id === fresh.url ? known.id : fresh.id;
  return { ...known, ...fresh, id };
}
