import { expect, test } from 'vitest';
import { createLinePlot } from './line-plot.ts';

const plot = {
  title: 'time & <size>',
  xLabel: 'rows',
  yLabel: 'ms',
  lines: [
    {
      name: 'match',
      points: [
        { x: 1000, y: 2 },
        { x: 1_000_000, y: 20 },
      ],
    },
    {
      name: 'popup',
      points: [
        { x: 1000, y: 0.5 },
        { x: 1_000_000, y: 0.5 },
      ],
    },
  ],
};

test('foreign characters are text, and every point is drawn', () => {
  const svg = createLinePlot(plot);
  expect(svg).toContain('time &amp; &lt;size>');
  expect(svg.match(/<circle/g)).toHaveLength(4);
  expect(svg).not.toContain('NaN');
});

test('axes run over whole decades: ten times the rows is the same way everywhere', () => {
  const places = [...createLinePlot(plot).matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)];
  const [first, second, third, fourth] = places.map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
  expect(first?.x).toBe(76);
  expect(second?.x).toBe(616);
  expect(third?.y).toBe(fourth?.y);
  expect(second?.y).toBeLessThan(first?.y ?? 0);
});

test('rows synced while measuring take no decade more', () => {
  const grown = {
    name: 'match',
    points: [
      { x: 1000, y: 2 },
      { x: 1_001_280, y: 20 },
    ],
  };
  expect(createLinePlot({ ...plot, lines: [grown] })).not.toContain('>10M<');
});

test('one value alone still has an axis', () => {
  const svg = createLinePlot({ ...plot, lines: [{ name: 'one', points: [{ x: 10, y: 1 }] }] });
  expect(svg).not.toContain('NaN');
  expect(svg).not.toContain('Infinity');
});
