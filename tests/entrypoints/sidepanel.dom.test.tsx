import '../../entrypoints/sidepanel/sidepanel.css';
import { cleanup, render, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { App, type AppProps } from '../../entrypoints/sidepanel/App.tsx';
import { createFakeDesk, type FakeDeskOptions } from '../components/fake-desk.ts';
import { NOW } from '../components/invented.ts';
import { inventMany } from '../components/many-notifications.ts';
import { speakEnglish } from '../components/words.ts';

beforeAll(speakEnglish);
beforeEach(() => page.viewport(400, 700));
afterEach(cleanup);

async function open(options: FakeDeskOptions = {}, props: Partial<AppProps> = {}) {
  const desk = await createFakeDesk(options);
  const view = render(
    <App
      desk={desk}
      clock={() => NOW}
      findTab={async () => 3}
      onTabChange={() => () => undefined}
      onOptions={() => undefined}
      onAskAccess={async () => true}
      {...props}
    />,
  );
  return { ...view, desk };
}

const rowIds = () =>
  [...document.querySelectorAll<HTMLElement>('.row-place [data-notification]')].map(
    (row) => row.dataset['notification'],
  );

test('the newest rows first, of a list that says how long it is', async () => {
  const many = inventMany(300);
  await open({ rows: many });
  await waitFor(() => expect(rowIds().slice(0, 3)).toEqual(many.slice(0, 3).map(({ id }) => id)));
  expect(rowIds().length).toBeLessThan(60);
  const first = document.querySelector('.row-place');
  expect([first?.getAttribute('aria-posinset'), first?.getAttribute('aria-setsize')]).toEqual(['1', '300']);
});

test('search as one types, and an error of the grammar in words', async () => {
  const { findByRole } = await open({ rows: inventMany(300) });
  await userEvent.fill(await findByRole('combobox'), 'entity_type:file cobalt');
  await waitFor(() => expect(document.body.innerText).toContain('23 of 300'));
  await userEvent.fill(await findByRole('combobox'), 'entity_type:hash');
  await waitFor(() => expect(document.body.innerText).toContain('entity_type is one of'));
});
