import '../../entrypoints/options/options.css';
import { cleanup, render, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { App } from '../../entrypoints/options/App.tsx';
import { OVERLAY_STYLE } from '../../utils/highlight/overlay-style.ts';
import { createPaintStyle, type PaintChoice } from '../../utils/highlight/paint-style.ts';
import type { DeskRequest, SaveAccountReply } from '../../utils/messaging/desk-protocol.ts';
import { changeSettings, DEFAULT_SETTINGS, readSettings } from '../../utils/settings/settings.ts';
import { createFakeDesk, type FakeDeskOptions, WELL } from '../components/fake-desk.ts';
import { MORNING, NOW } from '../components/invented.ts';
import { createLeftArchive } from '../components/left-archive.ts';
import { speakEnglish } from '../components/words.ts';

beforeAll(speakEnglish);
beforeEach(() => page.viewport(800, 900));
afterEach(cleanup);

const NO_ACCOUNT: FakeDeskOptions = {
  status: { archive: 'fake', hostAccess: true, sync: { phase: 'off', gaps: [] } },
};

async function open(options: FakeDeskOptions = {}, granted: Promise<boolean> = Promise.resolve(true)) {
  const onAskNotifications = vi.fn(() => granted);
  const desk = await createFakeDesk(options);
  const onAskServer = vi.fn(() => granted);
  const view = render(
    <App
      desk={desk}
      clock={() => NOW}
      onAskAccess={async () => true}
      onAskServer={onAskServer}
      onAskNotifications={onAskNotifications}
      version="0.1.0"
      onWelcome={vi.fn()}
    />,
  );
  const key = await view.findByLabelText('API key');
  const address = await view.findByLabelText('API address');
  const save = async () => userEvent.click(view.getByRole('button', { name: 'Save' }));
  const saves = () =>
    desk.requests.filter(
      (request): request is DeskRequest & { type: 'save-account' } => request.type === 'save-account',
    );
  return { ...view, desk, key, address, save, saves, onAskServer, onAskNotifications };
}

const shows = (...words: readonly string[]) =>
  waitFor(() => {
    for (const word of words) expect(document.body.innerText).toContain(word);
  });

test('key and address go to the background, and that the key works is said', async () => {
  const { key, save, saves, onAskServer } = await open(NO_ACCOUNT);
  await userEvent.fill(key, '  abcdef  ');
  await save();
  await shows('Saved. VirusTotal accepts the key.');
  expect(saves()).toEqual([
    { type: 'save-account', apiKey: 'abcdef', apiAddress: 'https://www.virustotal.com' },
  ]);
  expect(onAskServer).toHaveBeenCalledExactlyOnceWith('https://www.virustotal.com');
  await waitFor(() => expect(key).toHaveProperty('value', ''));
});

test('the stored key is never shown, only its ending', async () => {
  const { key } = await open();
  expect(key).toHaveProperty('value', '');
  expect(key).toHaveProperty('type', 'password');
  expect(key.getAttribute('placeholder')).toContain('3f9a');
});

test('an address is normalised before it is asked for and sent', async () => {
  const { key, address, saves, save, onAskServer } = await open(NO_ACCOUNT);
  await userEvent.fill(key, 'abc');
  await userEvent.fill(address, 'http://127.0.0.1:8123/api/v3/');
  await save();
  await shows('Saved.');
  expect(saves()[0]?.apiAddress).toBe('http://127.0.0.1:8123');
  expect(onAskServer).toHaveBeenCalledWith('http://127.0.0.1:8123');
});

test('that the record of what was fetched was damaged is said, with when', async () => {
  await open({ status: { ...WELL, sync: { ...WELL.sync, replacedAt: NOW } } });
  await shows('The record of what was fetched was damaged.', 'Begun anew');
});

describe('wrong before anything is sent', () => {
  test.each([
    ['nonsense', 'not a web address'],
    ['http://api.example', 'clear text'],
    ['https://user:pass@api.example', 'leave out user name'],
  ])('address %s', async (typed, words) => {
    const { key, address, save, saves, onAskServer } = await open(NO_ACCOUNT);
    await userEvent.fill(key, 'abc');
    await userEvent.fill(address, typed);
    await save();
    await shows(words);
    expect(address.getAttribute('aria-invalid')).toBe('true');
    expect([saves(), onAskServer.mock.calls]).toEqual([[], []]);
  });

  test('no key', async () => {
    const { save, saves } = await open(NO_ACCOUNT);
    await save();
    await shows('an API key is needed');
    expect(saves()).toEqual([]);
  });

  test('a stored key is not taken along to another address', async () => {
    const { address, save, saves } = await open();
    await userEvent.fill(address, 'https://other.example');
    await save();
    await shows('enter the key again');
    expect(saves()).toEqual([]);
  });

  test('the server was not allowed', async () => {
    const { key, save, saves } = await open(NO_ACCOUNT, Promise.resolve(false));
    await userEvent.fill(key, 'abc');
    await save();
    await shows('No permission for this address');
    expect(saves()).toEqual([]);
  });
});

describe('what the check found', () => {
  const failing = (code: 'unauthorised' | 'forbidden' | 'offline' | 'not-virustotal'): FakeDeskOptions => ({
    ...NO_ACCOUNT,
    onSave: (): SaveAccountReply => ({ outcome: 'failed', problem: { code, message: '<i>said</i>' } }),
  });
  test.each([
    ['unauthorised', 'VirusTotal refused the API key'],
    ['forbidden', 'This account has no IoC Stream'],
    ['offline', 'VirusTotal cannot be reached'],
    ['not-virustotal', 'This is not a VirusTotal API'],
  ] as const)('%s', async (code, words) => {
    const { key, save } = await open(failing(code));
    await userEvent.fill(key, 'abc');
    await save();
    await shows(words, 'Nothing was saved.');
    expect(key).toHaveProperty('value', 'abc');
    await userEvent.type(key, 'd');
    await waitFor(() => expect(document.body.innerText).not.toContain(words));
  });
});

test('access to VirusTotal withheld: said at the sync, with the button that asks for it', async () => {
  const withheld = { code: 'no-access', message: '', at: NOW } as const;
  const { findByRole, onAskServer } = await open({
    status: { ...WELL, sync: { phase: 'stopped', gaps: [], problem: withheld } },
  });
  await userEvent.click(await findByRole('button', { name: 'Allow access to VirusTotal' }));
  expect(onAskServer).toHaveBeenCalledExactlyOnceWith('https://www.virustotal.com');
});

describe('another key over an archive that holds something', () => {
  const asking: FakeDeskOptions = {
    rows: MORNING,
    onSave: (request): SaveAccountReply =>
      request.type === 'save-account' && request.archive !== undefined
        ? { outcome: 'saved', status: WELL }
        : { outcome: 'ask-archive', rows: 1204 },
  };

  test.each([
    ['Same archive', 'same'],
    ['New archive', 'new'],
  ] as const)('%s', async (name, archive) => {
    const { key, save, saves, findByRole } = await open(asking);
    await userEvent.fill(key, 'abc');
    await save();
    await shows('Whose archive is this?', '1,204 notifications');
    await userEvent.click(await findByRole('button', { name }));
    await shows('Saved.');
    // The question went with its button; the outcome is said.
    const account = await findByRole('region', { name: 'VirusTotal account' });
    const saveButton = within(account).getByRole('button', { name: 'Save' });
    await waitFor(() => expect(document.activeElement).toBe(saveButton));
    await waitFor(() =>
      expect(document.querySelector('.unseen[role=status]')?.textContent).toContain('Saved. '),
    );
    expect(saves().map((request) => [request.apiKey, request.archive])).toEqual([
      ['abc', undefined],
      ['abc', archive],
    ]);
  });

  test('neither: nothing more is sent', async () => {
    const { key, save, saves, findByRole } = await open(asking);
    await userEvent.fill(key, 'abc');
    await save();
    await userEvent.click(await findByRole('button', { name: 'Cancel' }));
    await findByRole('button', { name: 'Save' });
    expect(saves()).toHaveLength(1);
  });
});

test('what the archive holds, and the state of sync with UTC', async () => {
  const { desk, findByRole } = await open({ rows: MORNING });
  await shows('16', '14', '2026-11-22 14:03:00 UTC');
  await userEvent.click(await findByRole('button', { name: 'Sync now' }));
  expect(desk.requests.at(-1)).toEqual({ type: 'sync-now' });
});

test('archives are listed as soon as there is another one, but not beside the invented sample', async () => {
  const left = await createLeftArchive(3, 5);
  const onList = () => [left];
  const { findByRole } = await open({ onList });
  await findByRole('region', { name: 'Archives of this browser' });
  cleanup();
  await open({ onList, status: { ...WELL, sample: true } });
  await shows('This is the sample stream');
  expect(document.body.innerText).not.toContain('Archives of this browser');
});

describe('desktop notifications', () => {
  beforeEach(() => changeSettings({ notify: { enabled: false, filter: '' } }));
  const stored = async () => {
    const settings = await readSettings();
    return settings.ok ? settings.value.notify : undefined;
  };

  test('are asked for in the click, and can be narrowed by a filter', async () => {
    const { findByLabelText, getByRole, onAskNotifications } = await open();
    await userEvent.click(await findByLabelText('Desktop notifications of new hunting matches'));
    expect(onAskNotifications).toHaveBeenCalledOnce();
    await userEvent.fill(await findByLabelText('Only for'), 'notification_tag:ransomware');
    const notify = getByRole('region', { name: 'Notifications' });
    await userEvent.click(within(notify).getByRole('button', { name: 'Save' }));
    await waitFor(async () =>
      expect(await stored()).toEqual({ enabled: true, filter: 'notification_tag:ransomware' }),
    );
  });

  test('stay off when the browser gives no permission, and that is said', async () => {
    const { findByLabelText } = await open({}, Promise.resolve(false));
    await userEvent.click(await findByLabelText('Desktop notifications of new hunting matches'));
    await shows('The browser gave no permission');
    expect(await stored()).toEqual({ enabled: false, filter: '' });
  });
});

describe('highlighting', () => {
  beforeEach(() => changeSettings({ paint: DEFAULT_SETTINGS.paint }));
  /** The preview's box of a state, on its first ground. */
  const findPaint = (state: string) => {
    const host = document.querySelector('.paint-preview > div');
    const box = host?.shadowRoot?.querySelector(`.box.${state}`);
    return box ? getComputedStyle(box) : undefined;
  };
  /** What a page's overlay makes of it. */
  function readOverlayPaint(choice: PaintChoice, state: string): string {
    const host = document.createElement('div');
    document.body.append(host);
    const root = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(OVERLAY_STYLE + createPaintStyle(choice));
    root.adoptedStyleSheets = [sheet];
    const box = document.createElement('div');
    box.className = `box ${state}`;
    root.append(box);
    const { background, boxShadow } = getComputedStyle(box);
    host.remove();
    return `${background} ${boxShadow}`;
  }

  test('what is chosen is stored, and the preview shows the overlay’s own paint of it', async () => {
    const { findByLabelText, getByRole } = await open();
    await userEvent.click(await findByLabelText('Tint with outline'));
    await userEvent.click(await findByLabelText('Strong'));
    await userEvent.selectOptions(await findByLabelText('Related'), 'Green');
    const wanted: PaintChoice = {
      shape: 'frame',
      strength: 'strong',
      hues: { match: 'amber', unread: 'red', related: 'green' },
    };
    await waitFor(async () => {
      const settings = await readSettings();
      expect(settings.ok && settings.value.paint).toEqual(wanted);
    });
    for (const state of ['none', 'match', 'unread', 'related']) {
      const paint = findPaint(state);
      expect(`${paint?.background} ${paint?.boxShadow}`).toBe(readOverlayPaint(wanted, state));
    }
    await userEvent.click(getByRole('button', { name: 'Back to the usual look' }));
    await waitFor(async () => {
      const settings = await readSettings();
      expect(settings.ok && settings.value.paint).toEqual(DEFAULT_SETTINGS.paint);
    });
  });
});

test('the list of sites is named by what all the others do', async () => {
  const { findByLabelText, findByRole } = await open();
  await findByLabelText('Sites that are quiet or left alone');
  await userEvent.click(await findByRole('radio', { name: 'Off' }));
  await findByLabelText('Sites where Huntlight works');
  await changeSettings({ defaultSiteMode: 'quiet' });
  await findByLabelText('Sites that are highlighted or left alone');
  await changeSettings({ defaultSiteMode: 'highlight' });
});

describe('letters', () => {
  const stored = async () => {
    const settings = await readSettings();
    return settings.ok && settings.value.letters;
  };

  test('each can be another or none, and all go back to the defaults', async () => {
    const { findByLabelText, findByRole, queryByRole } = await open();
    await userEvent.fill(await findByLabelText('Copy'), 'y');
    await userEvent.clear(await findByLabelText('Next match'));
    await expect.poll(stored).toEqual({ copy: 'y', nextMatch: '' });
    await userEvent.click(await findByRole('button', { name: 'Back to the defaults' }));
    await expect.poll(stored).toEqual({});
    expect(await findByLabelText('Copy')).toHaveProperty('value', 'c');
    await waitFor(() => expect(queryByRole('button', { name: 'Back to the defaults' })).toBeNull());
  });

  test('one that another action has is refused with that action’s name', async () => {
    const { findByLabelText } = await open();
    const copy = await findByLabelText('Copy');
    await userEvent.fill(copy, 'n');
    await shows('This is the key of another action: Next match.');
    expect(copy.getAttribute('aria-invalid')).toBe('true');
    await userEvent.tab();
    await waitFor(() => expect(copy).toHaveProperty('value', 'c'));
    expect(await stored()).toEqual({});
  });
});

test('how far a deletion of very many is, until it is done', async () => {
  const done = Promise.withResolvers<unknown>();
  const { desk, findByLabelText, findByRole } = await open({
    rows: MORNING,
    onOther: ({ type }) => (type === 'delete-matching' ? done.promise : undefined),
  });
  await userEvent.fill(await findByLabelText('Delete all that match'), 'origin:hunting');
  await userEvent.click(await findByRole('button', { name: 'Delete…' }));
  await userEvent.click(await findByRole('button', { name: /^Delete \d+$/ }));
  await shows('Deleting…');
  // Told again and again, as the background tells it: who listens begins to after the words are there.
  await waitFor(() => {
    desk.progress(1_500);
    expect(document.body.innerText).toContain('1,500 so far');
  });
  done.resolve({ outcome: 'deleted', deleted: 1_600 });
  await waitFor(() => expect(document.body.innerText).not.toContain('1,500 so far'));
});

test('a deletion that one message has no time for is gone on with here, until it is done', async () => {
  const { desk, findByLabelText, findByRole } = await open({
    rows: MORNING,
    onOther(request) {
      if (request.type === 'count-upstream') return { ok: true, count: 9 };
      if (request.type !== 'delete-matching') return undefined;
      const { soFar = 0 } = request;
      return {
        outcome: 'deleted',
        deleted: soFar + 700,
        ...(soFar < 1400 && { rest: { date: 1, id: '7' } }),
      };
    },
  });
  await userEvent.fill(await findByLabelText('Delete all that match'), 'origin:hunting');
  await userEvent.click(await findByRole('radio', { name: /VirusTotal/ }));
  await userEvent.click(await findByRole('button', { name: 'Delete…' }));
  await userEvent.click(await findByRole('button', { name: /^Delete \d+$/ }));
  await shows('2,100');
  const asked = desk.requests.filter(({ type }) => type === 'delete-matching');
  const after = { date: 1, id: '7' };
  expect(asked).toEqual(
    [
      { where: 'everywhere' },
      { where: 'here', soFar: 700, after },
      { where: 'here', soFar: 1400, after },
    ].map((each) => ({
      type: 'delete-matching',
      filter: 'origin:hunting',
      ...each,
    })),
  );
});

test('a background that dies when VirusTotal was asked already leaves only what is here in doubt', async () => {
  const { findByLabelText, findByRole } = await open({
    rows: MORNING,
    onOther(request) {
      if (request.type === 'count-upstream') return { ok: true, count: 9 };
      if (request.type !== 'delete-matching') return undefined;
      if (request.soFar !== undefined) throw new Error('the worker is gone');
      return { outcome: 'deleted', deleted: 700, rest: { date: 1, id: '7' } };
    },
  });
  await userEvent.fill(await findByLabelText('Delete all that match'), 'origin:hunting');
  await userEvent.click(await findByRole('radio', { name: /VirusTotal/ }));
  await userEvent.click(await findByRole('button', { name: 'Delete…' }));
  await userEvent.click(await findByRole('button', { name: /^Delete \d+$/ }));
  await shows('VirusTotal deletes; here not all were deleted');
});

describe('settings backup', () => {
  const give = async (field: HTMLElement, settings: object) =>
    userEvent.upload(
      field,
      new File([JSON.stringify({ huntlight: 'settings', format: 1, settings })], 'backup.json'),
    );

  test('is asked about with its numbers, then replaces every setting', async () => {
    const { findByLabelText, findByRole } = await open();
    await give(await findByLabelText('Restore from a backup'), { siteModes: { 'a.example': 'off' } });
    await shows('Replace all settings?', '1 site with a mode of its own', '0 mutes');
    await userEvent.click(await findByRole('button', { name: 'Replace settings' }));
    await shows('Settings restored');
    await waitFor(async () => {
      const settings = await readSettings();
      expect(settings.ok && settings.value.siteModes).toEqual({ 'a.example': 'off' });
    });
  });

  test('that cannot be read is said to be so', async () => {
    const { findByLabelText } = await open();
    vi.spyOn(Blob.prototype, 'text').mockRejectedValueOnce(new DOMException('gone', 'NotReadableError'));
    await give(await findByLabelText('Restore from a backup'), {});
    await shows('Nothing was restored', 'The file cannot be read.');
  });

  test('with a key in it changes nothing, and names what is wrong', async () => {
    const { findByLabelText } = await open();
    await give(await findByLabelText('Restore from a backup'), { apiKey: 'stolen', paused: true });
    await shows('Nothing was restored', 'apiKey');
    const settings = await readSettings();
    expect(settings.ok && settings.value.paused).toBe(false);
  });
});

test('the list of sections leads to each one that is there, in the order of the page', async () => {
  const { getByRole, findByRole } = await open();
  await findByRole('heading', { name: 'Delete notifications' });
  const headings = [...document.querySelectorAll('section > h2')];
  const links = within(getByRole('navigation', { name: 'Sections' })).getAllByRole('link');
  expect(links.map((link) => [link.textContent, link.getAttribute('href')])).toEqual(
    headings.map((heading) => [heading.textContent, `#${heading.id}`]),
  );
  expect(headings.length).toBe(12);
});
