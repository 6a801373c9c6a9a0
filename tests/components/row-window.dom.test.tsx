import '../../entrypoints/sidepanel/sidepanel.css';
import { cleanup, render, waitFor } from '@testing-library/preact';
import { createRef } from 'preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createDayRows, type DayRows } from '../../components/archive/day-rows.ts';
import { RowWindow, type RowWindowHandle } from '../../components/archive/RowWindow.tsx';

const MILLION = 1_000_000;

beforeEach(() => page.viewport(400, 600));
afterEach(cleanup);

const handle = createRef<RowWindowHandle>();
const days = (...totals: readonly number[]) =>
  createDayRows(
    totals.map((total, day) => ({ day, total })),
    'date+',
  );

function Stage({ rows }: { readonly rows: DayRows }) {
  const [active, setActive] = useState(0);
  return (
    <div class="archive" style={{ height: '600px' }}>
      <RowWindow
        label="Rows"
        rows={rows}
        active={active}
        onActive={setActive}
        onWindow={() => undefined}
        handle={handle}
        renderRow={(index, tabIndex) => (
          <button type="button" class="row-button" tabIndex={tabIndex}>
            {`row ${index}`}
          </button>
        )}
      />
    </div>
  );
}

const scroller = () => document.querySelector<HTMLElement>('.row-scroller') ?? document.body;
/** Numbers of the rows that a person sees, by where they are on screen. */
function seen(): readonly number[] {
  const view = scroller().getBoundingClientRect();
  return [...document.querySelectorAll<HTMLElement>('.row-place:not(.row-aside)')]
    .map((row) => ({ index: Number(row.dataset['index']), box: row.getBoundingClientRect() }))
    .filter(({ box }) => box.bottom > view.top + 1 && box.top < view.bottom - 1)
    .map(({ index }) => index)
    .sort((a, b) => a - b);
}
const focused = () =>
  Number(document.activeElement?.closest<HTMLElement>('.row-place')?.dataset['index'] ?? -1);
const rowHeight = () => document.querySelector('.row-place')?.getBoundingClientRect().height ?? 0;
async function open(rows: DayRows) {
  const view = render(<Stage rows={rows} />);
  await waitFor(() => expect(seen()[0]).toBe(0));
  return view;
}
/** What is seen is a run of rows without a gap that fills the view. */
function expectFull() {
  const rows = seen();
  expect(rows).toEqual(rows.map((_, i) => (rows[0] ?? 0) + i));
  expect(rows.length).toBeGreaterThanOrEqual(Math.floor(scroller().clientHeight / rowHeight()));
}

describe('a million rows', () => {
  test('exist only where they are seen', async () => {
    await open(days(MILLION));
    expectFull();
    expect(document.querySelectorAll('.row-place').length).toBeLessThan(60);
    expect(scroller().scrollHeight).toBe(16_000_000);
  });

  test('the scrollbar reaches the very last one, and comes back to the first', async () => {
    await open(days(MILLION));
    scroller().scrollTop = 1e9;
    await waitFor(() => {
      expect(seen().at(-1)).toBe(MILLION - 1);
      expectFull();
    });
    const last = document.querySelector(`[data-index="${MILLION - 1}"]`)?.getBoundingClientRect();
    expect(Math.abs((last?.bottom ?? 0) - scroller().getBoundingClientRect().bottom)).toBeLessThan(1);
    scroller().scrollTop = 0;
    await waitFor(() => expect(seen()[0]).toBe(0));
  });

  test('in the middle, a wheel moves the rows by its own pixels, and rest moves none of them', async () => {
    await open(days(MILLION));
    scroller().scrollTop = 8_000_000;
    await waitFor(() => expect(seen()[0]).toBeGreaterThan(100_000));
    const before = seen()[0] ?? 0;
    const height = rowHeight();
    for (let step = 0; step < 10; step++) {
      scroller().scrollTop += 3 * height;
      await waitFor(() => {
        expect(seen()[0]).toBe(before + 3 * (step + 1));
        expectFull();
      });
    }
  });

  test('keys: j and k, Page keys, Home and End; the focus goes with them', async () => {
    await open(days(MILLION));
    await userEvent.tab();
    expect(focused()).toBe(0);
    await userEvent.keyboard('jj{ArrowDown}k');
    await waitFor(() => expect(focused()).toBe(2));
    await userEvent.keyboard('{PageDown}');
    await waitFor(() => expect(focused()).toBeGreaterThan(8));
    await userEvent.keyboard('{End}');
    await waitFor(() => expect(focused()).toBe(MILLION - 1));
    expect(seen()).toContain(MILLION - 1);
    await userEvent.keyboard('{ArrowDown}{PageUp}');
    await waitFor(() => expect(focused()).toBeLessThan(MILLION - 5));
    expect(seen()).toContain(focused());
    await userEvent.keyboard('{Home}');
    await waitFor(() => expect(focused()).toBe(0));
    expect(document.querySelectorAll('.row-place [tabindex="0"]')).toHaveLength(1);
  });

  test('scrolled away from, the focused row keeps the focus; a key leads back to it', async () => {
    await open(days(MILLION));
    await userEvent.tab();
    await userEvent.keyboard('j');
    await waitFor(() => expect(focused()).toBe(1));
    scroller().scrollTop = 9_000_000;
    await waitFor(() => expect(seen()[0]).toBeGreaterThan(100_000));
    expect(focused()).toBe(1);
    await userEvent.keyboard('j');
    await waitFor(() => expect(seen()).toContain(2));
  });
});

test('rows that come above leave the view where it was', async () => {
  const { rerender } = await open(days(10, 500));
  handle.current?.goTo(200, false);
  await waitFor(() => expect(seen()[0]).toBe(200));
  rerender(<Stage rows={days(60, 500)} />);
  await waitFor(() => expect(seen()[0]).toBe(250));
});

test('a scroll that the browser has not told of yet is not undone when rows come', async () => {
  const { rerender } = await open(days(10, 5000));
  const height = rowHeight();
  scroller().scrollTop = 200 * height;
  rerender(<Stage rows={days(60, 5000)} />);
  await waitFor(() => expect(seen()[0]).toBe(250));
  scroller().scrollTop = 1e9;
  rerender(<Stage rows={days(70, 5000)} />);
  await waitFor(() => expect(seen().at(-1)).toBe(5069));
});

test('a list that became short shows its end', async () => {
  const { rerender } = await open(days(5000));
  scroller().scrollTop = 1e9;
  await waitFor(() => expect(seen().at(-1)).toBe(4999));
  rerender(<Stage rows={days(20)} />);
  await waitFor(() => {
    expect(seen().at(-1)).toBe(19);
    expectFull();
  });
});
