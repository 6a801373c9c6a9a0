import type { DateTerm, Filter, FilterTerm } from './filter.ts';
import type { Notification, NotificationSource } from './notification.ts';

type Test = (notification: Notification) => boolean;

/** A span of UTC seconds, both ends inclusive; an absent end is open. */
export interface DateBounds {
  readonly from?: number;
  readonly to?: number;
}

/**
 * A test for one filter, to be run over many notifications. `source_type:threat_actor` also finds the actors that
 * VirusTotal sends as collections.
 */
export function createFilterTest(filter: Filter): Test {
  const tests = filter.terms.map(createTermTest);
  return (notification) => tests.every((test) => test(notification));
}

/** Does the filter match? For one notification; `createFilterTest` for many. */
export function evaluateFilter(filter: Filter, notification: Notification): boolean {
  return createFilterTest(filter)(notification);
}

/** The dates that a filter allows, for a walk over a date index; impossible bounds come back as they are. */
export function findDateBounds(filter: Filter): DateBounds {
  let from = Number.NEGATIVE_INFINITY;
  let to = Number.POSITIVE_INFINITY;
  for (const term of filter.terms) {
    if (term.key !== 'date') continue;
    if (term.sign !== '-') from = Math.max(from, term.seconds);
    if (term.sign !== '+') to = Math.min(to, term.sign === '-' ? term.seconds - 1 : term.seconds);
  }
  return { ...(Number.isFinite(from) ? { from } : {}), ...(Number.isFinite(to) ? { to } : {}) };
}

function createTermTest(term: FilterTerm): Test {
  switch (term.key) {
    case 'date':
      return createDateTest(term);
    case 'origin':
      return ({ origin }) => origin === term.value;
    case 'entity_type':
      return ({ entity }) => entity.type === term.value;
    case 'entity_id':
      return createEntityIdTest(term.value);
    case 'source_type':
      return ({ sources }) => sources.some((source) => isOfType(source, term.value));
    case 'source_id':
      return ({ sources }) => sources.some((source) => source.id === term.value);
    case 'source_name': {
      const name = term.value.toLowerCase();
      return ({ sources }) => sources.some((source) => source.label?.toLowerCase().includes(name) === true);
    }
    case 'rule': {
      const rule = term.value.toLowerCase();
      return ({ hunting }) => hunting?.ruleName?.toLowerCase() === rule;
    }
    case 'notification_tag': {
      // VirusTotal stores tags in lower case and tells its users to ask with the rule's own name.
      const tag = term.value.toLowerCase();
      return ({ tags }) => tags.some((candidate) => candidate.toLowerCase() === tag);
    }
    case 'text': {
      const needle = term.value.toLowerCase();
      return (notification) =>
        searchableTexts(notification).some((text) => text.toLowerCase().includes(needle));
    }
  }
}

function createDateTest({ sign, seconds }: DateTerm): Test {
  if (sign === '+') return ({ date }) => date >= seconds;
  if (sign === '-') return ({ date }) => date < seconds;
  return ({ date }) => date === seconds;
}

/** Hashes, domains and addresses have no case; a URL that stands for its own id does. */
function createEntityIdTest(id: string): Test {
  const lower = id.toLowerCase();
  return ({ entity }) =>
    entity.id === id || entity.url === id || (!entity.id.includes('/') && entity.id.toLowerCase() === lower);
}

function isOfType(source: NotificationSource, type: string): boolean {
  return source.type === type || (type === 'threat_actor' && source.id.startsWith('threat-actor--'));
}

/** What free text is looked for in: rule, ruleset or source, tags, names, and the entity by each of its names. */
function searchableTexts({ hunting, sources, tags, entity }: Notification): readonly string[] {
  const optional = [
    hunting?.ruleName,
    entity.md5,
    entity.sha1,
    entity.sha256,
    entity.url,
    entity.meaningfulName,
    entity.typeDescription,
    entity.note,
  ];
  return [
    ...optional.filter((text) => text !== undefined),
    ...sources.map((source) => source.label ?? source.id),
    ...tags,
    ...(hunting?.ruleTags ?? []),
    ...(entity.names ?? []),
    entity.id,
  ];
}
