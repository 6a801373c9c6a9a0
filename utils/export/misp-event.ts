import { guiLink } from '../ioc/gui-link.ts';
import type { Indicator, IndicatorKind } from '../ioc/indicator.ts';
import { describeEntity, isDetected } from './describe.ts';
import type { KnownIndicator } from './known-indicator.ts';
import { clampSeconds, formatUtc } from './utc-time.ts';
import { createUuidV5 } from './uuid-v5.ts';
import { makeVisible, shorten } from './visible-text.ts';

/** What an event says of one indicator. Dates in UTC seconds. */
export interface MispSubject {
  readonly known: KnownIndicator;
  readonly firstDate: number;
  readonly lastDate: number;
  readonly notifications: number;
  /** Rules, else sources. */
  readonly causes: ReadonlySet<string>;
  readonly tags: ReadonlySet<string>;
}

interface AttributeForm {
  readonly category: 'Payload delivery' | 'Network activity' | 'External analysis';
  readonly type: 'md5' | 'sha1' | 'sha256' | 'url' | 'domain' | 'ip-dst' | 'link';
  readonly value: string;
}

const FORMS: Readonly<
  Record<Exclude<IndicatorKind, 'url_id'>, readonly [AttributeForm['category'], AttributeForm['type']]>
> = {
  sha256: ['Payload delivery', 'sha256'],
  sha1: ['Payload delivery', 'sha1'],
  md5: ['Payload delivery', 'md5'],
  url: ['Network activity', 'url'],
  domain: ['Network activity', 'domain'],
  ipv4: ['Network activity', 'ip-dst'],
  ipv6: ['Network activity', 'ip-dst'],
};

/** Of MISP's database: a longer tag would be refused, a longer comment cut without a word. */
const TAG_LIMIT = 255;
const COMMENT_LIMIT = 4000;

/** Of the format: info "SHOULD NOT be bigger than 256 characters". */
const INFO_LIMIT = 256;

const TAG_COLOUR = '#5b6b7b';

/**
 * Every attribute an indicator gives: one for each form (a file: its hashes). A URL of which only VirusTotal's id is
 * known gives a link to it instead; the id of a URL whose text is known gives nothing. Empty: MISP has no word for it.
 */
export function listForms({ forms, entity }: KnownIndicator): readonly AttributeForm[] {
  const values = forms.flatMap(readForm);
  const url = guiLink(entity);
  if (values.length > 0 || url === undefined) return values;
  return [{ category: 'External analysis', type: 'link', value: url }];
}

function readForm({ kind, value }: Indicator): readonly AttributeForm[] {
  if (kind === 'url_id') return [];
  const [category, type] = FORMS[kind];
  return [{ category, type, value }];
}

/**
 * The name of an event is what it holds: the same indicators give the same event, so that a second import updates the
 * first (its `timestamp` tells MISP which is newer) and another analyst's event is never overwritten by chance.
 */
export function createEventUuid(subjects: readonly MispSubject[]): string {
  const names = subjects.flatMap(({ known }) => listForms(known).map(nameForm)).sort();
  return names.reduce((uuid, name) => createUuidV5(name, uuid), createUuidV5('misp event'));
}

/** As the draft writes it: "up to the micro-second with time zone support". Older readers take no `Z`. */
const formatSeen = (seconds: number) => formatUtc(seconds).replace('Z', '000+00:00');

/** Attributes of one indicator (draft-dulaunoy-misp-core-format-20, "Attribute"). */
export function createAttributes(subject: MispSubject, eventUuid: string): readonly object[] {
  const { known, firstDate, lastDate } = subject;
  const comment = describeSubject(subject);
  return listForms(known).map((form) => ({
    id: '0',
    event_id: '0',
    // Within the event: MISP keeps attribute UUIDs unique over all events.
    uuid: createUuidV5(nameForm(form), eventUuid),
    type: form.type,
    category: form.category,
    to_ids: form.type !== 'link' && isDetected(known.entity),
    distribution: '5',
    sharing_group_id: '0',
    timestamp: String(clampSeconds(lastDate)),
    first_seen: formatSeen(firstDate),
    last_seen: formatSeen(lastDate),
    comment,
    deleted: false,
    disable_correlation: false,
    value: form.value,
    Tag: listTags(subject.tags),
  }));
}

/**
 * All other members of the event. Not published, for the importer's own organisation only, threat level undefined,
 * analysis initial: sharing it further is a person's decision. `id`s are the receiving instance's to give.
 */
export function createEventMembers(
  title: string,
  uuid: string,
  attributeCount: number,
  subjects: readonly MispSubject[],
): object {
  const newest = clampSeconds(subjects.reduce((date, { lastDate }) => Math.max(date, lastDate), 0));
  return {
    id: '0',
    org_id: '0',
    orgc_id: '0',
    uuid,
    info: shorten(makeVisible(title), INFO_LIMIT),
    date: formatUtc(newest).slice(0, 10),
    timestamp: String(newest),
    published: false,
    publish_timestamp: '0',
    first_publication: '0',
    analysis: '0',
    threat_level_id: '4',
    distribution: '0',
    sharing_group_id: '0',
    extends_uuid: '',
    locked: false,
    attribute_count: String(attributeCount),
  };
}

function describeSubject({ known, notifications, causes }: MispSubject): string {
  const times = notifications === 1 ? '1 notification' : `${notifications} notifications`;
  const parts = [
    `VirusTotal IoC Stream: ${times}`,
    makeVisible([...causes].join(', ')),
    describeEntity(known.entity),
  ];
  return shorten(parts.filter((part) => part !== '').join('; '), COMMENT_LIMIT);
}

/** MISP knows a tag by its name alone, and refuses a blank one. */
function listTags(tags: ReadonlySet<string>): readonly object[] {
  const names = [...tags]
    .map((tag) => shorten(makeVisible(tag), TAG_LIMIT))
    .filter((name) => name.trim() !== '');
  return [...new Set(names)].map((name) => ({ id: '0', name, colour: TAG_COLOUR, exportable: true }));
}

const nameForm = ({ type, value }: AttributeForm) => `${type}|${value}`;
