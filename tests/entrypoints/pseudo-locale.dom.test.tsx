import '../../entrypoints/options/options.css';
import '../../components/settings/settings.css';
import '../../entrypoints/popup/popup.css';
import '../../entrypoints/welcome/welcome.css';
import { cleanup, render, waitFor } from '@testing-library/preact';
import type { ComponentChildren } from 'preact';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { App as Options } from '../../entrypoints/options/App.tsx';
import { App as Popup } from '../../entrypoints/popup/App.tsx';
import { App as Welcome } from '../../entrypoints/welcome/App.tsx';
import { createFakeDesk, type FakeDesk, WELL } from '../components/fake-desk.ts';
import { MORNING, NOW } from '../components/invented.ts';
import { findHardCoded, speakPseudo } from '../components/pseudo.ts';

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

const SCREENS: readonly (readonly [string, string, (desk: FakeDesk) => ComponentChildren])[] = [
  [
    'welcome',
    'Welcome to Huntlight',
    (desk) => (
      <Welcome desk={desk} clock={clock} onAskAccess={yes} onAskServer={yes} onOpenStream={nothing} />
    ),
  ],
  [
    'popup',
    'Subscriptions',
    (desk) => (
      <Popup
        desk={desk}
        clock={clock}
        indicator={undefined}
        findTab={async () => 1}
        onOptions={nothing}
        onLookUp={nothing}
        onPanel={nothing}
        onAskAccess={yes}
      />
    ),
  ],
  [
    'options',
    'Settings backup',
    (desk) => (
      <Options
        desk={desk}
        clock={clock}
        onAskAccess={yes}
        onAskServer={yes}
        onAskNotifications={yes}
        version="0.1.0"
        onWelcome={nothing}
      />
    ),
  ],
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
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
    });
  }
}
