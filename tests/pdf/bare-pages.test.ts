import { expect, test } from 'vitest';
import { countBarePages } from '../../utils/pdf/bare-pages.ts';

test('pages that hold what all of them do, with a number of their own, are bare', () => {
  const scan = (page: number) => `Kestrel report, TLP:CLEAR\nPage ${page} of 12.`;
  expect(countBarePages([scan(1), scan(2), `${scan(3)}\nThe loader asks kestrel.example`, ''])).toBe(2);
});

test('addresses and versions are no numbers of pages, and one page has no header that runs', () => {
  expect(countBarePages(['203.0.113.7\n203.0.113.8', '203.0.113.9\n198.51.100.1'])).toBe(0);
  expect(countBarePages(['Version 1.2', 'Version 1.3'])).toBe(0);
  expect(countBarePages(['Page 1\nPage 1'])).toBe(0);
  expect(countBarePages(['', ' \n '])).toBe(0);
});
