import type { ApiItem } from '../api-item.ts';
import type { RowHead } from '../filter.ts';
import { createEntityId, createItem, type EntityDescription } from '../item.ts';
import type { RowSource } from '../row-source.ts';
import { createAttributes } from './attributes.ts';
import { createDice } from './dice.ts';
import { createEntity, pickEntityType } from './entity.ts';
import { createNotificationFacts, type NotificationFacts } from './facts.ts';
import { createSubscriptions } from './sources.ts';
import { createTimeline } from './timeline.ts';

export interface GeneratorOptions {
  /** Rows. A million cost no more memory than one. */
  readonly count: number;
  /** The same seed (and `newest`): the same stream. */
  readonly seed: number;
  /** Date of the newest rows, UTC seconds. */
  readonly newest: number;
  /** How far back the stream goes. Default 7, as upstream keeps them. */
  readonly days?: number;
  /** About how much JSON a full item is. Default 2,500; upstream's files: 24,000 to 28,000. */
  readonly itemBytes?: number;
}

const DAY = 86_400;

/** An invented but lifelike IoC Stream. Rows are made from their index when asked for, and never held. */
export function createGeneratedSource(options: GeneratorOptions): RowSource {
  const { count, seed, newest, days = 7, itemBytes = 2500 } = options;
  const timeline = createTimeline(count, seed, newest, Math.floor(days * DAY));
  const subscriptions = createSubscriptions(seed);
  /** Entities that many rows share; every other row has one of its own. */
  const popular = Math.max(3, Math.floor(count / 50));

  const numberAt = (index: number) => {
    const dice = createDice(seed, 30, index);
    return dice.chance(1, 4) ? dice.below(popular) : popular + index;
  };
  const factsAt = (index: number) => createNotificationFacts(createDice(seed, 31, index), subscriptions);
  const isBroken = (index: number) => createDice(seed, 33, index).chance(1, 400);

  const itemAt = (index: number): ApiItem => {
    const number = numberAt(index);
    const entity = createEntity(seed, number);
    const dice = createDice(seed, 32, number);
    const attributes = createAttributes(dice, entity.type, newest - number, itemBytes);
    const { describe, ...facts } = factsAt(index);
    const place = { id: timeline.idAt(index), date: timeline.dateAt(index) };
    const item = createItem({
      ...facts,
      ...describe(entity.type),
      ...place,
      entity: { ...entity, attributes },
    });
    return isBroken(index) ? breakItem(item) : item;
  };
  return {
    size: count,
    dateAt: timeline.dateAt,
    idAt: timeline.idAt,
    indexOf: timeline.indexOf,
    headAt: (index) => createHead(factsAt(index), seed, numberAt(index), isBroken(index)),
    itemAt,
  };
}

/** A row as filters see it. The entity is made only when one asks: a count looks at every row there is. */
function createHead(facts: NotificationFacts, seed: number, number: number, broken: boolean): RowHead {
  let known: EntityDescription | undefined;
  const entity = () => {
    known ??= createEntity(seed, number);
    return known;
  };
  return {
    origin: facts.origin,
    sources: facts.sources,
    tags: facts.tags,
    get type() {
      return pickEntityType(seed, number);
    },
    get id() {
      return createEntityId(entity());
    },
    get url() {
      const made = entity();
      return made.type === 'url' && !broken ? made.url : undefined;
    },
  };
}

/** An object that VirusTotal could not load: an error in place of the attributes. */
function breakItem({ type, id, context_attributes }: ApiItem): ApiItem {
  return {
    type,
    id,
    error: { code: 'NotFoundError', message: `${type} "${id}" not found` },
    context_attributes,
  };
}
