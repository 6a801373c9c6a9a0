import * as v from 'valibot';

// draft-dulaunoy-misp-core-format-20, "Event", "Attribute" and "Tag", written from its prose: members that MUST or SHALL
// be present are required, ranges and forms are checked, and no member is allowed that its JSON schema does not know.

const uuid = v.pipe(v.string(), v.uuid());
const unsigned = v.pipe(v.string(), v.regex(/^\d+$/));
const unixTime = unsigned;
/** "ISO 8601 datetime up to the micro-second with time zone support", in the form of the draft's own examples. */
const seenTime = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/),
  v.check((text) => Number.isFinite(Date.parse(text)), 'a real date'),
);
const notByGroup = v.literal('0', 'MUST be 0 unless distribution is 4');

/** Of the draft's list of category-type combinations, the part that an IoC Stream can need. */
const COMBINATIONS: Readonly<Record<string, readonly string[]>> = {
  'Payload delivery': ['md5', 'sha1', 'sha256', 'url', 'domain', 'ip-dst', 'link'],
  'Network activity': ['url', 'domain', 'ip-dst'],
  'External analysis': ['md5', 'sha1', 'sha256', 'url', 'domain', 'ip-dst', 'link'],
};

const VALUE_FORMS: Readonly<Record<string, RegExp>> = {
  md5: /^[0-9a-f]{32}$/,
  sha1: /^[0-9a-f]{40}$/,
  sha256: /^[0-9a-f]{64}$/,
  url: /^[a-z][a-z0-9+.-]*:\/\//,
  domain: /^[^\s/]+\.[^\s/]+$/,
  'ip-dst': /^[0-9a-f.:]+$/,
  link: /^https:\/\/www\.virustotal\.com\/gui\//,
};

const tag = v.strictObject({
  id: unsigned,
  name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(255)),
  colour: v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/)),
  exportable: v.boolean(),
});

const attribute = v.pipe(
  v.strictObject({
    id: unsigned,
    uuid,
    event_id: unsigned,
    type: v.string(),
    category: v.string(),
    to_ids: v.boolean(),
    distribution: v.picklist(['0', '1', '2', '3', '5']),
    sharing_group_id: notByGroup,
    timestamp: unixTime,
    first_seen: seenTime,
    last_seen: seenTime,
    comment: v.string(),
    deleted: v.boolean(),
    disable_correlation: v.boolean(),
    value: v.string(),
    Tag: v.array(tag),
  }),
  v.check(
    ({ category, type }) => COMBINATIONS[category]?.includes(type) ?? false,
    'a listed category and type',
  ),
  v.check(({ type, value }) => VALUE_FORMS[type]?.test(value) ?? false, 'a value of its type'),
  v.check(({ first_seen, last_seen }) => first_seen <= last_seen, 'first_seen <= last_seen'),
  v.check(({ Tag }) => new Set(Tag.map(({ name }) => name)).size === Tag.length, 'tags are unique'),
);

const event = v.pipe(
  v.strictObject({
    id: unsigned,
    uuid,
    org_id: unsigned,
    orgc_id: unsigned,
    info: v.pipe(v.string(), v.maxLength(256), v.regex(/^[^\r\n]*$/)),
    date: v.pipe(v.string(), v.isoDate()),
    timestamp: unixTime,
    published: v.literal(false),
    publish_timestamp: v.literal('0', 'never published'),
    first_publication: v.literal('0', 'never published'),
    analysis: v.picklist(['0', '1', '2']),
    threat_level_id: v.picklist(['1', '2', '3', '4']),
    distribution: v.picklist(['0', '1', '2', '3']),
    sharing_group_id: notByGroup,
    extends_uuid: v.union([v.literal(''), uuid]),
    locked: v.boolean(),
    attribute_count: unsigned,
    Attribute: v.array(attribute),
  }),
  v.check(
    ({ Attribute, attribute_count }) => attribute_count === String(Attribute.length),
    'attribute_count',
  ),
  v.check(({ Attribute }) => {
    const unique = new Set(Attribute.map(({ uuid: each }) => each));
    return unique.size === Attribute.length;
  }, 'UUIDs are unique'),
  v.check(({ Attribute }) => {
    const unique = new Set(Attribute.map(({ category, type, value }) => `${category} ${type} ${value}`));
    return unique.size === Attribute.length;
  }, 'MISP refuses the same attribute twice in an event'),
);

export type MispEvent = v.InferOutput<typeof event>;

/** Throws with valibot's issues unless the text is one MISP event by the rules above. */
export function parseEvent(text: string): MispEvent {
  return v.parse(v.strictObject({ Event: event }), JSON.parse(text)).Event;
}
