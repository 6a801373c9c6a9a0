import { expect, test } from 'vitest';
import { createRegistrations } from '../../entrypoints/background/registration.ts';

const siteModes = {
  'intranet.example': 'off',
  'blog.example': 'highlight',
  'wiki.example': 'quiet',
} as const;

const MIXED = 'mixed-sites.js';

test('one mode everywhere: one registration, which nobody need ask', () => {
  for (const modes of [{}, { 'blog.example': 'highlight' } as const]) {
    expect(createRegistrations({ defaultSiteMode: 'highlight', siteModes: modes, scrollSites: [] })).toEqual([
      { id: 'in-page', js: ['in-page.js'], matches: ['<all_urls>'], excludeMatches: [] },
    ]);
  }
  expect(createRegistrations({ defaultSiteMode: 'quiet', siteModes: {}, scrollSites: [] })).toEqual([
    { id: 'in-page-quiet', js: ['quiet-site.js', 'in-page.js'], matches: ['<all_urls>'], excludeMatches: [] },
  ]);
});

test('highlight by default: every page but the sites that are off; quiet ones are told so before the script', () => {
  expect(createRegistrations({ defaultSiteMode: 'highlight', siteModes, scrollSites: [] })).toEqual([
    {
      id: 'in-page',
      js: [MIXED, 'in-page.js'],
      matches: ['<all_urls>'],
      excludeMatches: ['*://intranet.example/*', '*://wiki.example/*'],
    },
    {
      id: 'in-page-quiet',
      js: ['quiet-site.js', MIXED, 'in-page.js'],
      matches: ['*://wiki.example/*'],
      excludeMatches: [],
    },
  ]);
});

test('off by default: only the sites that are not; with none, nowhere', () => {
  const registrations = createRegistrations({ defaultSiteMode: 'off', siteModes, scrollSites: [] });
  expect(registrations.map(({ id, matches }) => [id, matches])).toEqual([
    ['in-page', ['*://blog.example/*']],
    ['in-page-quiet', ['*://wiki.example/*']],
  ]);
  expect(createRegistrations({ defaultSiteMode: 'off', siteModes: {}, scrollSites: [] })).toEqual([]);
});

test('sites that may see what matched are told so, unless they are off', () => {
  const scrollSites = ['blog.example', 'news.example', 'intranet.example'];
  expect(createRegistrations({ defaultSiteMode: 'highlight', siteModes, scrollSites }).at(-1)).toEqual({
    id: 'open-site',
    js: ['open-site.js'],
    matches: ['*://blog.example/*', '*://news.example/*'],
    excludeMatches: [],
  });
});
