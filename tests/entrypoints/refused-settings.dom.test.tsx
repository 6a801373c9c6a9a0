import '../../entrypoints/options/options.css';
import { cleanup, render, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { announce } from '../../components/kit/Announcer.tsx';
import { App } from '../../entrypoints/options/App.tsx';
import { changeSettings, DEFAULT_SETTINGS, readSettings } from '../../utils/settings/settings.ts';
import { createFakeDesk } from '../components/fake-desk.ts';
import { NOW } from '../components/invented.ts';
import { speakEnglish } from '../components/words.ts';
import { fillDisk } from '../support/full-disk.ts';
import { watchRejections } from '../support/watch-rejections.ts';

beforeAll(speakEnglish);
watchRejections();
beforeEach(async () => {
  await page.viewport(800, 900);
  await fakeBrowser.storage.local.clear();
  announce('');
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const REFUSED = /^Not saved: the browser refused to store it/;

async function open(mayNotify = true) {
  const desk = await createFakeDesk({ onOther: () => ({ ok: true, removed: 0 }) });
  const view = render(
    <App
      desk={desk}
      clock={() => NOW}
      onAskAccess={async () => true}
      onAskServer={async () => true}
      onAskNotifications={async () => mayNotify}
      version="0.1.0"
      onWelcome={vi.fn()}
    />,
  );
  const findSection = async (name: string) => within(await view.findByRole('region', { name }));
  return { ...view, findSection };
}

const stored = async () => {
  const settings = await readSettings();
  return settings.ok ? settings.value : undefined;
};

describe('what the browser refuses to store is shown as it is stored, and that is said beside it', () => {
  test('a switch', async () => {
    const { findByLabelText, findByRole, queryByRole } = await open();
    const mend = fillDisk();
    const box = await findByLabelText('Ask for descriptors only');
    await userEvent.click(box);
    const alert = await findByRole('alert');
    expect(alert.textContent).toMatch(REFUSED);
    expect(alert.closest('.choice')?.contains(box)).toBe(true);
    expect(box).toHaveProperty('checked', false);
    expect(document.activeElement).toBe(box);
    mend();
    await userEvent.click(box);
    await waitFor(() => expect(queryByRole('alert')).toBeNull());
    expect(box).toHaveProperty('checked', true);
    expect((await stored())?.descriptorsOnly).toBe(true);
  });

  test('one of several, twice', async () => {
    const { findSection } = await open();
    fillDisk();
    const lists = await findSection('Lists and keys');
    for (const name of ['Comfortable', 'Comfortable']) {
      await userEvent.click(lists.getByRole('radio', { name }));
      expect((await lists.findByRole('alert')).textContent).toMatch(REFUSED);
      expect(lists.getByRole('radio', { name: 'Compact' })).toHaveProperty('checked', true);
      expect(lists.getByRole('radio', { name })).toHaveProperty('checked', false);
    }
  });

  test('a colour, a number, a letter', async () => {
    const { findByLabelText, findAllByRole } = await open();
    fillDisk();
    const colour = await findByLabelText('Related');
    await userEvent.selectOptions(colour, 'Green');
    await waitFor(() => expect(colour).toHaveProperty('value', 'blue'));
    const number = await findByLabelText('Minutes between syncs');
    await userEvent.fill(number, '30');
    await userEvent.tab();
    await waitFor(() => expect(number).toHaveProperty('value', '5'));
    const letter = await findByLabelText('Copy');
    await userEvent.fill(letter, 'y');
    await waitFor(() => expect(letter).toHaveProperty('value', 'c'));
    const alerts = await findAllByRole('alert');
    expect(alerts.map(({ textContent }) => REFUSED.test(textContent ?? ''))).toEqual([true, true, true]);
  });

  test('a button', async () => {
    const { findByRole } = await open();
    fillDisk();
    await userEvent.click(await findByRole('button', { name: 'Pause' }));
    expect((await findByRole('alert')).textContent).toMatch(REFUSED);
    await findByRole('button', { name: 'Pause' });
  });
});

describe('a draft that the browser refuses to store', () => {
  test('of a list stays, and is stored and said when it is saved again', async () => {
    const { findByLabelText, findByRole, findSection } = await open();
    const mend = fillDisk();
    const field = await findByLabelText('Sites that are quiet or left alone');
    await userEvent.fill(field, 'a.example = off');
    const save = async () =>
      userEvent.click((await findSection('Matching and sites')).getByRole('button', { name: 'Save' }));
    await save();
    expect((await findByRole('alert')).textContent).toContain('What you entered is still here');
    expect(field).toHaveProperty('value', 'a.example = off');
    expect((await stored())?.siteModes).toEqual({});
    mend();
    await save();
    await waitFor(async () => expect((await stored())?.siteModes).toEqual({ 'a.example': 'off' }));
    await waitFor(() => expect(said()).toBe('Saved.'));
  });

  test('of a filter as well', async () => {
    const { findByLabelText, findByRole, findSection } = await open();
    const mend = fillDisk();
    const field = await findByLabelText('Stream filter');
    await userEvent.fill(field, 'origin:hunting');
    const save = async () =>
      userEvent.click((await findSection('What to sync')).getByRole('button', { name: 'Save' }));
    await save();
    expect((await findByRole('alert')).textContent).toContain('What you entered is still here');
    expect(field).toHaveProperty('value', 'origin:hunting');
    expect(said()).not.toBe('Saved.');
    mend();
    await save();
    await waitFor(() => expect(said()).toBe('Saved.'));
    expect((await stored())?.streamFilter).toBe('origin:hunting');
    await waitFor(() => expect(document.activeElement).toBe(field));
  });
});

const said = () => document.querySelector('.unseen[role=status]')?.textContent;

test('a backup that the browser refuses to store restores nothing, and that is said', async () => {
  const { findByLabelText, findByRole, findByText } = await open();
  fillDisk();
  const backup = JSON.stringify({ huntlight: 'settings', format: 1, settings: { density: 'comfortable' } });
  await userEvent.upload(
    await findByLabelText('Restore from a backup'),
    new File([backup], 'backup.json', { type: 'application/json' }),
  );
  await userEvent.click(await findByRole('button', { name: 'Replace settings' }));
  await findByText('Nothing was restored');
  expect((await findByRole('alert')).textContent).toContain('perhaps because the disk is full');
  expect(await stored()).toEqual(DEFAULT_SETTINGS);
});

test('a permission that is refused again leaves the switch off', async () => {
  const { findByLabelText } = await open(false);
  const box = await findByLabelText('Desktop notifications of new hunting matches');
  for (let click = 0; click < 2; click += 1) {
    await userEvent.click(box);
    await waitFor(() =>
      expect(document.querySelector('.banner-warn')?.textContent).toContain('no permission'),
    );
    await waitFor(() => expect(box).toHaveProperty('checked', false));
  }
});

test('damaged settings that cannot be put back say so; mended, the focus goes on from there', async () => {
  await fakeBrowser.storage.local.set({ settings: { density: 'x' } });
  const { findByRole, findByText, queryByText } = await open();
  const mend = fillDisk();
  const repair = await findByRole('button', { name: 'Put back to defaults' });
  await userEvent.click(repair);
  await findByText(/^Nothing was put back/);
  mend();
  await userEvent.click(repair);
  await waitFor(() => expect(queryByText('Some settings are damaged')).toBeNull());
  await waitFor(() => expect(document.activeElement?.tagName).toBe('H2'));
});

test('settings that the browser does not hand out are said, and asked for again', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const get = vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValue(new Error('corruption'));
  const { findByText, findByRole, findByLabelText } = await open();
  await findByText('The settings could not be read');
  get.mockRestore();
  await userEvent.click(await findByRole('button', { name: 'Try again' }));
  await findByLabelText('Stream filter');
});

test('a reset takes its button away, not the focus', async () => {
  await changeSettings({ density: 'compact', letters: { copy: 'y' } });
  const { findByRole, findSection, queryByRole } = await open();
  await userEvent.click(await findByRole('button', { name: 'Back to the defaults' }));
  await waitFor(() => expect(queryByRole('button', { name: 'Back to the defaults' })).toBeNull());
  const lists = await findSection('Lists and keys');
  await waitFor(() => expect(document.activeElement).toBe(lists.getByRole('heading', { level: 2 })));
});

test('the mutes stay unfolded when the last of them is saved away, and the focus in them', async () => {
  await changeSettings({ muted: { ...DEFAULT_SETTINGS.muted, rules: ['Noisy'] } });
  const { findByLabelText, findSection } = await open();
  const field = await findByLabelText('Rules');
  await userEvent.clear(field);
  await userEvent.click((await findSection('Matching and sites')).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(said()).toBe('Saved.'));
  expect((await stored())?.muted.rules).toEqual([]);
  await waitFor(() => expect(document.activeElement).toBe(field));
  expect(field.checkVisibility({ contentVisibilityAuto: true })).toBe(true);
  expect(field.closest('details')?.open).toBe(true);
});

test('a limit that is stored is said, and the focus goes back to the choice', async () => {
  const { findByRole, queryByRole } = await open();
  await userEvent.click(await findByRole('radio', { name: 'By age' }));
  await userEvent.click(await findByRole('button', { name: 'Apply' }));
  await waitFor(() => expect(queryByRole('button', { name: 'Apply' })).toBeNull());
  await waitFor(() => expect(document.activeElement).toHaveProperty('checked', true));
  await waitFor(() => expect(said()).toBe('Saved; 0 notifications deleted'));
});
