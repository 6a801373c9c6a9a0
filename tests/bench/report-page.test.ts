import { expect, test } from 'vitest';
import { createReport } from './report-page.ts';

test('the same options, the same page', () => {
  const options = { characters: 50_000, seed: 7 };
  expect(createReport(options)).toEqual(createReport(options));
  expect(createReport({ ...options, seed: 8 }).html).not.toBe(createReport(options).html);
});

test('it is what it says: size, length of text nodes, share of indicators', () => {
  const report = createReport({ characters: 1_000_000, seed: 1 });
  expect(report.characters).toBeGreaterThanOrEqual(1_000_000);
  expect(report.characters).toBeLessThan(1_010_000);
  expect(report.characters / report.textNodes).toBeGreaterThan(26);
  expect(report.characters / report.textNodes).toBeLessThan(31);
  expect(report.indicators / report.textNodes).toBeCloseTo(0.005, 3);
});

test('a page without indicators has none', () => {
  expect(createReport({ characters: 100_000, seed: 1, indicatorShare: 0 }).indicators).toBe(0);
});
