import { err, ok, type Result } from '../lang/result.ts';
import { parseFilterDate } from './filter-date.ts';
import { ENTITY_TYPES } from './notification.ts';

/**
 * The IoC Stream's filter grammar (VirusTotal, "Get objects from the IoC Stream"): `key:value` terms separated by
 * spaces, all of which must hold. Client, store and search box speak it; the last two also know the local terms.
 */
export interface Filter {
  readonly terms: readonly FilterTerm[];
}

export interface DateTerm {
  readonly key: 'date';
  /** `+` from that second on (inclusive), `-` until that second (exclusive), `=` that second alone. */
  readonly sign: '+' | '-' | '=';
  /** UTC. */
  readonly seconds: number;
}

/** Keys that VirusTotal documents, beside `date`. */
export const STREAM_KEYS = [
  'origin',
  'entity_id',
  'entity_type',
  'source_type',
  'source_id',
  'notification_tag',
] as const;

/** Keys of the search box only: VirusTotal documents none for a source's name, and none for a rule's beside the tags. */
export const LOCAL_KEYS = ['source_name', 'rule'] as const;

export interface ValueTerm {
  readonly key: (typeof STREAM_KEYS)[number] | (typeof LOCAL_KEYS)[number];
  readonly value: string;
}

/** A free word or phrase of the search box. */
export interface TextTerm {
  readonly key: 'text';
  readonly value: string;
}

export type FilterTerm = DateTerm | ValueTerm | TextTerm;

/** `stream`: what VirusTotal takes. `local`: that, the local keys and free text. */
export type FilterDialect = 'stream' | 'local';

export interface FilterError {
  /** UTF-16 offset of the term that is wrong. */
  readonly position: number;
  /** In words, for the user. */
  readonly message: string;
}

interface Token {
  readonly position: number;
  /** Lower case; absent for free text. */
  readonly key?: string;
  readonly value: string;
}

// VirusTotal's command line client calls notification_tag so.
const ALIASES: Readonly<Record<string, string>> = { tag: 'notification_tag' };
const VALUE_KEYS: readonly ValueTerm['key'][] = [...STREAM_KEYS, ...LOCAL_KEYS];
const CLOSED_VALUES: Readonly<Partial<Record<ValueTerm['key'], readonly string[]>>> = {
  origin: ['hunting', 'subscriptions'],
  entity_type: ENTITY_TYPES,
};

/** Parses a filter; the empty text is the filter without terms, which matches everything. */
export function parseFilter(text: string, dialect: FilterDialect): Result<Filter, FilterError> {
  const terms: FilterTerm[] = [];
  let position = 0;
  for (;;) {
    while (/\s/.test(text.charAt(position))) position += 1;
    if (position >= text.length) return ok({ terms });
    const token = readToken(text, position, dialect);
    if (!token.ok) return err({ position, message: token.error });
    const read = readTerms(token.value, dialect);
    if (!read.ok) return err({ position, message: read.error });
    terms.push(...read.value);
    position = token.value.end;
  }
}

/** Is `word` a key of the grammar, aliases included? Any case. */
export function isFilterKey(word: string): boolean {
  const key = resolveKey(word);
  return key === 'date' || VALUE_KEYS.some((known) => known === key);
}

const resolveKey = (word: string): string => {
  const lower = word.toLowerCase();
  return ALIASES[lower] ?? lower;
};

/** One term from `start`: `key:value`, `key:"a value"`, `word` or `"a phrase"`; in quotes, `\` escapes. */
function readToken(
  text: string,
  start: number,
  dialect: FilterDialect,
): Result<Token & { readonly end: number }, string> {
  const word = /([A-Za-z_]+):/y;
  word.lastIndex = start;
  const key = word.exec(text)?.[1];
  // In the search box `http://a.example` is text; VirusTotal would refuse it, and so do we before it is sent.
  const keyed = key !== undefined && (dialect === 'stream' || isFilterKey(key));
  const from = keyed ? start + key.length + 1 : start;
  const raw = text.charAt(from) === '"' ? readQuoted(text, from) : readBare(text, from);
  if (!raw) return err('the closing quotation mark is missing');
  if (raw.value === '')
    return err(keyed ? `${key}: needs a value` : 'there is nothing between the quotation marks');
  return ok({ position: start, value: raw.value, end: raw.end, ...(keyed ? { key: resolveKey(key) } : {}) });
}

function readBare(text: string, from: number): { value: string; end: number } {
  const bare = /\S*/y;
  bare.lastIndex = from;
  const value = bare.exec(text)?.[0] ?? '';
  return { value, end: from + value.length };
}

function readQuoted(text: string, from: number): { value: string; end: number } | undefined {
  const quoted = /"((?:[^"\\]|\\.)*)"/sy;
  quoted.lastIndex = from;
  const found = quoted.exec(text);
  return found ? { value: (found[1] ?? '').replace(/\\(.)/gs, '$1'), end: quoted.lastIndex } : undefined;
}

function readTerms(token: Token, dialect: FilterDialect): Result<readonly FilterTerm[], string> {
  if (token.key === undefined)
    return dialect === 'local'
      ? ok([{ key: 'text', value: token.value }])
      : err('VirusTotal filters have no free text: write key:value');
  if (token.key === 'date') return parseFilterDate(token.value);
  const key = VALUE_KEYS.find((known) => known === token.key);
  if (key === undefined || (dialect === 'stream' && !STREAM_KEYS.some((known) => known === key)))
    return err(`VirusTotal has no filter key ${token.key}: it takes date, ${STREAM_KEYS.join(', ')}`);
  const allowed = CLOSED_VALUES[key];
  const value = allowed ? token.value.toLowerCase() : token.value;
  if (allowed && !allowed.includes(value)) return err(`${key} is one of: ${allowed.join(', ')}`);
  return ok([{ key, value }]);
}
