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
test('look', async () => {
  const many = inventMany(3000);
  const { findByRole } = await open({ rows: many, read: many.slice(6).map(({ id }) => id) });
  await waitFor(() => expect(document.querySelectorAll('[data-notification]').length).toBeGreaterThan(5));
  await page.screenshot({ path: '../../test-results/panel/list.png' });
  const box = await findByRole('combobox');
  await userEvent.fill(box, 'ke');
  await page.screenshot({ path: '../../test-results/panel/complete.png' });
  await userEvent.fill(box, 'entity_type:fil');
  await page.screenshot({ path: '../../test-results/panel/fault.png' });
  await userEvent.fill(box, 'entity_type:file cobalt');
  (await findByRole('button', { name: 'Narrow down' })).click();
  await page.screenshot({ path: '../../test-results/panel/facets.png' });
  (await findByRole('button', { name: 'Narrow down' })).click();
  await userEvent.fill(box, 'nothing-here');
  await waitFor(() => expect(document.body.innerText).toContain('Nothing matches'));
  await page.screenshot({ path: '../../test-results/panel/nothing.png' });
  await userEvent.fill(box, '');
  await waitFor(() => expect(document.querySelectorAll('[data-notification]').length).toBeGreaterThan(5));
  document.querySelectorAll<HTMLElement>('.row-button')[2]?.click();
  await waitFor(() => expect(document.querySelector('.detail-pane')).not.toBeNull());
  await page.screenshot({ path: '../../test-results/panel/detail.png' });
});
