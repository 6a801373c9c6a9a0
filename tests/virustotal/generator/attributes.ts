import type { ApiEntityType } from '../api-item.ts';
import type { Dice } from './dice.ts';
import { capitalise, part, twoWords } from './words.ts';

type Attributes = Record<string, unknown>;

/** Roughly what one engine's verdict and one imported function weigh in JSON. */
const VERDICT_BYTES = 180;
const IMPORT_BYTES = 50;
const CONTEXT_BYTES = 2000;

/**
 * Attributes of a real shape, so heavy that the whole item weighs about `itemBytes` of JSON (upstream 24-28 KB for a
 * file), half of it verdicts of engines.
 */
export function createAttributes(
  dice: Dice,
  type: ApiEntityType,
  date: number,
  itemBytes: number,
): Attributes {
  const spare = Math.max(0, itemBytes - CONTEXT_BYTES);
  const engines = Math.min(90, Math.round(spare / 2 / VERDICT_BYTES));
  const results = createResults(dice, engines, type === 'file');
  const common = {
    first_submission_date: date - dice.below(9_000_000),
    last_submission_date: date - dice.below(3000),
    last_analysis_date: date - dice.below(2000),
    last_modification_date: date,
    times_submitted: 1 + dice.below(40),
    reputation: dice.below(20) - 15,
    total_votes: { harmless: dice.below(3), malicious: dice.below(9) },
    last_analysis_stats: createStats(dice, type),
    last_analysis_results: results,
  };
  const left = spare - engines * VERDICT_BYTES;
  return { ...common, ...createOwn(dice, type, date), ...createBulk(dice, type, left) };
}

function createStats(dice: Dice, type: ApiEntityType): Attributes {
  const malicious = dice.below(60);
  const undetected = 72 - malicious;
  const stats = { malicious, suspicious: dice.below(3), undetected, harmless: 0, timeout: 0 };
  if (type !== 'file') return { ...stats, harmless: dice.below(30) };
  // The hyphens are VirusTotal's.
  return { ...stats, 'confirmed-timeout': 0, failure: dice.below(2), 'type-unsupported': dice.below(6) };
}

function createResults(dice: Dice, engines: number, file: boolean): Attributes {
  const results: Attributes = {};
  for (let i = 0; i < engines; i++) {
    const name = `${capitalise(twoWords(dice))}${i}`;
    const bad = dice.chance(3, 5);
    results[name] = {
      method: 'blacklist',
      engine_name: name,
      category: bad ? 'malicious' : 'undetected',
      result: bad ? `Trojan.${capitalise([part(dice)])}.${dice.hex(4)}` : null,
      ...(file
        ? {
            engine_version: dice.chance(1, 8) ? null : `${dice.below(30)}.0.${dice.below(999)}`,
            engine_update: '20261120',
          }
        : {}),
    };
  }
  return results;
}

function createOwn(dice: Dice, type: ApiEntityType, date: number): Attributes {
  const [one, two] = twoWords(dice);
  switch (type) {
    case 'file':
      return {
        size: 1000 + dice.below(3_000_000),
        type_tag: 'peexe',
        type_tags: ['executable', 'windows', 'win32', 'pe', 'peexe'],
        type_description: dice.pick(['Win32 EXE', 'Office Open XML Document', 'JavaScript', 'ELF', 'ZIP']),
        // Seen: optional in practice.
        ...(dice.chance(2, 3) ? { type_extension: 'exe', vhash: dice.hex(32) } : {}),
        magic: 'PE32 executable (GUI) Intel 80386, for MS Windows',
        tlsh: `T1${dice.hex(70).toUpperCase()}`,
        tags: ['peexe', 'overlay'],
        popular_threat_classification: { suggested_threat_label: `trojan.${one}/${part(dice)}` },
        // A string of digits, unlike every other date.
        threat_severity: {
          threat_severity_level: 'SEVERITY_HIGH',
          last_analysis_date: String(date),
          version: 5,
        },
      };
    case 'url':
      return {
        title: `${capitalise([one])} ${two}`,
        tld: 'example',
        has_content: true,
        last_http_response_code: dice.pick([200, 302, 404]),
        last_http_response_content_sha256: dice.hex(64),
        tags: [],
        threat_names: [],
      };
    case 'domain':
      return {
        tld: 'example',
        ...(dice.chance(3, 4) ? { registrar: `${capitalise([one, two])} Registrar Ltd.` } : {}),
        creation_date: date - dice.below(90_000_000),
        last_dns_records: [{ type: 'A', value: `192.0.2.${dice.below(256)}`, ttl: 300 }],
        jarm: dice.hex(62),
        whois: `Registrant: ${capitalise([one])} Müller\nName Server: ns1.${two}.example`,
      };
    case 'ip_address':
      return {
        // RFC 5398: numbers for documentation.
        asn: 64496 + dice.below(16),
        as_owner: `${capitalise([one, two])} Networks`,
        ...(dice.chance(3, 4) ? { country: dice.pick(['DE', 'NL', 'US', 'SG']) } : {}),
        continent: 'EU',
        network: '192.0.2.0/24',
      };
  }
}

/** The rest of the weight: what each kind of object is really full of. */
function createBulk(dice: Dice, type: ApiEntityType, bytes: number): Attributes {
  const count = Math.floor(bytes / IMPORT_BYTES);
  if (count <= 0) return {};
  const list = Array.from(
    { length: count },
    () => `${capitalise(twoWords(dice))}${capitalise([part(dice)])}_${dice.hex(24)}`,
  );
  if (type === 'file') {
    return {
      pe_info: {
        imphash: dice.hex(32),
        import_list: [{ library_name: 'KERNEL32.dll', imported_functions: list }],
      },
    };
  }
  return type === 'url'
    ? { outgoing_links: list.map((path) => `https://links.example/${path}`) }
    : { whois_date: 1, rdap: { notices: list } };
}
