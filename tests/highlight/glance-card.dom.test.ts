import { afterEach, expect, test } from 'vitest';
import { createGlanceCard } from '../../utils/highlight/glance-card.ts';
import { createOverlayHost } from '../../utils/highlight/overlay-host.ts';

const VIEWPORT = { left: 0, top: 0, right: 800, bottom: 600 };
const ANCHOR = { left: 40, top: 40, right: 140, bottom: 56 };
const WORDS = [
  { label: 'Rule', text: 'Hunt_Kestrel' },
  { label: 'Tags', text: 'peexe, '.repeat(60) },
];

afterEach(() => document.documentElement.removeAttribute('style'));

function setUp() {
  const host = createOverlayHost(document);
  host.mount();
  const card = createGlanceCard(host, window);
  const canvas = () => host.stage.querySelector('canvas') ?? document.createElement('canvas');
  /** How much is painted that anybody could see. */
  const countSeen = () => {
    const { width, height } = canvas();
    const { data } = canvas().getContext('2d')?.getImageData(0, 0, width, height) ?? { data: [] };
    return data.filter((alpha, at) => at % 4 === 3 && alpha > 2).length;
  };
  return { host, card, canvas, countSeen };
}

test('words or none: the same elements and area, and nothing but pixels between them', () => {
  const { host, card, countSeen } = setUp();
  card.open(ANCHOR, VIEWPORT);
  card.draw([]);
  const [without, area] = [host.stage.innerHTML, card.area];
  expect(countSeen()).toBe(0);
  card.draw(WORDS);
  expect(host.stage.innerHTML).toBe(without);
  expect(card.area).toEqual(area);
  expect(host.stage.textContent).toBe('');
  expect(countSeen()).toBeGreaterThan(5_000);
  card.draw([]);
  expect(countSeen()).toBe(0);
  host.unmount();
});

test.each(['', 'zoom:1.5', 'transform:translate(30px,20px) scale(.8);height:40px', 'direction:rtl'])(
  'covers the whole viewport and stands where it should, root style "%s"',
  (style) => {
    document.documentElement.setAttribute('style', style);
    const { host, card, canvas } = setUp();
    card.open(ANCHOR, VIEWPORT);
    card.draw(WORDS);
    const cover = host.stage.querySelector('.cover')?.getBoundingClientRect();
    expect([cover?.left, cover?.top, cover?.right, cover?.bottom].map(Math.round as never)).toEqual([
      0, 0, 800, 600,
    ]);
    const { left, top, width } = canvas().getBoundingClientRect();
    expect(Math.abs(left - (40 - 16))).toBeLessThan(1);
    expect(Math.abs(top - (56 + 6 - 16))).toBeLessThan(1);
    expect(Math.round(width)).toBe(340 + 32);
    host.unmount();
  },
);

test('as many pixels as the screen has', () => {
  const { host, card, canvas } = setUp();
  card.open(ANCHOR, VIEWPORT);
  card.draw(WORDS);
  expect(canvas().width).toBe(Math.round((340 + 32) * devicePixelRatio));
  host.unmount();
});
