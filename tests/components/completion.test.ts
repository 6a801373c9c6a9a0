import { describe, expect, test } from 'vitest';
import { complete } from '../../components/archive/completion.ts';
import { toggleTerm, withDays } from '../../components/archive/filter-terms.ts';
import { createBins, findSeries } from '../../components/archive/timeline-bins.ts';
import { NOW } from './invented.ts';

const WORDS = {
  rules: [
    { value: 'Kestrel_Loader', total: 40 },
    { value: 'Two Words', total: 7 },
  ],
  sources: [{ value: '4711', label: 'kestrel set', total: 30 }],
  tags: [
    { value: 'backkestrel', total: 90 },
    { value: 'kestrel', total: 4 },
  ],
};

/** `|` is the caret. */
function completeAt(marked: string) {
  const caret = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { start, end, items } = complete(text, caret, WORDS, NOW);
  return { replaced: text.slice(start, end), texts: items.map((item) => item.text) };
}

describe('completion', () => {
  test.each([
    ['ent|', 'ent', ['entity_id:', 'entity_type:']],
    [
      'cobalt entity_type:|',
      'entity_type:',
      ['file', 'url', 'domain', 'ip_address'].map((v) => `entity_type:${v}`),
    ],
    ['origin:s| cobalt', 'origin:s', ['origin:subscriptions']],
    ['rule:kes|', 'rule:kes', ['rule:Kestrel_Loader']],
    ['rule:"two|', 'rule:"two', ['rule:"Two Words"']],
    ['rule:"two w|" x', 'rule:"two w"', ['rule:"Two Words"']],
    ['source_id:kest|', 'source_id:kest', ['source_id:4711']],
    ['source_name:kest|', 'source_name:kest', ['source_name:"kestrel set"']],
    ['tag:kest|', 'tag:kest', ['notification_tag:kestrel', 'notification_tag:backkestrel']],
    [
      'kest|',
      'kest',
      ['rule:Kestrel_Loader', 'source_id:4711', 'notification_tag:kestrel', 'notification_tag:backkestrel'],
    ],
    ['date:2026-11-2|', 'date:2026-11-2', ['date:2026-11-22+']],
    ['https://kest|', 'https://kest', []],
    ['entity_id:abc|', 'entity_id:abc', []],
  ])('%j', (marked, replaced, texts) => {
    expect(completeAt(marked)).toEqual({ replaced, texts });
  });
});

describe('terms of a filter', () => {
  test('a value is added once and taken away again, whatever its case', () => {
    const rule = { key: 'rule', value: 'Two Words' } as const;
    expect(toggleTerm('cobalt', rule)).toBe('cobalt rule:"Two Words"');
    expect(toggleTerm('cobalt rule:"two words"', rule)).toBe('cobalt');
  });

  test('days become dates, the last one whole, and take the place of other dates', () => {
    expect(withDays('cobalt date:2020-01-01+', [20_000, 20_001])).toBe(
      'cobalt date:2024-10-04+ date:2024-10-06-',
    );
    expect(withDays('cobalt date:2020-01-01', undefined)).toBe('cobalt');
  });
});

describe('the timeline', () => {
  const day = (number: number, counts: Record<string, number>) => ({
    day: number,
    total: Object.values(counts).reduce((a, b) => a + b, 0),
    byLabel: new Map(Object.entries(counts)),
  });

  test('a bar a day while there is room, then weeks; no row is lost, rare rules share the last part', () => {
    const days = [day(100, { a: 3, b: 1 }), day(101, { c: 2 }), day(160, { a: 1, c: 9 })];
    const series = findSeries(days, 2);
    expect(series).toEqual(['c', 'a']);
    const bins = createBins(days, series, 61);
    expect(bins).toHaveLength(61);
    expect(bins[0]).toEqual({ from: 100, to: 100, total: 4, parts: [0, 3, 1] });
    const weeks = createBins(days, series, 60);
    expect(weeks).toHaveLength(9);
    expect(weeks[0]).toEqual({ from: 100, to: 106, total: 6, parts: [2, 3, 1] });
    expect(weeks.reduce((sum, { total }) => sum + total, 0)).toBe(16);
    expect(createBins([], [], 60)).toEqual([]);
  });
});
