import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createScrollMap,
  followScroll,
  type Place,
  placeAt,
  SPACER_LIMIT,
} from '../../components/archive/scroll-map.ts';

const ROW = 44;
const lists = fc.record({
  rows: fc.oneof(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 10_000_000 })),
  rowHeight: fc.constantFrom(28, ROW, 49, 88.5),
  view: fc.integer({ min: 60, max: 4000 }),
});

/** What browsers do with a scroll offset: whole device pixels, within the element. */
const settle = (scrollTop: number, max: number, ratio: number) =>
  Math.min(Math.max(Math.round(scrollTop * ratio) / ratio, 0), max);

const topOf = ({ scrollTop, shift }: Place) => scrollTop + shift;

describe('the map', () => {
  test('no browser draws more than the limit, and a short list is itself', () => {
    fc.assert(
      fc.property(lists, ({ rows, rowHeight, view }) => {
        const map = createScrollMap(rows * rowHeight, view);
        expect(map.spacer).toBeLessThanOrEqual(SPACER_LIMIT);
        if (rows * rowHeight <= SPACER_LIMIT) expect(map.toTop(map.maxScroll / 3)).toBe(map.maxScroll / 3);
      }),
    );
  });

  test('it rises, joins both ends, and its inverse leads back', () => {
    fc.assert(
      fc.property(lists, fc.double({ min: 0, max: 1, noNaN: true }), ({ rows, rowHeight, view }, share) => {
        const map = createScrollMap(rows * rowHeight, view);
        expect(map.toTop(0)).toBe(0);
        expect(map.toTop(map.maxScroll)).toBe(map.maxTop);
        const at = share * map.maxScroll;
        expect(map.toTop(at + 1)).toBeGreaterThanOrEqual(map.toTop(at));
        expect(Math.abs(map.toScroll(map.toTop(at)) - at)).toBeLessThan(1e-3);
      }),
    );
  });

  test('every row can be put at the top, the last one be seen, at any device pixel ratio', () => {
    fc.assert(
      fc.property(
        lists,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(1, 1.5, 2),
        (list, share, ratio) => {
          const { rows, rowHeight, view } = list;
          const map = createScrollMap(rows * rowHeight, view);
          const wanted = Math.min(Math.floor(share * rows) * rowHeight, map.maxTop);
          const place = placeAt(map, wanted);
          const scrollTop = settle(place.scrollTop, map.maxScroll, ratio);
          // The shift takes up what the browser rounded, so that the row stands where it should.
          expect(scrollTop + (topOf(place) - scrollTop)).toBeCloseTo(wanted, 5);
          expect(Math.abs(scrollTop - place.scrollTop)).toBeLessThanOrEqual(1 / ratio);
          const end = followScroll(map, place, map.maxScroll);
          expect(topOf(end)).toBeCloseTo(map.maxTop, 5);
        },
      ),
    );
  });
});

/** The plain truth: an endless list that is as tall as its rows, scrolled by the same gestures. */
interface Gesture {
  readonly kind: 'wheel' | 'drag' | 'rest' | 'end' | 'home';
  readonly by: number;
}
const gestures: fc.Arbitrary<readonly Gesture[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('wheel', 'wheel', 'wheel', 'drag', 'rest', 'end', 'home'),
    by: fc.integer({ min: -3000, max: 3000 }),
  }),
  { maxLength: 60 },
);

test('wheels move by as much as they do in a list without a limit; drags and ends go where the scrollbar is', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 3_000_000 }),
      fc.integer({ min: 100, max: 2000 }),
      gestures,
      (rows, view, moves) => {
        const map = createScrollMap(rows * ROW, view);
        let place: Place = { scrollTop: 0, shift: 0 };
        let oracle = 0;
        for (const { kind, by } of moves) {
          if (kind === 'wheel') {
            const scrollTop = settle(place.scrollTop + by, map.maxScroll, 1);
            const moved = scrollTop - place.scrollTop;
            place = followScroll(map, place, scrollTop);
            oracle = Math.min(Math.max(oracle + moved, 0), map.maxTop);
          } else if (kind === 'rest') place = placeAt(map, topOf(place));
          else {
            const share = kind === 'end' ? 1 : kind === 'home' ? 0 : (by + 3000) / 6000;
            const scrollTop = settle(share * map.maxScroll, map.maxScroll, 1);
            const isFar = Math.abs(scrollTop - place.scrollTop) > 8000 || share === 0 || share === 1;
            oracle = isFar ? map.toTop(scrollTop) : oracle + scrollTop - place.scrollTop;
            place = followScroll(map, place, scrollTop);
          }
          expect(topOf(place)).toBeCloseTo(oracle, 2);
          expect(topOf(place)).toBeGreaterThanOrEqual(0);
          expect(topOf(place)).toBeLessThanOrEqual(map.maxTop);
        }
      },
    ),
  );
});

test('from the end, a wheel reaches the beginning and back by as many steps as in a plain list', () => {
  const map = createScrollMap(1_000_000 * ROW, 700);
  let place = placeAt(map, map.maxTop);
  for (let step = 0; step < 500; step++) place = followScroll(map, place, place.scrollTop - 1000);
  expect(topOf(place)).toBe(map.maxTop - 500_000);
  for (let step = 0; step < 500; step++) place = followScroll(map, place, place.scrollTop + 1000);
  expect(topOf(place)).toBe(map.maxTop);
});
