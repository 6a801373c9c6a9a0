import '../../entrypoints/options/options.css';
import '../../components/settings/settings.css';
import '../../entrypoints/lookup/lookup.css';
import '../../entrypoints/popup/popup.css';
import '../../entrypoints/sidepanel/sidepanel.css';
import '../../entrypoints/welcome/welcome.css';
import { cleanup, render, waitFor } from '@testing-library/preact';
import type { ComponentChildren } from 'preact';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { App as LookUp } from '../../entrypoints/lookup/App.tsx';
import { App as Options } from '../../entrypoints/options/App.tsx';
import { App as Popup } from '../../entrypoints/popup/App.tsx';
import { App as Panel } from '../../entrypoints/sidepanel/App.tsx';
import { App as Welcome } from '../../entrypoints/welcome/App.tsx';
import { createFakeDesk, type FakeDesk, WELL } from '../components/fake-desk.ts';
import { MORNING, NOW } from '../components/invented.ts';
import { createLeftArchive, IN_USE } from '../components/left-archive.ts';
import { findCut, findHardCoded, speakPseudo } from '../components/pseudo.ts';

// Texts 40 % longer, from right to left, at the narrowest width: nothing is hard-coded, nothing runs over.
beforeAll(speakPseudo);
beforeEach(() => page.viewport(320, 700));
afterEach(() => {
  cleanup();
  document.dir = '';
});

const yes = async () => true;
const nothing = () => undefined;
const clock = () => NOW;

const popup = (desk: FakeDesk) => (
  <Popup
    desk={desk}
    clock={clock}
    indicator={undefined}
    findTab={async () => 1}
    onOptions={nothing}
    onLookUp={nothing}
    onPanel={nothing}
    onAskAccess={yes}
    onAskServer={yes}
  />
);
const panel = (desk: FakeDesk) => (
  <Panel
    desk={desk}
    clock={clock}
    query=""
    findTab={async () => 1}
    onTabChange={() => nothing}
    onOptions={nothing}
    onLookUp={nothing}
    onAskAccess={yes}
    onAskServer={yes}
  />
);
const options = (desk: FakeDesk) => (
  <Options
    desk={desk}
    clock={clock}
    onAskAccess={yes}
    onAskServer={yes}
    onAskNotifications={yes}
    version="0.1.0"
    onWelcome={nothing}
  />
);

const SCREENS: readonly (readonly [string, string, (desk: FakeDesk) => ComponentChildren])[] = [
  [
    'welcome',
    'Welcome to Huntlight',
    (desk) => (
      <Welcome desk={desk} clock={clock} onAskAccess={yes} onAskServer={yes} onOpenStream={nothing} />
    ),
  ],
  ['popup', 'Subscriptions', popup],
  ['panel', 'Newest first', panel],
  ['options', 'Settings backup', options],
];

for (const [name, words, create] of SCREENS) {
  for (const status of [WELL, { ...WELL, hostAccess: false }]) {
    test(`${name}, ${status.hostAccess ? 'all well' : 'access withheld'}`, async () => {
      document.dir = 'rtl';
      const desk = await createFakeDesk({ rows: MORNING, status });
      const { container } = render(create(desk));
      await waitFor(() => expect(container.textContent).toContain(`⟦${words}`));
      await waitFor(() => expect(container.textContent).toMatch(/16|14/));
      expect(findHardCoded(document.body)).toEqual([]);
      expect(findCut(document.body)).toEqual([]);
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
    });
  }
}

/** Presses what has this label, in the pseudo-locale. */
async function press(label: string): Promise<void> {
  const control = await waitFor(() => {
    const found = [...document.querySelectorAll<HTMLElement>('button, summary')].findLast(
      (each) =>
        each.checkVisibility() &&
        `${each.getAttribute('aria-label') ?? ''}${each.textContent}`.includes(`⟦${label}`),
    );
    if (found === undefined) throw new Error(`no ${label} yet`);
    return found;
  });
  control.click();
}

const openRow = async () => {
  (await waitFor(() => findElement('[data-row], .row-place .row-button'))).click();
  await waitFor(() => findElement('.detail'));
};
const openDialog = (label: string) => async () => {
  await press(label);
  await waitFor(() => findElement('dialog[open]'));
};

function findElement(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`no ${selector} yet`);
  return found;
}

const STATES: readonly (readonly [string, (desk: FakeDesk) => ComponentChildren, () => Promise<void>])[] = [
  [
    'look-up',
    (desk) => <LookUp desk={desk} clock={clock} onOptions={() => undefined} />,
    () => press('Look up'),
  ],
  ['detail in the popup', popup, openRow],
  ['detail in the panel', panel, openRow],
  ['export', popup, openDialog('Export…')],
  ['deletion', popup, () => openRow().then(openDialog('Delete…'))],
  ['facets', panel, () => press('Narrow down')],
  ['unread only', panel, () => press('Unread only')],
  ['another archive', options, openDialog('Use this archive')],
];

/** The browser has cleared it. */
const LOST = { database: 'never-made' };

for (const [name, create, reach] of STATES) {
  test(name, async () => {
    document.dir = 'rtl';
    const archives = [await createLeftArchive(3, 5), await createLeftArchive(4, 5, LOST), IN_USE];
    const desk = await createFakeDesk({ rows: MORNING, onList: () => archives });
    render(create(desk));
    await reach();
    expect(findHardCoded(document.body)).toEqual([]);
    expect(findCut(document.body)).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
  });
}
