import fc from 'fast-check';
import { createKey } from '../../utils/ioc/indicator.ts';
import type { ArchivedNotification, Entity } from '../../utils/ioc/notification.ts';
import { BASE_DATE, createRow, HOSTILE_TEXTS } from './rows.ts';

const hostileText = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS.filter((text) => text.length < 1000)),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const hash = (digits: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: digits, maxLength: digits });
const label = fc.string({ unit: fc.constantFrom(...'abcxyz0189-'), minLength: 1, maxLength: 12 });
const host = label.map((name) => `${name}.example`);

const stats = fc.record({
  malicious: fc.nat(90),
  suspicious: fc.nat(9),
  undetected: fc.nat(90),
  harmless: fc.nat(90),
});

const file = fc.record({ sha256: hash(64), sha1: hash(40), md5: hash(32), name: hostileText, stats }).map(
  ({ sha256, sha1, md5, name, stats }): Pick<ArchivedNotification, 'entity' | 'keys'> => ({
    entity: { type: 'file', id: sha256, sha256, sha1, md5, meaningfulName: name, names: [name], stats },
    keys: [createKey('sha256', sha256), createKey('sha1', sha1), createKey('md5', md5)],
  }),
);
const url = fc.tuple(host, hostileText).map(([name, path]) => {
  const value = `https://${name}/${path}`;
  const entity: Entity = { type: 'url', id: value, url: value, note: path };
  return { entity, keys: [createKey('url', value)] };
});
const domain = host.map((value) => ({
  entity: { type: 'domain' as const, id: value },
  keys: [createKey('domain', value)],
}));

/** Rows with hostile text in every free field and in URL paths; only hashes and hosts are well-formed. Oldest first. */
export const arbitraryRows: fc.Arbitrary<ArchivedNotification[]> = fc
  .array(
    fc.record({
      about: fc.oneof(file, url, domain),
      text: hostileText,
      tags: fc.array(hostileText, { maxLength: 3 }),
      after: fc.nat(1_000_000),
    }),
    { maxLength: 12 },
  )
  .map((records) =>
    records.map(({ about, text, tags, after }, index) =>
      createRow({
        ...about,
        id: `${index}`,
        date: BASE_DATE + index * 60 + after,
        tags,
        sources: [{ type: 'hunting_ruleset', id: text, label: text }],
        hunting: { ruleName: text, ruleTags: tags, snippet: text },
      }),
    ),
  )
  .map((rows) => rows.sort((a, b) => a.date - b.date));
