import type { ApiSource } from '../api-item.ts';
import { createDice, type Dice } from './dice.ts';
import { capitalise, HOSTILE_TEXTS, part, twoWords } from './words.ts';

/** A YARA rule as its matches carry it. */
export interface Rule {
  readonly name: string;
  readonly tags: readonly string[];
  /** Of its notifications, as Livehunt makes them: ruleset, rule, rule's tags, in lower case, each one word. */
  readonly notificationTags: readonly string[];
}

export interface RuleSource {
  readonly sources: readonly ApiSource[];
  readonly rules: readonly [Rule, ...Rule[]];
}

/** Everything this analyst hunts with and subscribes to: what notifications come from. */
export interface Subscriptions {
  /** Livehunt. */
  readonly rulesets: readonly RuleSource[];
  readonly retrohunts: readonly RuleSource[];
  /** Sources of one subscription notification: one, or a profile and the collection it found. */
  readonly subscriptions: readonly (readonly ApiSource[])[];
}

export function createSubscriptions(seed: number): Subscriptions {
  const dice = createDice(seed, 20, 0);
  const rulesets = Array.from({ length: 12 }, (_, i) => createRuleSource(dice, 'hunting_ruleset', i));
  const retrohunts = Array.from({ length: 3 }, (_, i) => createRuleSource(dice, 'retrohunt_job', i));
  const collections = Array.from({ length: 12 }, (_, i) => createCollection(dice, i));
  const profiles = Array.from({ length: 3 }, (_, i) => createProfile(dice, i));
  return {
    rulesets,
    retrohunts,
    subscriptions: [
      ...collections.map((collection) => [collection]),
      ...profiles.map((profile) => [profile]),
      ...profiles.map((profile, i) => [profile, collections[i] ?? profile]),
    ],
  };
}

function createRuleSource(dice: Dice, type: string, number: number): RuleSource {
  const words = twoWords(dice);
  // One ruleset in the list has a name no rule could have: rulesets are called what their owner likes.
  const ruleset = type === 'hunting_ruleset' && number === 7 ? dice.pick(HOSTILE_TEXTS) : words.join('_');
  const id =
    type === 'hunting_ruleset'
      ? String(20_000_000_000 + dice.below(1_000_000_000))
      : `analyst-${1_700_000_000 + dice.below(90_000_000)}`;
  // Labels stand in every capture but not in the notification object's document.
  const source = number === 5 ? { id, type } : { id, type, label: ruleset };
  const createRule = (): Rule => {
    const name = `${capitalise(words)}_${capitalise([part(dice)])}_v${1 + dice.below(4)}`;
    const tags = dice.chance(1, 2) ? [] : [dice.pick(['APT', 'crimeware', 'Test', 'high']), part(dice)];
    const all = [ruleset, name, ...tags].map((tag) => tag.toLowerCase()).filter((tag) => !/\s/.test(tag));
    return { name, tags, notificationTags: [...new Set(all)] };
  };
  return { sources: [source], rules: [createRule(), createRule(), createRule()] };
}

function createCollection(dice: Dice, number: number): ApiSource {
  const label = capitalise(twoWords(dice));
  if (number % 4 === 1)
    return { id: `threat-actor--${uuid(dice)}`, label: `${label} Group`, type: 'collection' };
  if (number % 4 === 2)
    return { id: `malware--${uuid(dice)}`, label: label.toUpperCase(), type: 'collection' };
  return { id: dice.hex(64), label: number === 8 ? dice.pick(HOSTILE_TEXTS) : label, type: 'collection' };
}

function createProfile(dice: Dice, number: number): ApiSource {
  const id = uuid(dice);
  // Seen: ids with and without dashes, labels that begin with a space.
  const label = ` ${capitalise(twoWords(dice))}, ${capitalise(twoWords(dice))}`;
  return { id: number === 1 ? id.replaceAll('-', '') : id, label, type: 'threat_profile' };
}

function uuid(dice: Dice): string {
  return [8, 4, 4, 4, 12].map((digits) => dice.hex(digits)).join('-');
}
