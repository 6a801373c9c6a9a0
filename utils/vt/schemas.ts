import * as v from 'valibot';

/**
 * The shapes of VirusTotal's answers, as lenient as real answers ask for: a field that is missing, null or of another
 * type than documented counts as absent. What a notification cannot be without is checked in parse.ts, in words.
 */
const text = v.fallback(v.optional(v.string()), undefined);
const integer = v.fallback(v.optional(v.pipe(v.number(), v.safeInteger())), undefined);
const flag = v.fallback(v.optional(v.boolean()), undefined);
// Ids and dates are sent as strings here and numbers there; both are read.
const digits = v.fallback(
  v.optional(v.pipe(v.union([v.string(), v.pipe(v.number(), v.safeInteger())]), v.transform(String))),
  undefined,
);

const lenientArray = <S extends v.GenericSchema>(item: S) =>
  v.pipe(
    v.fallback(v.array(v.unknown()), () => []),
    v.transform((items) => items.flatMap((each) => (v.is(item, each) ? [v.parse(item, each)] : []))),
  );

const texts = lenientArray(v.string());

const SourceSchema = v.object({
  type: v.string(),
  id: v.union([v.string(), v.pipe(v.number(), v.transform(String))]),
  label: text,
});

export const HuntingInfoSchema = v.fallback(
  v.optional(
    v.object({
      rule_name: text,
      rule_tags: texts,
      snippet: text,
      source_country: text,
      source_key: text,
      match_source: text,
      match_in_subfile: flag,
    }),
  ),
  undefined,
);

export const ContextSchema = v.object({
  notification_id: digits,
  notification_date: digits,
  origin: text,
  sources: lenientArray(SourceSchema),
  tags: texts,
  hunting_info: HuntingInfoSchema,
});

const StatsSchema = v.fallback(
  v.optional(v.object({ malicious: integer, suspicious: integer, undetected: integer, harmless: integer })),
  undefined,
);

/** What is kept of an object's attributes, over all four types. */
export const AttributesSchema = v.object({
  md5: text,
  sha1: text,
  sha256: text,
  url: text,
  meaningful_name: text,
  names: texts,
  type_description: text,
  size: integer,
  last_analysis_stats: StatsSchema,
  title: text,
  asn: integer,
  as_owner: text,
  registrar: text,
  popular_threat_classification: v.fallback(
    v.optional(v.object({ suggested_threat_label: text })),
    undefined,
  ),
});

export const ItemSchema = v.object({
  type: text,
  id: digits,
  attributes: v.fallback(v.optional(AttributesSchema), undefined),
  context_attributes: v.fallback(v.optional(ContextSchema), undefined),
});

/** GET /ioc_stream_notifications/{id}: the same facts under other names. */
export const NotificationObjectSchema = v.object({
  id: digits,
  attributes: v.object({
    date: digits,
    entity_type: text,
    entity_id: digits,
    origin: text,
    sources: lenientArray(SourceSchema),
    tags: texts,
    hunting_info: HuntingInfoSchema,
  }),
});

export const EnvelopeSchema = v.object({
  // Sibling lists have been seen to send null for "nothing".
  data: v.nullable(v.array(v.unknown())),
  // Where it goes on is read by hand (parse.ts): what is there and cannot be read is no last page.
  meta: v.fallback(v.optional(v.object({ cursor: v.optional(v.unknown()), count: integer })), undefined),
  links: v.fallback(v.optional(v.object({ next: v.optional(v.unknown()) })), undefined),
});

export const ErrorSchema = v.object({ error: v.object({ code: text, message: text }) });

export type Item = v.InferOutput<typeof ItemSchema>;
export type Attributes = v.InferOutput<typeof AttributesSchema>;
export type Context = v.InferOutput<typeof ContextSchema>;
