import { expect, test } from 'vitest';
import { createScope } from '../../entrypoints/background/registration.ts';

const siteModes = {
  'intranet.example': 'off',
  'blog.example': 'highlight',
  'wiki.example': 'quiet',
} as const;

test('on by default: every page but the sites that are off', () => {
  expect(createScope({ defaultSiteMode: 'highlight', siteModes })).toEqual({
    matches: ['<all_urls>'],
    excludeMatches: ['*://intranet.example/*'],
  });
});

test('off by default: only the sites that are not; with none, nowhere', () => {
  expect(createScope({ defaultSiteMode: 'off', siteModes })).toEqual({
    matches: ['*://blog.example/*', '*://wiki.example/*'],
    excludeMatches: [],
  });
  expect(createScope({ defaultSiteMode: 'off', siteModes: {} }).matches).toEqual([]);
});
