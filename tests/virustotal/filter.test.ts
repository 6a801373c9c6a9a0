import { describe, expect, test } from 'vitest';
import { ApiError } from './api-error.ts';
import { parseFilter, type RowHead } from './filter.ts';

const ROW: RowHead = {
  type: 'url',
  id: 'ab12',
  url: 'https://Host.example/Path',
  origin: 'subscriptions',
  sources: [
    { type: 'threat_profile', id: 'p1' },
    { type: 'collection', id: 'threat-actor--77' },
  ],
  tags: ['ruleset', 'two words', 'say "x"'],
};

const dates = (text: string) => {
  const { from, to } = parseFilter(text);
  return [from, to];
};

describe('dates', () => {
  test.each([
    ['', [-Infinity, Infinity]],
    ['date:2023-02-07T10:00:00+', [1_675_764_000, Infinity]],
    ['date:2023-02-07-', [-Infinity, 1_675_727_999]],
    ['date:1742528463+', [1_742_528_463, Infinity]],
    ['date:1742528463', [1_742_528_463, 1_742_528_463]],
    ['date:2023-02-07', [1_675_728_000, 1_675_814_399]],
    ['date:2023-02-07T10:00:00', [1_675_764_000, 1_675_764_000]],
    ['date:100+  date:200-', [100, 199]],
    ['date:100+ date:150+ date:300- date:200-', [150, 199]],
  ])('%s', (text, bounds) => {
    expect(dates(text)).toEqual(bounds);
  });

  test.each([
    'date:yesterday+',
    'date:2023-02-30+',
    'date:2023-02-07T25:00:00+',
    'date:+',
    'date:1d+',
    'date:',
  ])('%s is refused', (text) => {
    expect(() => parseFilter(text)).toThrow(ApiError);
  });
});

describe('terms', () => {
  test.each([
    ['origin:subscriptions', true],
    ['origin:hunting', false],
    ['entity_type:url', true],
    ['entity_type:ip_address', false],
    ['entity_id:AB12', true],
    ['entity_id:https://Host.example/Path', true],
    ['entity_id:https://host.example/path', false],
    ['source_type:threat_profile', true],
    ['source_type:collection', true],
    ['source_type:threat_actor', true],
    ['source_type:retrohunt_job', false],
    ['source_id:p1', true],
    ['source_id:P1', false],
    ['notification_tag:RuleSet', true],
    ['tag:ruleset', true],
    ['notification_tag:rule', false],
    ['notification_tag:"two words"', true],
    ['notification_tag:"say \\"x\\""', true],
    ['source_id:p1 source_id:threat-actor--77', true],
    ['source_id:p1 source_id:p2', false],
    [' origin:subscriptions   entity_type:url ', true],
    ['origin:subscriptions entity_type:file', false],
  ])('%s', (text, holds) => {
    expect(parseFilter(text).holds?.(ROW)).toBe(holds);
  });

  test.each(['hunting', 'origin:x', 'entity_type:hash', 'colour:red', 'tag:"open', 'tag:"a"b', ':x'])(
    '%s is refused',
    (text) => {
      expect(() => parseFilter(text)).toThrow(ApiError);
    },
  );

  test('equal filters have equal terms, whatever their order and dates', () => {
    const terms = ['origin:hunting tag:"a"', 'date:5+ tag:a  origin:hunting'].map(
      (text) => parseFilter(text).terms,
    );
    expect(terms[0]).toBe(terms[1]);
    expect(parseFilter('date:5+').holds).toBeUndefined();
  });
});
