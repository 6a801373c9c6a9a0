import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { createGlancePointer } from '../../utils/highlight/glance-pointer.ts';
import type { Hit } from '../../utils/highlight/hit.ts';
import type { Spot } from '../../utils/highlight/spot.ts';

/** Side by side, so that the pointer goes from one straight to the other. */
const PAGE = `
  <div style="display:flex">
    <div id="candidate" style="width:100px;height:100px"></div>
    <div id="beside" style="width:100px;height:100px"></div>
    <iframe title="frame" style="width:100px;height:100px;border:0" srcdoc="<!doctype html>"></iframe>
  </div>`;

let stop: AbortController;
let isOpen = false;

const find = (selector: string): Element => document.querySelector(selector) ?? document.body;
const hover = (selector: string) => userEvent.hover(find(selector));

/** Only trusted events count: the pointer is the browser's own. */
beforeEach(async () => {
  document.body.innerHTML = PAGE;
  stop = new AbortController();
  isOpen = false;
  const spot = {} as Spot;
  const rect = { left: 0, top: 0, right: 100, bottom: 100 };
  const isOnCandidate = (x: number, y: number) => document.elementFromPoint(x, y)?.id === 'candidate';
  createGlancePointer({
    window,
    card: {
      open: () => {
        isOpen = true;
      },
      draw: () => undefined,
      close: () => {
        isOpen = false;
      },
      area: undefined,
    },
    hit: (x, y) => (isOnCandidate(x, y) ? ({ spot, rect } as Hit) : undefined),
    onOpen: () => undefined,
    onDetail: () => undefined,
    modifier: () => 'Alt',
    signal: stop.signal,
  });
  await hover('#beside');
  await hover('#candidate');
  await vi.waitFor(() => expect(isOpen).toBe(true));
});
afterEach(() => {
  stop.abort();
  document.body.replaceChildren();
});

test.each(['#beside', 'iframe'])('the card goes when the pointer goes to %s', async (next) => {
  await hover(next);
  await vi.waitFor(() => expect(isOpen).toBe(false));
});

test('the card goes with Escape, at once, and with what it belongs to', async () => {
  await userEvent.keyboard('{Escape}');
  expect(isOpen).toBe(false);
  await hover('#beside');
  await hover('#candidate');
  await vi.waitFor(() => expect(isOpen).toBe(true));
  stop.abort();
  expect(isOpen).toBe(false);
});

test("a page's own events open and close nothing", async () => {
  find('#beside').dispatchEvent(
    new PointerEvent('pointermove', { bubbles: true, clientX: 150, clientY: 50 }),
  );
  find('#candidate').dispatchEvent(new PointerEvent('pointerout', { bubbles: true, relatedTarget: null }));
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  // Longer than the card would stay.
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(isOpen).toBe(true);
});
