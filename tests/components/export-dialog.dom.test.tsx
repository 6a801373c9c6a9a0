import { cleanup, fireEvent, render, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { ExportDialog } from '../../components/export/ExportDialog.tsx';
import type { ExportOffer, ExportOutcome, ExportWatch } from '../../components/export/export-offer.ts';
import { speakEnglish } from './words.ts';

beforeAll(speakEnglish);
afterEach(cleanup);

type Request = Parameters<ExportOffer['run']>[0];

/** An offer whose runs end when the test says so. */
function createFakeOffer() {
  const runs: { request: Request; watch: ExportWatch; end: (outcome: ExportOutcome) => void }[] = [];
  const offer: ExportOffer = {
    scopes: [
      { id: 'none', label: 'Selected', rows: 0 },
      { id: 'search', label: 'This search', rows: async () => 8000 },
    ],
    run: (request, watch) =>
      new Promise((resolve) => {
        watch.signal.addEventListener('abort', () => resolve({ outcome: 'cancelled' }));
        runs.push({ request, watch, end: resolve });
      }),
  };
  return { offer, runs };
}

test('the first scope with rows is chosen, counts come when they are known', async () => {
  const { offer } = createFakeOffer();
  const { findByText, getByRole } = render(<ExportDialog offer={offer} onClose={vi.fn()} />);
  await findByText('8,000');
  expect(getByRole('radio', { name: /This search/ })).toHaveProperty('checked', true);
  expect(getByRole('radio', { name: /Selected/ })).toHaveProperty('disabled', true);
});

test('progress, then what was written and what was left out', async () => {
  const { offer, runs } = createFakeOffer();
  const { findByText, findByRole, getByRole } = render(<ExportDialog offer={offer} onClose={vi.fn()} />);
  await findByText('8,000');
  fireEvent.click(getByRole('radio', { name: 'MISP event' }));
  fireEvent.click(getByRole('button', { name: 'Save to a file' }));
  expect(runs[0]?.request).toEqual({ scope: 'search', format: 'misp', target: 'file' });
  runs[0]?.watch.onRows(2000);
  await findByText('2,000 rows written so far');
  const bar = await findByRole('progressbar', { name: 'Progress of the export' });
  expect([bar.getAttribute('value'), bar.getAttribute('max')]).toEqual(['2000', '8000']);
  fireEvent.click(getByRole('button', { name: 'Save to a file' }));
  expect(runs).toHaveLength(1);
  runs[0]?.end({ outcome: 'done', written: 7997, leftOut: 3 });
  await findByText('7,997 rows saved to your downloads');
  await findByText(/^3 left out/);
});

test('cancelled, too large, failed: each in words, and it can be tried again', async () => {
  const { offer, runs } = createFakeOffer();
  const { findByText, getByRole } = render(<ExportDialog offer={offer} onClose={vi.fn()} />);
  const copy = () => fireEvent.click(getByRole('button', { name: 'Copy' }));
  copy();
  fireEvent.click(getByRole('button', { name: 'Cancel' }));
  await findByText('Cancelled. Nothing was written.');
  copy();
  runs[1]?.end({ outcome: 'too-large' });
  await findByText(/Too much for the clipboard/);
  copy();
  runs[2]?.end({ outcome: 'failed', message: '<b>broken\u202e</b>' });
  await findByText(/Could not copy/);
  await findByText('U+202E');
  expect(document.querySelector('dialog b')).toBeNull();
});

test('closing it ends what is under way', async () => {
  const { offer, runs } = createFakeOffer();
  const { getByRole, unmount } = render(<ExportDialog offer={offer} onClose={vi.fn()} />);
  fireEvent.click(getByRole('button', { name: 'Copy' }));
  expect(runs[0]?.watch.signal.aborted).toBe(false);
  unmount();
  await waitFor(() => expect(runs[0]?.watch.signal.aborted).toBe(true));
});
