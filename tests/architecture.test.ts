import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

// The house's arrows: folder -> folders it may import. A new arrow is a change here, argued in its commit.
// `store -> match`: the index segment of a stream page commits with its rows, so the store must be able to make one.
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  'utils/lang': [],
  'utils/ioc': ['utils/lang'],
  'utils/match': ['utils/lang', 'utils/ioc'],
  'utils/sync': ['utils/lang', 'utils/ioc'],
  'utils/vt': ['utils/lang', 'utils/ioc', 'utils/sync'],
  'utils/store': ['utils/lang', 'utils/ioc', 'utils/sync', 'utils/match'],
  'utils/settings': ['utils/lang'],
  'utils/messaging': ['utils/lang', 'utils/ioc'],
  'utils/page': ['utils/lang', 'utils/ioc'],
  'utils/pdf': ['utils/lang'],
  'utils/highlight': ['utils/lang', 'utils/ioc', 'utils/page', 'utils/messaging'],
  'utils/export': ['utils/lang', 'utils/ioc'],
  components: ['utils/lang', 'utils/ioc'],
};

const EXTENSION_API = ['utils/settings', 'utils/messaging', 'entrypoints'];
const CONTENT_BUNDLE = ['utils/lang', 'utils/ioc', 'utils/page', 'utils/highlight', 'utils/messaging'];
const PURE = ['utils/lang', 'utils/ioc', 'utils/match', 'utils/sync', 'utils/export'];
const LINE_LIMIT = 250;
const root = resolve(import.meta.dirname, '..');

interface Source {
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function readSources(folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => /\.tsx?$/.test(path) && statSync(join(root, path)).isFile())
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((found) => found[1] ?? '');
      return { path, folder: roomOf(path), text, imports };
    });
}

function roomOf(path: string): string {
  const parts = path.split('/');
  return parts[0] === 'utils' ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
}

const sources = ['entrypoints', 'components', 'utils'].flatMap(readSources);

/** The project file that a relative import names; `undefined` for packages. */
const target = (source: Source, name: string) =>
  name.startsWith('.') ? relative(root, resolve(root, dirname(source.path), name)) : undefined;

test('every import follows an arrow', () => {
  const against = sources.flatMap((source) =>
    source.imports.flatMap((name) => {
      const path = target(source, name);
      if (path === undefined || path.startsWith('public/')) return [];
      const to = roomOf(path);
      const allowed =
        source.folder === 'entrypoints' || to === source.folder || ARROWS[source.folder]?.includes(to);
      return allowed ? [] : [`${source.path} -> ${path}: no arrow ${source.folder} -> ${to}`];
    }),
  );
  expect(against).toEqual([]);
});

test('every folder of utils is in the table', () => {
  expect(
    [...new Set(sources.map((source) => source.folder))].filter(
      (room) => !(room in ARROWS) && room !== 'entrypoints',
    ),
  ).toEqual([]);
});

test('only settings, messaging and entrypoints touch the extension API', () => {
  const against = sources.filter(
    ({ folder, text, imports }) =>
      !EXTENSION_API.includes(folder) &&
      (imports.some((name) => name.startsWith('wxt')) ||
        /\b(?:chrome|browser)\.(?:runtime|storage|tabs)\b/.test(text)),
  );
  expect(against.map(({ path }) => path)).toEqual([]);
});

test('the content script imports only lang, ioc, page, highlight and messaging', () => {
  const seen = new Set<string>();
  const visit = (path: string) => {
    const source = sources.find((each) => each.path === path);
    if (source === undefined || seen.has(path)) return;
    seen.add(path);
    for (const name of source.imports) visit(target(source, name) ?? '');
  };
  visit('entrypoints/in-page.ts');
  expect(seen.size).toBeGreaterThan(5);
  expect(
    [...seen].filter((path) => path !== 'entrypoints/in-page.ts' && !CONTENT_BUNDLE.includes(roomOf(path))),
  ).toEqual([]);
  const packages = [...seen].flatMap((path) => sources.find((each) => each.path === path)?.imports ?? []);
  expect(packages.filter((name) => !name.startsWith('.') && !name.startsWith('wxt/'))).toEqual([]);
});

test('pure rooms take clock and randomness as parameters', () => {
  const impure = /\b(?:Date\.now|Math\.random|performance\.now|crypto\.randomUUID)\s*\(/;
  const against = sources.filter(({ folder, text }) => PURE.includes(folder) && impure.test(text));
  expect(against.map(({ path }) => path)).toEqual([]);
});

test('no HTML from strings, no console output in what ships', () => {
  const html =
    /\b(?:innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|DOMParser)\b|document\.write\(/;
  const against = sources.filter(({ text }) => html.test(text) || /console\.(?:log|debug|info)/.test(text));
  expect(against.map(({ path }) => path)).toEqual([]);
});

test('files stay small enough to read', () => {
  const long = sources.filter(({ text }) => text.split('\n').length > LINE_LIMIT).map(({ path }) => path);
  expect(long, `over ${LINE_LIMIT} lines: split by idea`).toEqual([]);
});

test('no barrels, no rooms without a name', () => {
  const barrel = sources.filter(
    ({ path }) => /utils\/[^/]+\/index\.ts$/.test(path) || /(?:helpers?|common|misc|shared)\.ts$/.test(path),
  );
  expect(barrel.map(({ path }) => path)).toEqual([]);
});
