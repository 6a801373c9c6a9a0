import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

type Colour = string | readonly number[];

interface Details {
  readonly tabId?: number;
  readonly text?: string | null;
  readonly title?: string;
  readonly color?: Colour;
}

export interface Shown {
  readonly text: string;
  readonly title: string;
  readonly colour: Colour;
}

export interface FakeAction {
  /** What the button shows on a tab; without one, on every tab that has nothing of its own. */
  shown(tabId?: number): Shown;
  /** Values that were set for tabs and for all of them, so far. */
  readonly calls: { tab: number; all: number };
}

/**
 * The toolbar button as both browsers can do it: a tab's own value goes before that of all tabs, and only a text is taken
 * back by null (Chromium takes null neither for a title nor for a colour).
 */
export function createFakeAction(): FakeAction {
  const all: Shown = { text: '', title: 'Huntlight', colour: [0, 0, 0, 0] };
  const values = new Map<number | undefined, Partial<Shown>>([[undefined, all]]);
  const calls = { tab: 0, all: 0 };
  const shown = (tabId?: number): Shown => ({ ...all, ...values.get(undefined), ...values.get(tabId) });
  const set = ({ tabId }: Details, value: Partial<Shown>) => {
    calls[tabId === undefined ? 'all' : 'tab']++;
    values.set(tabId, { ...values.get(tabId), ...value });
  };
  const fake = (name: string, does: (details: Details) => unknown) =>
    vi
      .spyOn(fakeBrowser.action, name as 'setTitle')
      .mockImplementation(async (details) => does(details as Details) as never);
  fake('setBadgeText', (details) => {
    if (typeof details.text === 'string') return set(details, { text: details.text });
    const { text: _, ...others } = values.get(details.tabId) ?? {};
    values.set(details.tabId, others);
  });
  fake('setTitle', (details) => {
    if (typeof details.title !== 'string') throw new TypeError('title');
    set(details, { title: details.title });
  });
  fake('setBadgeBackgroundColor', (details) => {
    if (details.color === undefined || details.color === null) throw new TypeError('color');
    set(details, { colour: details.color });
  });
  fake('getBadgeText', ({ tabId }) => shown(tabId).text);
  fake('getTitle', ({ tabId }) => shown(tabId).title);
  fake('getBadgeBackgroundColor', ({ tabId }) => shown(tabId).colour);
  fake('setIcon', () => undefined);
  return { shown, calls };
}
