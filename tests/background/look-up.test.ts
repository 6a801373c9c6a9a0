import { expect, test } from 'vitest';
import { defangText, readLookUp } from '../../entrypoints/background/look-up.ts';
import { parseFilter } from '../../utils/ioc/filter.ts';

test.each([
  ['invoice-heron[.]example', 'domain:invoice-heron.example'],
  ['see hxxps://cdn.paper-heron[.]example/w?id=7 for it', 'url:https://cdn.paper-heron.example/w?id=7'],
  ['setup.py fetched from 203.0.113[.]66', 'ipv4:203.0.113.66'],
])('the clearest indicator of %s', (text, key) => {
  expect(readLookUp(text)).toEqual({ sort: 'indicator', key });
});

test.each(['cobalt  strike', 'origin:hunting', 'a "quoted" word', ':'])(
  'words are one phrase: %s',
  (text) => {
    const found = readLookUp(text);
    const filter = parseFilter(found.sort === 'words' ? found.text : '', 'local');
    expect(filter.ok && filter.value.terms.map(({ key }) => key)).toEqual(['text']);
  },
);

test('nothing is nothing', () => {
  expect(readLookUp('  ')).toEqual({ sort: 'words', text: '' });
});

test('defanging a text changes its indicators alone, a URL with its host once', () => {
  expect(defangText('GET http://a.example/x.php?y=1.2 from 192.0.2.7, e.g. twice')).toBe(
    'GET hxxp://a[.]example/x.php?y=1.2 from 192[.]0[.]2[.]7, e.g. twice',
  );
  expect(defangText('nothing here')).toBe('nothing here');
});
