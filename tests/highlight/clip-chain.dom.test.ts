import { afterEach, expect, test, vi } from 'vitest';
import { readClipChain } from '../../utils/highlight/clip-chain.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

function isHidden(html: string): boolean {
  document.body.replaceChildren(document.createRange().createContextualFragment(html));
  const element = document.querySelector('p');
  if (element === null) throw new Error('no paragraph');
  return readClipChain(element, new Map()).isHidden;
}

/** Chromium 120 knows what `visibility` is asked by under its older name only. */
function forgetVisibilityProperty(): void {
  const check = Element.prototype.checkVisibility;
  vi.spyOn(Element.prototype, 'checkVisibility').mockImplementation(function (this: Element, options) {
    const { visibilityProperty: _, ...known } = options ?? {};
    return check.call(this, known);
  });
}

test.each([
  ['this browser', () => undefined],
  ['one that knows the older name only', forgetVisibilityProperty],
])('what `visibility` hides is hidden: %s', (_, prepare) => {
  prepare();
  expect(isHidden('<p>seen</p>')).toBe(false);
  expect(isHidden('<p style="visibility: hidden">unseen</p>')).toBe(true);
  expect(isHidden('<div style="visibility: hidden"><p>unseen</p></div>')).toBe(true);
  expect(isHidden('<div style="visibility: hidden"><p style="visibility: visible">seen</p></div>')).toBe(
    false,
  );
});
