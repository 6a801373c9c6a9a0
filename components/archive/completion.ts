import { LOCAL_KEYS, STREAM_KEYS, type ValueTerm } from '../../utils/ioc/filter.ts';
import { buildFilter } from '../../utils/ioc/filter-build.ts';
import { ENTITY_TYPES } from '../../utils/ioc/notification.ts';
import { DAY_MS } from '../../utils/lang/time.ts';

/** A value of the archive, and how many notifications have it. */
export interface WordCount {
  readonly value: string;
  /** What people call it, where that is another. */
  readonly label?: string;
  readonly total: number;
}

/** What there is to complete with. */
export interface Vocabulary {
  readonly rules: readonly WordCount[];
  readonly sources: readonly WordCount[];
  readonly tags: readonly WordCount[];
}

export interface Completion {
  /** Replaces the term under the caret. */
  readonly text: string;
  /** What is shown: the key, or the value as people call it. */
  readonly label: string;
  /** The key that a value belongs to; absent for a key itself. */
  readonly key?: ValueTerm['key'] | 'date';
  readonly total?: number;
}

export interface Completions {
  /** The span of the text that is replaced. */
  readonly start: number;
  readonly end: number;
  readonly items: readonly Completion[];
}

const KEYS = [...STREAM_KEYS, ...LOCAL_KEYS, 'date'] as const;
const SOURCE_TYPES = ['hunting_ruleset', 'retrohunt_job', 'collection', 'threat_actor', 'threat_profile'];
const MOST = 8;
const MOST_PER_KEY = 3;
/** One letter stands in nearly every name. */
const LEAST_LETTERS = 2;

/** What the term at `caret` may become. `now`: ms since the epoch, for dates. */
export function complete(text: string, caret: number, words: Vocabulary, now: number): Completions {
  const { start, end } = findTerm(text, caret);
  const [, key, typed = ''] = /^(?:([A-Za-z_]+):)?"?(.*)$/s.exec(text.slice(start, caret)) ?? [];
  const items =
    key === undefined ? completeWord(typed, words) : completeValue(key.toLowerCase(), typed, words, now);
  const written = text.slice(start, end);
  return { start, end, items: items.filter((item) => item.text !== written) };
}

/** Where the term that holds `caret` begins and ends; quotation marks hold blanks together. */
function findTerm(text: string, caret: number): { start: number; end: number } {
  for (const { index, 0: term } of text.matchAll(/(?:"(?:[^"\\]|\\.)*(?:"|$)|[^\s"]|"(?=\s|$))+/gs)) {
    if (index <= caret && caret <= index + term.length) return { start: index, end: index + term.length };
  }
  return { start: caret, end: caret };
}

function completeWord(typed: string, words: Vocabulary): readonly Completion[] {
  const keys = KEYS.filter((key) => key.startsWith(typed.toLowerCase())).map((key) => ({
    text: `${key}:`,
    label: `${key}:`,
  }));
  if (typed.length < LEAST_LETTERS) return keys;
  const values = (['rule', 'source_id', 'notification_tag'] as const).flatMap((key) =>
    pick(valuesOf(key, words), typed, MOST_PER_KEY).map((word) => toCompletion(key, word)),
  );
  return [...keys, ...values].slice(0, MOST);
}

function completeValue(
  written: string,
  typed: string,
  words: Vocabulary,
  now: number,
): readonly Completion[] {
  if (written === 'date') return completeDate(typed, now);
  const asked = written === 'tag' ? 'notification_tag' : written;
  const key = [...STREAM_KEYS, ...LOCAL_KEYS].find((known) => known === asked);
  if (key === undefined) return [];
  return pick(valuesOf(key, words), typed, MOST).map((word) => toCompletion(key, word));
}

function valuesOf(key: ValueTerm['key'], { rules, sources, tags }: Vocabulary): readonly WordCount[] {
  const plain = (values: readonly string[]) => values.map((value) => ({ value, total: 0 }));
  switch (key) {
    case 'rule':
      return rules;
    case 'source_id':
      return sources;
    case 'source_name':
      return sources.flatMap(({ label, total }) => (label === undefined ? [] : [{ value: label, total }]));
    case 'notification_tag':
      return tags;
    case 'origin':
      return plain(['hunting', 'subscriptions']);
    case 'entity_type':
      return plain(ENTITY_TYPES);
    case 'source_type':
      return plain(SOURCE_TYPES);
    case 'entity_id':
      return [];
  }
}

/** What begins so before what only holds it, then as it was: the most frequent first. */
function pick(words: readonly WordCount[], typed: string, most: number): readonly WordCount[] {
  const needle = typed.toLowerCase();
  const places = words.map((word) => ({
    word,
    at: Math.min(...[word.value, word.label ?? word.value].map((text) => find(text, needle))),
  }));
  return places
    .filter(({ at }) => Number.isFinite(at))
    .sort((a, b) => Math.sign(a.at) - Math.sign(b.at))
    .slice(0, most)
    .map(({ word }) => word);
}

const find = (text: string, needle: string): number => {
  const at = text.toLowerCase().indexOf(needle);
  return at < 0 ? Number.POSITIVE_INFINITY : at;
};

function toCompletion(key: ValueTerm['key'], { value, label, total }: WordCount): Completion {
  const text = buildFilter({ terms: [{ key, value }] });
  return { text, label: label ?? value, key, ...(total > 0 ? { total } : {}) };
}

const DAYS_BACK = [0, 7, 30, 90];

/** From some days ago on; a date that is begun otherwise is for the user to end. */
function completeDate(typed: string, now: number): readonly Completion[] {
  return DAYS_BACK.map((days) => `${new Date(now - days * DAY_MS).toISOString().slice(0, 10)}+`)
    .filter((date) => date.startsWith(typed) && date !== typed)
    .map((date) => ({ text: `date:${date}`, label: date, key: 'date' }));
}
