import { expect, test } from 'vitest';
import { findCandidates } from '../../utils/ioc/find-candidates.ts';

// The meter counts the characters that the finders look at closely, each time they do. Clocks would prove nothing on a
// busy machine; a quadratic path would show here as a million times more steps.
const MEGABYTE = 1_000_000;
const STEPS_PER_CHARACTER = 8;

const fill = (unit: string, size: number) => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);

function countSteps(text: string): number {
  const meter = { steps: 0 };
  findCandidates(text, [], meter);
  return meter.steps;
}

function expectLinear(unit: string, size: number): void {
  const steps = countSteps(fill(unit, size));
  expect(steps).toBeGreaterThanOrEqual(0);
  expect(steps).toBeLessThan(size * STEPS_PER_CHARACTER);
  // Four times the text, four times the work.
  expect(steps).toBeLessThanOrEqual(4.1 * countSteps(fill(unit, size / 4)) + 1000);
}

test.each([
  ...[
    '.',
    ':',
    'h',
    'f',
    '[',
    '](',
    '{[(<',
    '\\',
    '/',
    '@',
    'xn--',
    'xn\u2014',
    '[.]',
    '[:]',
    '\u00ad',
    '\u3002',
  ],
  ...['a.', 'ab.cd.', '1.2.3.4.', 'a:', 'fe80::', 'a[.]', 'a . ', 'http://', 'http://a.bc/', 'hxxp://a[.]b/'],
])('1 MB of %j costs a bounded number of steps per character', (unit) => expectLinear(unit, MEGABYTE));

test.each([
  ...['a.b.', '0.', '1:2:', 'F0', 'f\u00ad', '例a.', 'é.', '💩.', 'aA.Bb', 'a dot ', 'a.)b,', 'a.[b', 'a\\.'],
  ...[
    'a\\[.\\]',
    'a_b.cd.',
    'a.-b.',
    '-',
    '_',
    'a。b',
    'a.b。C',
    'a。b/',
    'http://a.b。C',
    'http://a。b.c。',
    '//a。',
    'a.bc,',
    'a.bc/',
    'a.bc?',
    'a.bc:',
    'a.bc:80/',
    '(a.bc',
  ],
  ...['[:].', '[.]:', '[.]%3a', '(.):', '[:][.]', '::.', 'http://a.b dot ', 'http://a.bc . '],
  ...['a.bc)', '1.1.1.1-', 'a.1.', 'a.b1', 'h://', 'http://[', 'http://u:p@a.bc/', 'http%3A%2F%2Fa.bc%2F'],
])('so does 100 KB of %j', (unit) => expectLinear(unit, MEGABYTE / 10));

test('prose is hardly looked at', () => {
  const prose = fill('The quick brown fox, 3.5 m long, jumps over it. Then: nothing. ', MEGABYTE);
  expect(countSteps(prose)).toBeLessThan(MEGABYTE / 100);
});
