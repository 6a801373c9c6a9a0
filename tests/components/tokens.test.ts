import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('../../components/tokens.css', import.meta.url), 'utf8');
const [light = '', dark = ''] = css.split('prefers-color-scheme: dark');

const colours = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]),
  );

const themes = { light: colours(light), dark: { ...colours(light), ...colours(dark) } };

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dim = 0, bright = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (bright + 0.05) / (dim + 0.05);
}

const GROUNDS = ['ground', 'surface', 'raised', 'hover'];
const TEXT_PAIRS = [
  ...['text', 'muted', 'accent', 'warn', 'bad', 'ok'].flatMap((ink) =>
    GROUNDS.map((ground) => [ink, ground]),
  ),
  ...['bad-ground', 'warn-ground', 'info-ground'].flatMap((ground) => [
    ['text', ground],
    ['muted', ground],
  ]),
  ['on-accent', 'accent'],
  ['on-mark', 'mark'],
];
const SERIES = ['series-0', 'series-1', 'series-2', 'series-3', 'series-4', 'series-rest'];
const EDGE_PAIRS = ['edge', 'glow', 'accent', 'ok', 'warn', 'bad', ...SERIES].flatMap((ink) =>
  ['ground', 'surface', 'raised'].map((ground) => [ink, ground]),
);

test.each(Object.entries(themes))('%s: text has 4.5:1, edges and marks of state 3:1', (_, theme) => {
  const measure = ([ink = '', ground = '']: readonly string[]) =>
    contrast(theme[ink] ?? '', theme[ground] ?? '');
  const weak = (pairs: readonly (readonly string[])[], least: number) =>
    pairs
      .filter((pair) => !(measure(pair) >= least))
      .map((pair) => `${pair.join(' on ')}: ${measure(pair).toFixed(2)}`);
  expect(weak(TEXT_PAIRS, 4.5)).toEqual([]);
  expect(weak(EDGE_PAIRS, 3)).toEqual([]);
});

test('a colour scheme changes colours and nothing else, and no style sheet but the tokens knows of it', () => {
  const root = new URL('../../', import.meta.url).pathname;
  const sheets = globSync('{components,entrypoints}/**/*.css', { cwd: root });
  const aware = sheets.filter((sheet) => readFileSync(`${root}${sheet}`, 'utf8').includes('color-scheme:'));
  expect(aware).toEqual(['components/tokens.css']);
  const declared = [...dark.slice(0, dark.indexOf('\n  }')).matchAll(/^ +([\w-]+): (.+);$/gm)];
  expect(declared.length).toBeGreaterThan(5);
  for (const [, name, value] of declared)
    expect([name, value]).toEqual([name, expect.stringMatching(/^#|^rgb/)]);
});
