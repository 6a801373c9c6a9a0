import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { formatNumber, plural, t } from '../../components/words/translate.ts';
import messages from '../../public/_locales/en/messages.json';
import { speakEnglish } from './words.ts';

interface Message {
  readonly message: string;
  readonly description?: string;
  readonly placeholders?: Readonly<Record<string, { readonly content: string; readonly example: string }>>;
}

const entries: readonly (readonly [string, Message])[] = Object.entries(messages);
const root = resolve(import.meta.dirname, '../..');
const sources = ['components', 'entrypoints', 'utils', 'wxt.config.ts']
  .flatMap((name) =>
    name.endsWith('.ts')
      ? [name]
      : readdirSync(join(root, name), { recursive: true, encoding: 'utf8' }).map((file) => join(name, file)),
  )
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => readFileSync(join(root, path), 'utf8'))
  .join('\n');

test('names are such as the browsers take, and tell apart without regard to case', () => {
  const names = entries.map(([name]) => name);
  expect(names.filter((name) => !/^[A-Za-z0-9_]+$/.test(name))).toEqual([]);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
});

test('every placeholder is declared, used, and shown to translators by an example', () => {
  for (const [name, { message, placeholders = {} }] of entries) {
    const used = [...message.matchAll(/\$(\w+)\$/g)].map(([, word = '']) => word.toLowerCase());
    expect(used.toSorted(), name).toEqual(Object.keys(placeholders).toSorted());
    const contents = Object.values(placeholders).map(({ content }) => content);
    expect(contents, name).toEqual(contents.map((_, index) => `$${index + 1}`));
    expect(
      Object.values(placeholders).every(({ example }) => example !== ''),
      name,
    ).toBe(true);
  }
});

test('English has both of its plural forms', () => {
  const bases = (form: string) =>
    entries.flatMap(([name]) => (name.endsWith(form) ? [name.slice(0, -form.length)] : [])).toSorted();
  expect(bases('_one')).toEqual(bases('_other'));
});

test('no message is left over', () => {
  const unused = entries
    .map(([name]) => name)
    .filter((name) => {
      const base = name.replace(/_(?:one|other)$/, '');
      return ![name, base].some(
        (word) => sources.includes(`'${word}'`) || sources.includes(`__MSG_${word}__`),
      );
    });
  // The background makes these names from a relation's own.
  expect(unused.filter((name) => !name.startsWith('relation_'))).toEqual([]);
});

test('counts choose their form and are written in the language of the messages', async () => {
  await speakEnglish();
  expect(plural('notifications', 1)).toBe('1 notification');
  expect(plural('notifications', 1204)).toBe('1,204 notifications');
  expect(t('detections', 41, 70)).toBe('Malicious according to 41 of 70 engines');
  expect(formatNumber(1_000_000)).toBe('1,000,000');
});
