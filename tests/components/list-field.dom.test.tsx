import { cleanup, render, waitFor } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Announcer, announce } from '../../components/kit/Announcer.tsx';
import { ListField } from '../../components/settings/ListField.tsx';
import { mergeLines } from '../../components/settings/merge-lines.ts';
import { speakEnglish } from './words.ts';

beforeAll(speakEnglish);
beforeEach(() => announce(''));
afterEach(cleanup);

test.each([
  ['nothing changed elsewhere', 'a\nb', 'a\nc', 'a\nb', 'a\nc'],
  ['added elsewhere', 'a', 'a\nmine', 'a\ntheirs', 'a\nmine\ntheirs'],
  ['removed elsewhere', 'a\nb', 'a\nb\nmine', 'a', 'a\nmine'],
  ['the same on both sides', 'a', 'a\nb', 'a\nb', 'a\nb'],
  ['removed here, kept elsewhere', 'a\nb', 'a', 'a\nb\nc', 'a\nc'],
])('%s', (_name, base, draft, now, merged) => {
  expect(mergeLines(base, draft, now)).toBe(merged);
});

test('what was changed elsewhere while it was edited is merged and said, and stored at the next Save', async () => {
  const onSave = vi.fn(() => ({ stored: Promise.resolve(true) }));
  let changeElsewhere: (text: string) => void = () => undefined;
  function Sample() {
    const [text, setText] = useState('a.example');
    changeElsewhere = setText;
    return <ListField label="Sites" help="One a line." text={text} onSave={onSave} />;
  }
  const { getByLabelText, findByRole, findByText } = render(<Sample />);
  const field = getByLabelText('Sites') as HTMLTextAreaElement;
  await userEvent.fill(field, 'a.example\nmine.example');
  changeElsewhere('a.example\ntheirs.example');
  const save = await findByRole('button', { name: 'Save' });
  await userEvent.click(save);
  await findByText(/changed elsewhere meanwhile/);
  expect(onSave).not.toHaveBeenCalled();
  expect(field.value).toBe('a.example\nmine.example\ntheirs.example');
  await userEvent.click(save);
  expect(onSave.mock.calls).toEqual([['a.example\nmine.example\ntheirs.example']]);
});

describe('storing', () => {
  /** The stored list follows at once, as in the options, and goes back where it is refused. */
  function openList(store: () => Promise<boolean>) {
    function Sample() {
      const [text, setText] = useState('a.example');
      const onSave = (next: string) => {
        setText(next);
        const stored = store().then((isStored) => {
          if (!isStored) setText('a.example');
          return isStored;
        });
        return { stored };
      };
      return <ListField label="Sites" help="One a line." text={text} onSave={onSave} />;
    }
    return render(
      <>
        <Sample />
        <Announcer />
      </>,
    );
  }
  const said = () => document.querySelector('.unseen[role=status]')?.textContent;

  test('"Saved" is said when it is, not before, and the focus stays in the list', async () => {
    const storing = Promise.withResolvers<boolean>();
    const { getByLabelText, findByRole, queryByRole } = openList(() => storing.promise);
    const field = getByLabelText('Sites') as HTMLTextAreaElement;
    await userEvent.fill(field, 'b.example');
    await userEvent.click(await findByRole('button', { name: 'Save' }));
    await waitFor(() => expect(field.readOnly).toBe(true));
    expect(said()).not.toContain('Saved.');
    storing.resolve(true);
    await waitFor(() => expect(said()).toBe('Saved.'));
    expect(field.value).toBe('b.example');
    expect(queryByRole('button', { name: 'Save' })).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(field));
  });

  test('what the browser refuses is said and stays a draft, which can be saved again', async () => {
    const answers = [false, true];
    const { getByLabelText, findByRole, queryByRole } = openList(async () => answers.shift() === true);
    const field = getByLabelText('Sites') as HTMLTextAreaElement;
    await userEvent.fill(field, 'b.example');
    await userEvent.click(await findByRole('button', { name: 'Save' }));
    expect((await findByRole('alert')).textContent).toContain('Not saved: the browser refused');
    expect(field.value).toBe('b.example');
    expect(field.readOnly).toBe(false);
    await userEvent.click(await findByRole('button', { name: 'Save' }));
    await waitFor(() => expect(queryByRole('alert')).toBeNull());
    expect(said()).toBe('Saved.');
    expect(field.value).toBe('b.example');
  });
});
