import { cleanup, render } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { ListField } from '../../components/settings/ListField.tsx';
import { mergeLines } from '../../components/settings/merge-lines.ts';
import { speakEnglish } from './words.ts';

beforeAll(speakEnglish);
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
  const onSave = vi.fn(() => ({ lines: [] }));
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
