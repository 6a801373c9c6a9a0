import '../../entrypoints/popup/popup.css';
import '../../entrypoints/sidepanel/sidepanel.css';
import { cleanup, render, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { App as Popup } from '../../entrypoints/popup/App.tsx';
import { App as Panel } from '../../entrypoints/sidepanel/App.tsx';
import { createFakeDesk } from '../components/fake-desk.ts';
import { inventNotification, NOW } from '../components/invented.ts';
import { inventMany } from '../components/many-notifications.ts';
import { speakEnglish } from '../components/words.ts';

beforeAll(speakEnglish);
afterEach(cleanup);

const ROWS = inventMany(40).map((row) => ({ ...row, origin: 'hunting' as const }));
const late = inventNotification({
  id: 'late',
  minutesAgo: 0,
  rule: 'Late',
  entity: { type: 'domain', id: 'late.example' },
});

const asked = {
  clock: () => NOW,
  findTab: async () => 3,
  onOptions: () => undefined,
  onLookUp: () => undefined,
  onAskAccess: async () => true,
  onAskServer: async () => true,
};

async function openPopup(read: readonly string[]) {
  const desk = await createFakeDesk({ rows: ROWS, read });
  const view = render(<Popup desk={desk} indicator={undefined} onPanel={() => undefined} {...asked} />);
  return { desk, ...view };
}

async function openPanel(read: readonly string[]) {
  const desk = await createFakeDesk({ rows: ROWS, read });
  const view = render(<Panel desk={desk} query="" onTabChange={() => () => undefined} {...asked} />);
  return { desk, ...view };
}

const heads = () => [...document.querySelectorAll<HTMLElement>('[data-notification] .row-head')];
/** Where each row is seen; what lies outside the list's view is not. */
const places = () =>
  new Map(
    heads().map((head) => [
      head.closest<HTMLElement>('[data-notification]')?.dataset['notification'],
      head.getBoundingClientRect(),
    ]),
  );

const coveredBy = (button: HTMLElement) => {
  const pill = button.getBoundingClientRect();
  const controls = [...document.querySelectorAll<HTMLElement>('.row-head, .batch-heading .button, .said')];
  return controls
    .filter((each) => {
      const box = each.getBoundingClientRect();
      return (
        box.width > 1 &&
        box.top < pill.bottom - 0.5 &&
        box.bottom > pill.top + 0.5 &&
        box.left < pill.right &&
        box.right > pill.left &&
        each.firstElementChild !== button
      );
    })
    .map(({ textContent }) => textContent?.slice(0, 40));
};

const ALL = ROWS.map(({ id }) => id);
const SOME = ALL.slice(10);
const VIEWS = [
  ['popup', openPopup, 460, 592, SOME],
  ['popup', openPopup, 460, 592, ALL],
  ['popup', openPopup, 320, 592, SOME],
  ['popup', openPopup, 320, 592, ALL],
  ['panel', openPanel, 400, 700, ALL],
  ['panel', openPanel, 320, 700, ALL],
] as const;

test.each(VIEWS)('"Show new" covers no row: %s', async (name, open, width, height, read) => {
  await page.viewport(width, height);
  const { desk, findByRole } = await open(read);
  await waitFor(() => expect(heads().length).toBeGreaterThan(5));
  // What comes before the popup has read what is read would be read with it.
  if (name === 'popup') await waitFor(() => expect(document.body.textContent).toContain('Earlier'));
  const before = places();
  await desk.add([late]);
  const button = await findByRole('button', { name: 'Show 1 new' });
  expect(coveredBy(button), `${name} at ${width}`).toEqual([]);
  // Zoomed in, where there is no room beside, it has a line of its own.
  if (name === 'panel' || width === 460)
    for (const [id, { top }] of places()) expect(top, id).toBe(before.get(id)?.top);
});
