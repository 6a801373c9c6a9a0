import '../../entrypoints/welcome/welcome.css';
import { cleanup, render, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { App } from '../../entrypoints/welcome/App.tsx';
import type { DeskStatus } from '../../utils/messaging/desk-protocol.ts';
import { writeLine } from '../../utils/store/archive-line.ts';
import { createFakeDesk, type FakeDeskOptions, WELL } from '../components/fake-desk.ts';
import { inventNotification, MORNING, NOW } from '../components/invented.ts';
import { speakEnglish } from '../components/words.ts';

beforeAll(speakEnglish);
beforeEach(() => page.viewport(1000, 900));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const FRESH: DeskStatus = { archive: 'fake', hostAccess: true, sync: { phase: 'off', gaps: [] } };

async function open(options: FakeDeskOptions = {}) {
  const desk = await createFakeDesk({ status: FRESH, ...options });
  const onOpenStream = vi.fn();
  const onAskAccess = vi.fn(async () => true);
  const view = render(
    <App
      desk={desk}
      clock={() => NOW}
      onAskAccess={onAskAccess}
      onAskServer={async () => true}
      onOpenStream={onOpenStream}
    />,
  );
  return { ...view, desk, onOpenStream, onAskAccess };
}

const shows = (...words: readonly string[]) =>
  waitFor(() => {
    for (const word of words) expect(document.body.innerText).toContain(word);
  });

test('the three promises, the key, the sample and an archive file, all before anything was given', async () => {
  const { findByLabelText } = await open();
  await shows('Nothing you read leaves the browser', 'The page learns nothing', 'Nothing is lost');
  await findByLabelText('API key');
  await findByLabelText('Import an archive file');
});

test('withheld access is asked for with one click', async () => {
  const { findByRole, onAskAccess } = await open({ status: { ...FRESH, hostAccess: false } });
  await userEvent.click(await findByRole('button', { name: 'Allow access to pages' }));
  expect(onAskAccess).toHaveBeenCalledOnce();
});

describe('an archive file', () => {
  const give = async (field: HTMLElement, lines: readonly string[]) =>
    userEvent.upload(field, new File([lines.map((line) => `${line}\n`).join('')], 'archive.jsonl'));
  const row = (id: string) => {
    const invented = inventNotification({ id, minutesAgo: 9, entity: { type: 'domain', id: 'a.example' } });
    const notification = { ...invented, storedAt: NOW, read: false, pinned: false };
    return writeLine({ kind: 'notification', notification }).trimEnd();
  };

  test('is added, with what was here and what was left out; the background is told', async () => {
    const { desk, findByLabelText, findByText } = await open();
    const field = await findByLabelText('Import an archive file');
    await give(field, [row('1'), row('2'), '{"no": "line of ours"}']);
    await shows('2 notifications added');
    await userEvent.click(await findByText('1 line was not understood and left out'));
    expect(desk.requests).toContainEqual({ type: 'archive-written' });
    await give(field, [row('1'), row('3')]);
    await shows('1 notification added', '1 was here already');
  });

  test('that cannot be read to its end is said so, and what came before stays', async () => {
    const { desk, findByLabelText } = await open();
    const first = new TextEncoder().encode(
      `${Array.from({ length: 1_000 }, (_, i) => row(`${i}`)).join('\n')}\n`,
    );
    vi.spyOn(Blob.prototype, 'stream').mockImplementationOnce(
      () =>
        new ReadableStream({
          start: (controller) => controller.enqueue(first),
          pull: (controller) => controller.error(new DOMException('gone', 'NotReadableError')),
        }),
    );
    await give(await findByLabelText('Import an archive file'), ['']);
    await shows('The file could not be read to its end', 'What was read before that is kept');
    expect(desk.requests).toContainEqual({ type: 'archive-written' });
    const opened = await desk.openArchive();
    expect(opened.ok && (await opened.value.archive.readCounters()).total).toBe(1_000);
  });
});

test('the sample is asked for with one click; while it is on, it says so and no file goes into it', async () => {
  const sample: DeskStatus = { ...FRESH, archive: 'sample', sample: true };
  const { desk, findByRole, queryByLabelText } = await open({
    onOther: () => ({ ok: true, status: sample }),
  });
  await userEvent.click(await findByRole('button', { name: 'Save' }));
  await shows('an API key is needed');
  await userEvent.click(await findByRole('button', { name: 'Try with a sample stream' }));
  await waitFor(() => expect(desk.requests).toContainEqual({ type: 'start-sample' }));
  desk.notice(sample);
  await shows('This is the sample stream', 'Open the sample report');
  await waitFor(() => expect(document.body.innerText).not.toContain('an API key is needed'));
  expect(queryByLabelText('Import an archive file')).toBeNull();
  await userEvent.click(await findByRole('button', { name: 'Leave the sample and wipe it' }));
  await waitFor(() => expect(desk.requests).toContainEqual({ type: 'leave-sample' }));
});

test('an archive that cannot be made for the sample is said in words', async () => {
  const { findByRole } = await open({
    onOther: () => ({ ok: false, problem: { code: 'archive-disk-full', message: '' } }),
  });
  await userEvent.click(await findByRole('button', { name: 'Try with a sample stream' }));
  await shows('The disk is full');
});

test('the first sync is seen while it happens, with a bar and the rows that are here', async () => {
  const running: DeskStatus = {
    ...WELL,
    sync: { phase: 'running', gaps: [], walk: { rows: 40, expected: 200 } },
  };
  const { desk, findByRole, onOpenStream } = await open({ status: running, rows: MORNING });
  expect(await findByRole('progressbar', { name: 'Progress of the first sync' })).toHaveProperty('max', 200);
  await shows('First sync', '16 notifications', 'Syncing: 40 of about 200');
  // The newest are here after one request; the stream is not.
  desk.notice({
    ...running,
    sync: { ...running.sync, lastSyncAt: NOW, gaps: [{ to: 1 }], walk: { rows: 80, expected: 200 } },
  });
  await shows('Syncing: 80 of about 200');
  expect(await findByRole('progressbar', { name: 'Progress of the first sync' })).toHaveProperty('value', 80);
  expect(document.body.innerText).not.toContain('Your stream is here');
  desk.notice(WELL);
  await shows('Your stream is here');
  await userEvent.click(await findByRole('button', { name: 'Open the list' }));
  expect(onOpenStream).toHaveBeenCalledOnce();
});

test('a silent background and withheld access are said, and nothing runs over at 320 pixels', async () => {
  await page.viewport(320, 800);
  await open({ status: { ...FRESH, hostAccess: false } });
  await shows('Huntlight may not read web pages', 'Allow access to pages');
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
  cleanup();
  await open({ status: 'silent' });
  await shows('background did not answer');
});
