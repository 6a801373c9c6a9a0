import * as v from 'valibot';

// STIX 2.1 (OASIS Standard, 10 June 2021) for the objects we write, stricter than the standard where we are: no member
// beyond these, every MUST of 2.9 (identifiers), 3.2 (common properties), 4.5, 4.7 and 5.2. Written from the prose, as a
// second opinion beside OASIS' own JSON schemas (validate-stix.ts).

const UUID_V5 = '[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';

const identifier = (type: string) => v.pipe(v.string(), v.regex(new RegExp(`^${type}--${UUID_V5}$`)));

const timestamp = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  v.check((text) => new Date(text).toISOString() === text, 'a real date'),
);

const notBefore = <Shape extends object>(early: keyof Shape, late: keyof Shape) =>
  v.check<Shape, string>(
    (object) => String(object[early]) <= String(object[late]),
    `${String(early)} <= ${String(late)}`,
  );

const common = {
  spec_version: v.literal('2.1'),
  created: timestamp,
  modified: timestamp,
};

const identity = v.pipe(
  v.strictObject({
    type: v.literal('identity'),
    id: identifier('identity'),
    ...common,
    name: v.pipe(v.string(), v.nonEmpty()),
    identity_class: v.picklist(['individual', 'group', 'system', 'organization', 'class', 'unknown']),
  }),
  notBefore('created', 'modified'),
);

const indicator = v.pipe(
  v.strictObject({
    type: v.literal('indicator'),
    id: identifier('indicator'),
    ...common,
    created_by_ref: identifier('identity'),
    name: v.pipe(v.string(), v.nonEmpty()),
    description: v.optional(v.pipe(v.string(), v.nonEmpty())),
    indicator_types: v.tuple([v.picklist(['malicious-activity', 'unknown'])]),
    pattern: v.pipe(v.string(), v.nonEmpty()),
    pattern_type: v.literal('stix'),
    pattern_version: v.literal('2.1'),
    valid_from: timestamp,
    external_references: v.optional(
      v.tuple([v.strictObject({ source_name: v.literal('VirusTotal'), url: v.pipe(v.string(), v.url()) })]),
    ),
  }),
  notBefore('created', 'modified'),
);

const sighting = v.pipe(
  v.strictObject({
    type: v.literal('sighting'),
    id: identifier('sighting'),
    ...common,
    created_by_ref: identifier('identity'),
    description: v.optional(v.string()),
    labels: v.optional(v.pipe(v.array(v.string()), v.minLength(1))),
    first_seen: timestamp,
    last_seen: timestamp,
    count: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999_999_999)),
    sighting_of_ref: identifier('indicator'),
    where_sighted_refs: v.tuple([identifier('identity')]),
    summary: v.boolean(),
  }),
  notBefore('created', 'modified'),
  notBefore('first_seen', 'last_seen'),
);

const bundle = v.strictObject({
  type: v.literal('bundle'),
  id: identifier('bundle'),
  objects: v.array(v.variant('type', [identity, indicator, sighting])),
});

export type StixBundle = v.InferOutput<typeof bundle>;
export type StixIndicator = v.InferOutput<typeof indicator>;
export type StixSighting = v.InferOutput<typeof sighting>;

/** Throws with valibot's issues unless the text is a bundle by the rules above whose references all resolve. */
export function parseBundle(text: string): StixBundle {
  const parsed = v.parse(bundle, JSON.parse(text));
  const ids = parsed.objects.map(({ id }) => id);
  const uuids = new Set([parsed.id, ...ids].map((id) => id.slice(id.indexOf('--') + 2)));
  if (uuids.size !== ids.length + 1) throw new Error('one UUID for two objects');
  for (const object of parsed.objects) {
    const references = Object.entries(object).flatMap(([name, value]) =>
      /_refs?$/.test(name) ? [value].flat() : [],
    );
    for (const reference of references) {
      if (!ids.includes(String(reference)))
        throw new Error(`${object.id} refers to ${reference}, which is not there`);
    }
  }
  return parsed;
}

/** `[path = 'literal' OR ...]` by the standard's grammar (section 9), read independently of the writer. */
export function parsePattern(pattern: string): { readonly path: string; readonly value: string }[] {
  const comparison =
    /([a-z0-9-]+:(?:[a-z]+\.)?(?:[A-Za-z0-9]+|'[A-Z0-9-]+')) = '((?:[^'\\]|\\['\\])*)'( OR |\]$)/gy;
  if (!pattern.startsWith('[')) throw new Error(`no observation: ${pattern}`);
  comparison.lastIndex = 1;
  const found: { path: string; value: string }[] = [];
  while (comparison.lastIndex < pattern.length) {
    const at = comparison.lastIndex;
    const match = comparison.exec(pattern);
    if (match === null) throw new Error(`not in the grammar at ${at}: ${pattern}`);
    found.push({ path: match[1] ?? '', value: (match[2] ?? '').replace(/\\(['\\])/g, '$1') });
  }
  return found;
}
