import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCut, isSafeGap } from '../../utils/page/safe-gap.ts';

test.each([
  ['see ', 'evil.example', true],
  ['the end.', ' Next', true],
  ['the dot', ' next', false],
  ['evil', ' [.] example', false],
  ['evil ', 'dot example', false],
  ['evil ', 'domains', true],
  ['evil[.]', ' example', false],
  ['hxxp', ' ://evil.example', false],
  ['evil.', 'example', false],
])('%j | %j', (before, after, isSafe) => {
  expect(isSafeGap(before, after)).toBe(isSafe);
});

test('blanks that stand in nodes of their own are given apart', () => {
  expect(isSafeGap('evil', 'example', true)).toBe(true);
  expect(isSafeGap('evil', '[.]example', true)).toBe(false);
});

test('pieces are never longer than asked for, and together are the text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 400 }), fc.integer({ min: 8, max: 64 }), (text, size) => {
      let from = 0;
      while (from < text.length) {
        const to = findCut(text, from, size);
        expect(to).toBeGreaterThan(from);
        expect(to - from).toBeLessThanOrEqual(size);
        from = to;
      }
      expect(from).toBe(text.length);
    }),
  );
});
