import { readFile } from 'node:fs/promises';
import type { Fault, FaultRule, FaultScript } from './faults.ts';

type Check = (value: unknown) => boolean;

const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isText: Check = (value) => typeof value === 'string';

/** The fields a script may give each fault; those that must be there end in `!`. */
const FIELDS: Record<Exclude<Fault['kind'], 'insert'>, Record<string, Check>> = {
  'rate-limit': { retryAfter: isCount, as: (value) => value === 'seconds' || value === 'date', code: isText },
  unavailable: {},
  'bad-gateway': {},
  deadline: {},
  refuse: { 'status!': isCount, 'code!': isText, message: isText },
  redirect: { location: isText },
  'not-json': {},
  'not-virustotal': {},
  'expired-cursor': {},
  drop: {},
  'lose-answer': {},
  cut: {},
  truncate: {},
  slow: { 'ms!': isCount },
  hang: {},
  oversize: { 'bytes!': isCount },
  'bad-item': { 'item!': () => true },
  arrive: { 'count!': isCount },
  'arrive-late': { 'count!': isCount, 'ageSeconds!': isCount },
  expire: { 'count!': isCount },
};

const RULE_FIELDS: Record<string, Check> = {
  'fault!': isRecord,
  on: (value) => Array.isArray(value) && value.every(isCount),
  every: (value) => isCount(value) && value !== 0,
  probability: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  method: (value) => value === 'GET' || value === 'DELETE',
  cursor: (value) => typeof value === 'boolean',
  times: isCount,
};

/** Reads a fault script. Rejects with one sentence, the rule's number in it, when it cannot be read or is wrong. */
export async function readFaultScript(path: string): Promise<FaultScript> {
  return parseFaultScript(JSON.parse(await readFile(path, 'utf8')));
}

/** Checks a script: `{"seed": 1, "rules": [{"on": [3], "fault": {"kind": "drop"}}]}`. Throws a `TypeError`. */
export function parseFaultScript(script: unknown): FaultScript {
  const { seed, rules } = checkFields(script, { seed: isCount, 'rules!': Array.isArray }, 'the script');
  return {
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    rules: (rules as readonly unknown[]).map((rule, index) => parseRule(rule, `rule ${index + 1}`)),
  };
}

function parseRule(value: unknown, where: string): FaultRule {
  const rule = checkFields(value, RULE_FIELDS, where);
  const { fault } = rule as { fault: Record<string, unknown> };
  const { kind } = fault;
  if (!isKind(kind))
    throw new TypeError(`${where}: fault.kind must be one of ${Object.keys(FIELDS).join(', ')}`);
  checkFields(fault, { ...FIELDS[kind], 'kind!': isText }, where);
  // Every field has been looked at: the record is a rule.
  return rule as unknown as FaultRule;
}

function isKind(kind: unknown): kind is keyof typeof FIELDS {
  return typeof kind === 'string' && Object.hasOwn(FIELDS, kind);
}

function checkFields(value: unknown, checks: Record<string, Check>, where: string): Record<string, unknown> {
  if (!isRecord(value)) throw new TypeError(`${where} must be an object`);
  const names = Object.keys(checks).map((name) => name.replace('!', ''));
  const unknown = Object.keys(value).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new TypeError(`${where}: unknown field "${unknown}"; known: ${names.join(', ')}`);
  for (const [field, check] of Object.entries(checks)) {
    const name = field.replace('!', '');
    const absent = value[name] === undefined;
    if (absent && field !== name) throw new TypeError(`${where}: "${name}" is missing`);
    if (!absent && !check(value[name])) throw new TypeError(`${where}: "${name}" is not valid`);
  }
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
