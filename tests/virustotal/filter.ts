import { badRequest } from './api-error.ts';
import type { ApiEntityType, ApiSource } from './api-item.ts';

/**
 * The stand-in's own reading of the stream's filter grammar, written from VirusTotal's document alone: it is the oracle
 * that the extension's grammar (utils/ioc/filter) is tested against, so the two share no line.
 *
 * `key:value` terms separated by spaces; every term must hold. Choices where the document is silent: `date:X+` includes
 * X (a public client relies on it), `date:X-` does not, Unix seconds without a sign are that second, a day without one
 * is that day; a value may stand in quotes; terms on sources hold when any of a row's sources fits; case counts in URLs
 * only; source types are an open set; an actor, which arrives as a collection called `threat-actor--...`, answers to
 * both types.
 */
export interface StreamFilter {
  /** Inclusive bounds of `notification_date`, UTC seconds. */
  readonly from: number;
  readonly to: number;
  /** Every term but the dates; absent when there is none. */
  readonly holds?: (row: RowHead) => boolean;
  /** The terms of `holds`, in a form that is the same for equal filters. */
  readonly terms: string;
}

/** What a filter looks at. */
export interface RowHead {
  readonly type: ApiEntityType;
  readonly id: string;
  readonly url?: string | undefined;
  readonly origin: string;
  readonly sources: readonly ApiSource[];
  readonly tags: readonly string[];
}

type Term = (row: RowHead) => boolean;

const ORIGINS = ['hunting', 'subscriptions'];
const ENTITY_TYPES = ['file', 'domain', 'url', 'ip_address'];
const DAY = 86_400;

/** One term; its value is a word or stands in double quotes, where `\` escapes. */
const TERM = /\s*(?:([^\s:"]+):(?:"((?:[^"\\]|\\.)+)"|([^\s"]\S*))(?=\s|$)|(\S+))/gs;

/** Reads a decoded `filter` parameter. Throws an `ApiError` (400) with VirusTotal's words where they are known. */
export function parseFilter(text: string): StreamFilter {
  let from = Number.NEGATIVE_INFINITY;
  let to = Number.POSITIVE_INFINITY;
  const terms = new Map<string, Term>();
  for (const [, key, quoted, word, broken] of text.matchAll(TERM)) {
    const value = quoted?.replaceAll(/\\(.)/gs, '$1') ?? word;
    if (key === undefined || value === undefined) throw badRequest(`filter "${broken ?? ''}" is not valid`);
    if (key === 'date') {
      const span = parseDate(value);
      from = Math.max(from, span.from);
      to = Math.min(to, span.to);
    } else {
      terms.set(JSON.stringify([key, value]), createTerm(key, value));
    }
  }
  const all = [...terms.values()];
  return {
    from,
    to,
    terms: [...terms.keys()].sort().join(' '),
    ...(all.length === 0 ? {} : { holds: (row: RowHead) => all.every((term) => term(row)) }),
  };
}

function createTerm(key: string, value: string): Term {
  switch (key) {
    case 'origin':
      assertOneOf('origin', value, ORIGINS);
      return ({ origin }) => origin === value;
    case 'entity_type':
      assertOneOf('entity_type', value, ENTITY_TYPES);
      return (row) => row.type === value;
    case 'entity_id': {
      const folded = value.toLowerCase();
      return (row) => row.id.toLowerCase() === folded || row.url === value;
    }
    case 'source_type':
      return ({ sources }) =>
        sources.some(({ type, id }) => type === value || (value === 'threat_actor' && isActor(id)));
    case 'source_id':
      return ({ sources }) => sources.some((source) => source.id === value);
    case 'notification_tag':
    case 'tag': {
      const wanted = value.toLowerCase();
      return ({ tags }) => tags.some((tag) => tag.toLowerCase() === wanted);
    }
    default:
      throw badRequest(`filter "${key}" is not valid`);
  }
}

function isActor(id: string): boolean {
  return id.startsWith('threat-actor--');
}

function assertOneOf(key: string, value: string, valid: readonly string[]): void {
  if (!valid.includes(value)) {
    throw badRequest(`${key} "${value}" is not valid. Valid ${key}s are: ${valid.join(',')}`);
  }
}

const DATE = /^(?:(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d))?|(\d{1,12}))([+-]?)$/;

function parseDate(value: string): { from: number; to: number } {
  const [, day, time, epoch, sign] = DATE.exec(value) ?? [];
  const at = epoch === undefined ? readDay(day, time ?? '00:00:00') : Number(epoch);
  if (at === undefined) throw badRequest(`date "${value}" is not valid`);
  if (sign === '+') return { from: at, to: Number.POSITIVE_INFINITY };
  if (sign === '-') return { from: Number.NEGATIVE_INFINITY, to: at - 1 };
  return { from: at, to: day !== undefined && time === undefined ? at + DAY - 1 : at };
}

function readDay(day: string | undefined, time: string): number | undefined {
  if (day === undefined) return undefined;
  const ms = Date.parse(`${day}T${time}Z`);
  // Date.parse lets the 31st of February through as March: the way back shows it.
  return Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(`${day}T${time}`) ? undefined : ms / 1000;
}
