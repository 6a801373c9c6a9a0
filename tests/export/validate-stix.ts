// Holds our bundles against OASIS' own JSON schemas, which are not part of this repository:
//
//   git clone https://github.com/oasis-open/cti-stix2-json-schemas
//   node tests/export/validate-stix.ts cti-stix2-json-schemas
//
// Exits with 1 and the first errors when a bundle is refused, and also when a broken bundle is not.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { exportLookUpStix, exportNotificationsStix } from '../../utils/export/stix.ts';
import { arbitraryRows } from './arbitrary-row.ts';
import { ALL_KINDS, ALL_STATES, createHostileRow, HOSTILE_TEXTS, readExport } from './rows.ts';

const BUNDLE_SCHEMA =
  'http://raw.githubusercontent.com/oasis-open/cti-stix2-json-schemas/stix2.1/schemas/common/bundle.json';

// OASIS' patterns escape hyphens, which the `u` flag forbids.
const ajv = new Ajv2020({
  strict: false,
  allErrors: true,
  unicodeRegExp: false,
  formats: { uri: (text: string) => URL.canParse(text), email: true, 'idn-hostname': true },
});
const folder = join(process.argv[2] ?? '.', 'schemas');
const files = globSync('*/*.json', { cwd: folder });
for (const file of files) ajv.addSchema(JSON.parse(readFileSync(join(folder, file), 'utf8')));

function isBundle(text: string): boolean {
  return ajv.validate(BUNDLE_SCHEMA, JSON.parse(text));
}

const samples = fc.sample(arbitraryRows, { seed: 31, numRuns: 300 });
const texts = [
  (await readExport(exportNotificationsStix([]))).text,
  (await readExport(exportNotificationsStix(ALL_KINDS))).text,
  (await readExport(exportLookUpStix(ALL_STATES))).text,
  (await readExport(exportNotificationsStix(HOSTILE_TEXTS.map(createHostileRow)))).text,
];
for (const rows of samples) texts.push((await readExport(exportNotificationsStix(rows))).text);

let objects = 0;
for (const text of texts) {
  objects += (JSON.parse(text) as { objects: unknown[] }).objects.length;
  if (isBundle(text)) continue;
  console.error(JSON.stringify(ajv.errors?.slice(0, 5), null, 2));
  process.exit(1);
}

// The judge must be able to say no.
const good = texts[1] ?? '';
const broken: readonly (readonly [what: string, text: string])[] = [
  ['no pattern', good.replaceAll('"pattern":', '"patern":')],
  ['an id without its UUID', good.replace(/"indicator--[^"]+"/, '"indicator--1"')],
  ['a date without milliseconds', good.replaceAll('.000Z"', 'Z"')],
  ['a count that is no number', good.replace('"count":1', '"count":"1"')],
  ['a sighting of a bundle', good.replaceAll('"sighting_of_ref":"indicator', '"sighting_of_ref":"bundle')],
];
for (const [what, text] of broken) {
  if (text !== good && !isBundle(text)) continue;
  console.error(`not refused: ${what}`);
  process.exit(1);
}
console.log(
  `${texts.length} bundles, ${objects} objects: valid by ${files.length} schemas; ${broken.length} broken ones refused`,
);
