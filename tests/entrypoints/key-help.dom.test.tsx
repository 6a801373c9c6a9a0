import '../../entrypoints/popup/popup.css';
import { cleanup, render, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { COMMANDS, createManifestCommands } from '../../entrypoints/desk/commands.ts';
import { KeyHelp } from '../../entrypoints/desk/KeyHelp.tsx';
import { readDeskSettings, UserSettings } from '../../entrypoints/desk/UserSettings.tsx';
import { changeSettings } from '../../utils/settings/settings.ts';
import { speakEnglish } from '../components/words.ts';

beforeAll(speakEnglish);
afterEach(cleanup);

const bind = (keys: Readonly<Record<string, string>>) =>
  vi
    .spyOn(fakeBrowser.commands, 'getAll')
    .mockResolvedValue(Object.entries(keys).map(([name, shortcut]) => ({ name, shortcut })) as never);

test("`?` shows every command with the user's own keys, and the keys of lists", async () => {
  bind({ _execute_action: 'Alt+Shift+H', 'sync-now': 'Ctrl+Shift+9' });
  const { findByRole, queryByRole } = render(<KeyHelp />);
  await userEvent.keyboard('?');
  const sheet = await findByRole('dialog', { name: 'Keys' });
  const rows = [...sheet.querySelectorAll('dl > div')].map((row) => row.textContent);
  expect(rows).toContain('Open HuntlightAlt+Shift+H');
  expect(rows).toContain('Sync nowCtrl+Shift+9');
  expect(rows).toContain('Open the optionsnone');
  expect(rows).toContain('Copyc');
  expect(rows).toContain('Next and previous row↓ ↑ j k');
  expect(rows).toContain('Next and previous match on the pagen p');
  expect(rows).toHaveLength(COMMANDS.length + 7);
  const openOptions = vi.spyOn(fakeBrowser.runtime, 'openOptionsPage').mockResolvedValue(undefined);
  await userEvent.click(await findByRole('button', { name: 'Change letters' }));
  expect(openOptions).toHaveBeenCalledOnce();
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(queryByRole('dialog')).toBeNull());
});

test("letters are the user's own: another one opens the sheet, which names it, and one that was taken away does nothing", async () => {
  bind({});
  await changeSettings({ letters: { help: 'h', copy: '', nextMatch: 'w' } });
  const { findByRole, queryByRole } = render(
    <UserSettings first={await readDeskSettings()}>
      <KeyHelp />
    </UserSettings>,
  );
  await userEvent.keyboard('h');
  const sheet = await findByRole('dialog', { name: 'Keys' });
  const rows = [...sheet.querySelectorAll('dl > div')].map((row) => row.textContent);
  expect(rows).toContain('Copynone');
  expect(rows).toContain('Next and previous match on the pagew p');
  expect(rows).toContain('Keysh');
  await userEvent.keyboard('{Escape}');
  await waitFor(() => expect(queryByRole('dialog')).toBeNull());
  await userEvent.keyboard('?');
  expect(queryByRole('dialog')).toBeNull();
  await changeSettings({ letters: {} });
});

test('rows take the room that the user chose, before anything is painted and when it is changed', async () => {
  await changeSettings({ density: 'comfortable' });
  const { unmount } = render(<UserSettings first={await readDeskSettings()}>{null}</UserSettings>);
  const readPad = () => getComputedStyle(document.documentElement).getPropertyValue('--row-pad');
  expect(readPad()).toBe('0.625rem');
  await changeSettings({ density: 'compact' });
  await expect.poll(readPad).toBe('0.375rem');
  unmount();
});

test('in a field `?` is a character', async () => {
  const asked = bind({});
  asked.mockClear();
  const { getByRole } = render(
    <>
      <input aria-label="search" />
      <KeyHelp />
    </>,
  );
  await userEvent.type(getByRole('textbox'), 'a?');
  await waitFor(() => expect(getByRole('textbox')).toHaveProperty('value', 'a?'));
  expect(asked).not.toHaveBeenCalled();
});

test('browsers suggest four keys at most', () => {
  const keys = Object.values(createManifestCommands()).flatMap(({ suggested_key }) => suggested_key ?? []);
  expect(keys.length).toBeLessThanOrEqual(4);
  expect(new Set(keys.map((key) => key.default)).size).toBe(keys.length);
});
