import { afterEach, expect, test, vi } from 'vitest';
import { readClipChain, readVisibleArea } from '../../utils/highlight/clip-chain.ts';

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

test('an axis that `overflow: clip` leaves open cuts nothing', () => {
  const style = 'position:fixed;left:10px;top:20px;width:100px;height:50px;overflow-x:clip';
  isHidden(`<div style="${style}"><p>text</p></div>`);
  const paragraph = document.querySelector('p');
  if (paragraph === null) throw new Error('no paragraph');
  const viewport = { left: 0, top: 0, right: 1000, bottom: 900 };
  const area = readVisibleArea(readClipChain(paragraph, new Map()), viewport, new Map());
  expect(area).toEqual({ left: 10, top: 0, right: 110, bottom: 900 });
});
