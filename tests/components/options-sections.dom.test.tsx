import { cleanup, render } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { ConfirmDialog } from '../../components/settings/ConfirmDialog.tsx';
import { ListField } from '../../components/settings/ListField.tsx';
import { NumberField } from '../../components/settings/NumberField.tsx';
import { DeletionSection } from '../../entrypoints/options/DeletionSection.tsx';
import { RecoverySection } from '../../entrypoints/options/RecoverySection.tsx';
import { RetentionField } from '../../entrypoints/options/RetentionField.tsx';
import { SizesField } from '../../entrypoints/options/SizesField.tsx';
import type { DeleteMatchingReply } from '../../utils/messaging/archive-requests.ts';
import { changeSettings, DEFAULT_SETTINGS, readSettings } from '../../utils/settings/settings.ts';
import type { Archive } from '../../utils/store/archive-api.ts';
import type { ArchiveProblem } from '../../utils/store/archive-problem.ts';
import { createFakeDesk } from './fake-desk.ts';
import { MORNING, NOW } from './invented.ts';
import { inventMany } from './many-notifications.ts';
import { speakEnglish } from './words.ts';

beforeAll(speakEnglish);
afterEach(cleanup);

const text = () => document.body.textContent ?? '';

test('a number counts when its field is left, and only in range', async () => {
  const changes: number[] = [];
  const { getByLabelText } = render(
    <NumberField
      label="Minutes"
      help=""
      value={5}
      min={1}
      max={60}
      onChange={(value) => void changes.push(value)}
    />,
  );
  await userEvent.fill(getByLabelText('Minutes'), '61');
  await userEvent.tab();
  expect(changes).toEqual([]);
  expect(text()).toContain('from 1 to 60');
  await userEvent.fill(getByLabelText('Minutes'), '30');
  expect(changes).toEqual([]);
  await userEvent.tab();
  expect(changes).toEqual([30]);
});

test('a list names the lines that it does not understand and keeps what was typed', async () => {
  const { getByLabelText, getByRole, findByText } = render(
    <ListField label="Sites" help="" text="" onSave={() => ({ lines: [2] })} />,
  );
  await userEvent.fill(getByLabelText('Sites'), 'one\ntwo');
  getByRole('button', { name: 'Save' }).click();
  await findByText(/line 2/);
  expect(document.querySelector('textarea')?.value).toBe('one\ntwo');
});

test('a question is modal, starts at Cancel, and Escape means no', async () => {
  const answers: string[] = [];
  render(
    <ConfirmDialog
      title="Really?"
      confirm="Delete 3"
      onConfirm={() => answers.push('yes')}
      onCancel={() => answers.push('no')}
    >
      <p>Three rows.</p>
    </ConfirmDialog>,
  );
  expect(document.querySelector('dialog')?.matches(':modal')).toBe(true);
  expect(document.activeElement?.textContent).toBe('Cancel');
  await userEvent.keyboard('{Escape}');
  expect(answers).toEqual(['no']);
});

/** Asks to delete everything about files in both places, and says yes. */
async function deleteFiles(reply: DeleteMatchingReply | undefined, counts: readonly number[]) {
  const left = [...counts];
  const desk = await createFakeDesk({
    rows: MORNING,
    onOther: ({ type }) => (type === 'count-upstream' ? { ok: true, count: left.shift() } : reply),
  });
  const opened = await desk.openArchive();
  if (!opened.ok) throw new Error(opened.error.code);
  const view = render(<DeletionSection desk={desk} archive={opened.value.archive} hasAccount />);
  await userEvent.fill(view.getByLabelText('Delete all that match'), 'entity_type:file');
  view.getByLabelText('Here and on VirusTotal').click();
  await view.findByText(/cost a request each/);
  view.getByRole('button', { name: 'Delete…' }).click();
  const dialog = await view.findByRole('dialog');
  const said = dialog.textContent;
  view.getByRole('button', { name: /^Delete \d/ }).click();
  return { ...view, desk, said };
}

test('the question gives both numbers; the deletion is followed until none is left', async () => {
  const { said, findByText } = await deleteFiles({ outcome: 'deleted', deleted: 4 }, [9, 0]);
  expect(said).toContain('About 9 on VirusTotal');
  expect(said).toContain('entity_type:file');
  await findByText('4 deleted here');
  await findByText('None is left on VirusTotal.');
});

test('actors, which VirusTotal may count otherwise, are asked about with what that means', async () => {
  const desk = await createFakeDesk({ rows: MORNING, onOther: () => ({ ok: true, count: 0 }) });
  const opened = await desk.openArchive();
  if (!opened.ok) throw new Error(opened.error.code);
  const view = render(<DeletionSection desk={desk} archive={opened.value.archive} hasAccount />);
  const ask = async (where: string) => {
    await userEvent.fill(view.getByLabelText('Delete all that match'), 'source_type:threat_actor');
    await userEvent.click(view.getByLabelText(where));
    await expect.poll(() => view.getByLabelText(where)).toHaveProperty('checked', true);
    await userEvent.click(view.getByRole('button', { name: 'Delete…' }));
    const said = (await view.findByRole('dialog')).textContent;
    view.getByRole('button', { name: 'Cancel' }).click();
    return said;
  };
  const warning = 'VirusTotal sends actors as collections';
  expect(await ask('Here and on VirusTotal')).toContain(warning);
  expect(await ask('Here only')).not.toContain(warning);
});

test('a lost answer is unknown, and a look costs one request', async () => {
  const problem = { code: 'timeout', message: '' } as const;
  const { findByText, getByRole, desk } = await deleteFiles({ outcome: 'unknown', problem }, [9, 7]);
  await findByText('Unknown whether VirusTotal deletes');
  const asked = desk.requests.length;
  getByRole('button', { name: 'Check (one request)' }).click();
  await findByText(/7 are on VirusTotal now/);
  expect(desk.requests.length - asked).toBe(1);
});

test('what VirusTotal deletes while the disk refuses is said and followed, with what is safe to do here', async () => {
  const problem = { code: 'archive-failed', message: '' } as const;
  const { findByText, queryByText } = await deleteFiles({ outcome: 'upstream-only', problem }, [9, 0]);
  await findByText('VirusTotal deletes; here not all were deleted');
  await findByText(/A second deletion on VirusTotal would also take newer ones/);
  await findByText('None is left on VirusTotal.');
  expect(queryByText('Nothing was deleted')).toBeNull();
});

test('a background that gives no answer leaves it unknown as well', async () => {
  const { findByText } = await deleteFiles(undefined, [9]);
  await findByText('Unknown whether VirusTotal deletes');
});

describe('retention', () => {
  beforeEach(() => changeSettings({ retention: DEFAULT_SETTINGS.retention }));
  const stored = async () => {
    const settings = await readSettings();
    return settings.ok && settings.value.retention;
  };

  /** The field over 30 rows, the oldest of them eight hours old, with "By number" or "By age" chosen. */
  async function choose(
    choice: 'By number' | 'By age',
    change: (archive: Archive) => Archive = (same) => same,
  ) {
    const desk = await createFakeDesk({
      rows: inventMany(30),
      onOther: () => ({ ok: true, removed: 0 }),
    });
    const opened = await desk.openArchive();
    if (!opened.ok) throw new Error(opened.error.code);
    const archive = change(opened.value.archive);
    const view = render(
      <RetentionField desk={desk} archive={archive} clock={() => NOW} settings={DEFAULT_SETTINGS} />,
    );
    await userEvent.click(view.getByLabelText(choice));
    const apply = view.getByRole('button', { name: 'Apply' });
    return { ...view, desk, apply, isAlive: () => apply.getAttribute('aria-disabled') === 'false' };
  }

  test.each([
    ['By number', 'Notifications to keep', '1,000,000', '40'],
    ['By age', 'Days to keep', '40000', '400'],
  ] as const)('%s: what is no number in range cannot be applied', async (choice, label, wrong, right) => {
    const { desk, apply, isAlive, getByLabelText, findByText } = await choose(choice);
    expect(isAlive()).toBe(true);
    await userEvent.fill(getByLabelText(label), wrong);
    expect(isAlive()).toBe(false);
    apply.click();
    await userEvent.tab();
    await findByText(/A whole number from 1 to [\d,]+, digits only/);
    expect(isAlive()).toBe(false);
    apply.click();
    await userEvent.fill(getByLabelText(label), right);
    await userEvent.tab();
    expect(isAlive()).toBe(true);
    expect([desk.requests, await stored()]).toEqual([[], { keep: 'all' }]);
    apply.click();
    await findByText('Saved; 0 notifications deleted');
    expect(JSON.stringify(await stored())).toContain(right);
  });

  test('what was typed wrongly is dropped with the choice', async () => {
    const { getByRole, getByLabelText, findByRole } = await choose('By number');
    await userEvent.fill(getByLabelText('Notifications to keep'), '1,000');
    await userEvent.click(getByRole('button', { name: 'Cancel' }));
    await userEvent.click(getByLabelText('By number'));
    expect(getByLabelText('Notifications to keep')).toHaveProperty('value', '100000');
    expect((await findByRole('button', { name: 'Apply' })).getAttribute('aria-disabled')).toBe('false');
  });

  test('the question names the limit and how many go', async () => {
    const { apply, getByLabelText, findByRole } = await choose('By number');
    await userEvent.fill(getByLabelText('Notifications to keep'), '20');
    await userEvent.tab();
    apply.click();
    const dialog = await findByRole('dialog');
    expect(dialog.textContent).toContain('keep 20 notifications');
    expect(dialog.textContent).toContain('10 notifications will be deleted here now');
    await userEvent.click(await findByRole('button', { name: 'Delete 10' }));
    await expect.poll(stored).toEqual({ keep: 'rows', rows: 20 });
  });

  test('rows that cannot be counted are said, and nothing is stored', async () => {
    const { apply, findByText, isAlive, desk } = await choose('By number', (archive) => ({
      ...archive,
      readCounters: () => Promise.reject(new Error('closed')),
    }));
    apply.click();
    await findByText('Nothing was changed, nothing deleted');
    expect(isAlive()).toBe(true);
    expect([desk.requests, await stored()]).toEqual([[], { keep: 'all' }]);
  });
});

test('sizes by part are measured when they are asked for, and said to be estimates', async () => {
  const desk = await createFakeDesk({ rows: MORNING });
  const opened = await desk.openArchive();
  if (!opened.ok) throw new Error(opened.error.code);
  let measured = 0;
  const measureSizes = () => {
    measured++;
    return opened.value.archive.measureSizes();
  };
  const view = render(<SizesField archive={{ measureSizes }} settings={DEFAULT_SETTINGS} />);
  await view.findByText(/^Huntlight uses/);
  expect(measured).toBe(0);
  await userEvent.click(view.getByText('What takes the room'));
  await view.findByText('Index for matching pages');
  for (const part of ['Notifications', 'Index for searching text', 'Settings'])
    expect(view.getByText(part).nextElementSibling?.textContent).toMatch(/^about \d/);
  expect(text()).toContain('browsers do not say');
});

test('an empty filter and one that is not understood cannot be asked for', async () => {
  const desk = await createFakeDesk();
  const opened = await desk.openArchive();
  if (!opened.ok) throw new Error(opened.error.code);
  const { getByRole, getByLabelText, findByText } = render(
    <DeletionSection desk={desk} archive={opened.value.archive} hasAccount />,
  );
  const ask = getByRole('button', { name: 'Delete…' });
  expect(ask.getAttribute('aria-disabled')).toBe('true');
  await userEvent.fill(getByLabelText('Delete all that match'), 'date:tomorrow+');
  await findByText(/At character 1:/);
  ask.click();
  expect(ask.getAttribute('aria-disabled')).toBe('true');
  expect(desk.requests).toEqual([]);
});

test.each([
  [{ code: 'damaged', message: 'no store "notes"' }, true, true],
  [{ code: 'newer' }, true, true],
  [{ code: 'missing' }, false, true],
  [{ code: 'unavailable', message: '' }, false, false],
] as const satisfies readonly (readonly [ArchiveProblem, boolean, boolean])[])(
  'recovery offers what helps: %o',
  async (problem, canExport, canRebuild) => {
    const desk = await createFakeDesk({ archiveProblem: problem });
    const { queryByRole } = render(
      <RecoverySection
        desk={desk}
        problem={problem}
        name="fake"
        hasAccount
        clock={() => NOW}
        onReplaced={() => undefined}
      />,
    );
    expect(queryByRole('button', { name: 'Export the archive' }) !== null).toBe(canExport);
    expect(queryByRole('button', { name: 'Start a new archive…' }) !== null).toBe(canRebuild);
    expect(desk.requests).toEqual([]);
  },
);
