import { cleanup, render, waitFor } from '@testing-library/preact';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { SnippetView } from '../../components/stream/SnippetView.tsx';
import { SNIPPET } from './invented.ts';
import { speakEnglish } from './words.ts';

beforeAll(speakEnglish);
afterEach(cleanup);

const linesOf = (root: Element) =>
  [...root.querySelectorAll('.hexdump-lines > *')].map((line) => line.textContent);
const marksOf = (root: Element, column: string) =>
  [...root.querySelectorAll(`${column} mark`)].map((mark) => mark.textContent);

test('bytes are drawn anew in both columns, the match marked in both, not by colour alone', () => {
  const { container } = render(<SnippetView snippet={SNIPPET} />);
  expect(marksOf(container, '.hexdump-hex')).toEqual([
    '63 20 73 74 61 72 74',
    '20 69 6E 76 6F 6B 65 2E 70 73 31',
    '6B 69 74 65',
  ]);
  expect(marksOf(container, '.hexdump-ascii')).toEqual(['c start', ' invoke.ps1', 'kite']);
  expect(linesOf(container)[1]).toBe('63 6D 64 2E 65 78 65 20 2F 63 20 73 74 61 72 74cmd.exe /c start');
  expect(container.querySelectorAll('[data-group-start=true]')).toHaveLength(1);
  expect(container.textContent).toContain('VirusTotal cut the snippet here.');
});

test('what is no hexdump stays as text, and is said', () => {
  const { container } = render(<SnippetView snippet={'<img src=x onerror=alert(1)>\n41 42  AB'} />);
  expect(linesOf(container)).toEqual(['<img src=x onerror=alert(1)>', '41 42AB']);
  expect(container.querySelector('img')).toBeNull();
  expect(container.textContent).toContain('1 line is not a hexdump');
});

test('a snippet of ten thousand lines shows some and offers the rest', async () => {
  const { container, getByRole } = render(<SnippetView snippet={'41  A\n'.repeat(10_000)} />);
  expect(linesOf(container).length).toBeLessThan(100);
  getByRole('button', { name: 'Show all 10,000 lines' }).click();
  await waitFor(() => expect(linesOf(container)).toHaveLength(10_000));
});

test('an empty one says so', () => {
  expect(render(<SnippetView snippet="" />).container.textContent).toBe('The snippet is empty.');
});
