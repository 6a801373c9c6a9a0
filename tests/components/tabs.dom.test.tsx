import { cleanup, render } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Tabs } from '../../components/kit/Tabs.tsx';
import { speakEnglish } from './words.ts';

beforeAll(speakEnglish);
afterEach(() => {
  cleanup();
  document.dir = '';
});

const TABS = [
  { id: 'one', label: 'One', count: 3, countLabel: 'unread' },
  { id: 'two', label: 'Two', count: 0 },
  { id: 'three', label: 'Three' },
];

function Sample() {
  const [selected, setSelected] = useState('one');
  return (
    <Tabs label="Sample" tabs={TABS} selected={selected} onSelect={setSelected}>
      <p>{`panel ${selected}`}</p>
    </Tabs>
  );
}

const selectedTab = () => document.querySelector('[aria-selected=true]')?.id;

test('arrows, Home and End move and select at once, and wrap around', async () => {
  const { getByRole, findByText } = render(<Sample />);
  getByRole('tab', { name: /One/ }).focus();
  for (const [key, id] of [
    ['ArrowRight', 'two'],
    ['End', 'three'],
    ['ArrowRight', 'one'],
    ['ArrowLeft', 'three'],
    ['Home', 'one'],
  ] as const) {
    await userEvent.keyboard(`{${key}}`);
    await findByText(`panel ${id}`);
    expect(selectedTab()).toBe(`tab-${id}`);
    expect(document.activeElement?.id).toBe(`tab-${id}`);
  }
});

test('where text runs right to left, so do the arrows', async () => {
  document.dir = 'rtl';
  const { getByRole, findByText } = render(<Sample />);
  getByRole('tab', { name: /One/ }).focus();
  await userEvent.keyboard('{ArrowLeft}');
  await findByText('panel two');
});

test('the tab list is one tab stop, and names its panel', async () => {
  const { getByRole } = render(<Sample />);
  expect(document.querySelectorAll('[role=tab][tabindex="0"]')).toHaveLength(1);
  expect(getByRole('tabpanel', { name: /One/ }).textContent).toBe('panel one');
});

test('a count of nothing is not shown, and choosing a tab moves no other', async () => {
  const { getByRole, findByText } = render(<Sample />);
  expect([...document.querySelectorAll('.count')].map(({ textContent }) => textContent)).toEqual(['3']);
  const three = getByRole('tab', { name: 'Three' });
  const before = three.offsetLeft;
  getByRole('tab', { name: 'Two' }).click();
  await findByText('panel two');
  expect(three.offsetLeft).toBe(before);
});
