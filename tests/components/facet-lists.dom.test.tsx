import '../../entrypoints/sidepanel/sidepanel.css';
import { cleanup, render } from '@testing-library/preact';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { FacetLists } from '../../components/archive/FacetLists.tsx';
import { speakEnglish } from './words.ts';

beforeAll(speakEnglish);
afterEach(cleanup);

test('names stand under one another, whether or not the timeline has a colour for them', () => {
  const count = (value: string) => ({ value, total: 3 });
  render(
    <FacetLists
      facets={{
        rules: [count('Phish_Kit_Heron'), count('Wide_Net_Packed')],
        sources: [count('Paper Heron'), count('Logistics, Europe')],
        tags: [count('loader'), count('c2')],
        entityTypes: [],
        origins: [],
      }}
      filter=""
      series={['Phish_Kit_Heron', 'Paper Heron']}
      onToggle={() => undefined}
    />,
  );
  for (const list of document.querySelectorAll('.facet')) {
    const lefts = [...list.querySelectorAll('.facet-name')].map((name) => name.getBoundingClientRect().left);
    expect(new Set(lefts).size, list.textContent).toBe(1);
  }
  // No room for colours where there is none.
  expect(
    [...document.querySelectorAll('.facet')].map((list) => list.querySelectorAll('.swatch').length),
  ).toEqual([2, 2, 0]);
});
