import { expect, test } from 'vitest';
import { EVIDENCE, type Evidence } from '../../utils/ioc/candidate.ts';
import type { IndicatorKind } from '../../utils/ioc/indicator.ts';
import { isListed } from '../../utils/match/listing.ts';

const LEVELS = Object.values(EVIDENCE);

/** The least evidence with which a value is listed; `undefined`: never. */
const leastOf = (kind: IndicatorKind, value: string): Evidence | undefined =>
  LEVELS.find((evidence) => isListed({ kind, value }, evidence));

test.each([
  // What can be registered, and reads like nothing else.
  ['domain', 'evil.com', EVIDENCE.cased],
  ['domain', 'evil.ru', EVIDENCE.doubtful],
  ['domain', 'evil.co.uk', EVIDENCE.doubtful],
  ['domain', 'evil.top', EVIDENCE.plain],
  ['domain', 'xn--bcher-kva.top', EVIDENCE.plain],
  ['domain', '_x.under_score.evil.ru', EVIDENCE.doubtful],
  // File names, properties, products, packages: only when the text leaves no doubt.
  ['domain', 'setup.py', EVIDENCE.marked],
  ['domain', 'update.zip', EVIDENCE.marked],
  ['domain', 'request.open', EVIDENCE.marked],
  ['domain', 'window.top', EVIDENCE.marked],
  ['domain', 'asp.net', EVIDENCE.marked],
  ['domain', 'gmail.com', EVIDENCE.marked],
  ['domain', 'com.evil.cloud', EVIDENCE.marked],
  ['domain', 'de.evil.android', EVIDENCE.marked],
  ['domain', 'com.td', EVIDENCE.marked],
  ['domain', 'data.rel.ro', EVIDENCE.marked],
  ['domain', 'api.md', EVIDENCE.marked],
  ['domain', 'api.evil.md', EVIDENCE.plain],
  ['domain', 'www.evil.py', EVIDENCE.plain],
  ['domain', 'the.com', EVIDENCE.plain],
  // Suffixes that no list knows.
  ['domain', 'evil.bazar', EVIDENCE.marked],
  ['domain', 'evil.example', EVIDENCE.marked],
  ['domain', 'evil.nope', undefined],
  ['domain', 'evil.invalid', undefined],
  // What nobody can register.
  ['domain', 'co.uk', undefined],
  ['domain', 'com', undefined],
  ['domain', 'stix_evil.com', undefined],
  ['domain', 'evil-.com', undefined],
  ['domain', '-evil.com', undefined],
  // Private suffixes are hosts that anybody can have a page on.
  ['domain', 'evil.github.io', EVIDENCE.plain],
  ['ipv4', '203.0.113.7', EVIDENCE.plain],
  ['ipv6', '2001:db8::1', EVIDENCE.plain],
  ['ipv6', '::1', EVIDENCE.plain],
  ['ipv6', 'fe80::1', EVIDENCE.plain],
  ['ipv6', 'ad::face', EVIDENCE.marked],
  ['ipv6', '::', EVIDENCE.marked],
  ['ipv6', '1:2:3:4:5:6:7:8', EVIDENCE.marked],
  ['url', 'http://evil.py/', EVIDENCE.marked],
  ['url', 'http://203.0.113.7/', EVIDENCE.marked],
  ['url', 'http://[2001:db8::1]/', EVIDENCE.marked],
  ['url', 'http://evil.nope/', undefined],
  ['url_id', 'ab'.repeat(32), undefined],
  ['md5', 'ab'.repeat(16), EVIDENCE.plain],
  ['md5', '12'.repeat(16), undefined],
] as const)('%s %s is listed from evidence %s on', (kind, value, least) => {
  expect(leastOf(kind, value)).toBe(least);
});
