import '../../entrypoints/popup/popup.css';
import { cleanup, render, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { type SiteState, SiteSwitch } from '../../components/page/SiteSwitch.tsx';
import { speakEnglish } from './words.ts';

beforeAll(speakEnglish);
beforeEach(() => page.viewport(420, 600));
afterEach(cleanup);

const SITE: SiteState = { mode: 'highlight', host: 'report.example', pageOnly: false };

function open(site: SiteState, shortcut = 'Alt+Shift+S') {
  const [onSwitch, onChangeKeys] = [vi.fn(), vi.fn()];
  const view = render(<SiteSwitch {...{ site, shortcut, onSwitch, onChangeKeys }} />);
  return { ...view, onSwitch, onChangeKeys };
}

test.each([
  ['Alt+Shift+S', 'Alt+Shift+S'],
  ['', 'none'],
])('the key that switches is where the switch is, and the way to change it: %j', async (shortcut, shown) => {
  const { getByRole, onChangeKeys } = open(SITE, shortcut);
  const button = getByRole('button', { name: /Change keys/ });
  expect(button.textContent).toBe(shown);
  await userEvent.click(button);
  expect(onChangeKeys).toHaveBeenCalledOnce();
});

test('the host, its mode, and one click to another', async () => {
  const { getByRole, getByText, onSwitch } = open(SITE);
  getByText('report.example');
  expect(getByRole('button', { name: 'Highlight' }).ariaPressed).toBe('true');
  await userEvent.click(getByRole('button', { name: 'Off' }));
  expect(onSwitch).toHaveBeenCalledExactlyOnceWith('off', 'site');
});

test('with Ctrl, by mouse or key, for this page only', async () => {
  const { getByRole, onSwitch } = open(SITE);
  await userEvent.click(getByRole('button', { name: 'Quiet' }), { modifiers: ['Control'] });
  getByRole('button', { name: 'Off' }).focus();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(onSwitch.mock.calls).toEqual([
    ['quiet', 'page'],
    ['off', 'page'],
  ]);
});

test('what holds for this page only says so and can be kept', async () => {
  const { getByRole, getByText, onSwitch } = open({ ...SITE, mode: 'off', pageOnly: true });
  getByText('On this page only, until you leave it.');
  await userEvent.click(getByRole('button', { name: 'Keep for the site' }));
  expect(onSwitch).toHaveBeenCalledExactlyOnceWith('off', 'site');
});

test('what could not be saved is said, and holds for this page', async () => {
  const { getByRole, getByText } = open({ ...SITE, mode: 'off', pageOnly: true, unsaved: 'damaged' });
  expect(getByRole('alert').textContent).toContain('Not saved for the site');
  getByText('On this page only, until you leave it.');
});

test('a page without a host is switched as a page', async () => {
  const { getByRole, onSwitch } = open({ mode: 'highlight', pageOnly: false });
  await userEvent.click(getByRole('button', { name: 'Off' }));
  expect(onSwitch).toHaveBeenCalledExactlyOnceWith('off', 'page');
});

test.each([
  ['no-access', 'withheld'],
  ['browser-page', 'their own pages'],
  ['store', 'their store'],
  ['files-off', 'Allow access to file URLs'],
] as const)('where it cannot run it says why: %s', (fault, words) => {
  const { container, queryByRole } = open({ mode: 'highlight', pageOnly: false, fault });
  expect(container.textContent).toContain(words);
  expect(queryByRole('button')).toBeNull();
});

test('a long host is cut, and the room is the same before anything is known', async () => {
  await page.viewport(320, 600);
  const rest = { shortcut: 'Alt+Shift+S', onSwitch: vi.fn(), onChangeKeys: vi.fn() };
  const { container, rerender } = render(<SiteSwitch site={undefined} {...rest} />);
  const height = () => container.firstElementChild?.getBoundingClientRect().height;
  const before = height();
  rerender(<SiteSwitch site={{ ...SITE, host: `${'long.'.repeat(40)}example` }} {...rest} />);
  await waitFor(() => expect(height()).toBe(before));
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
});
