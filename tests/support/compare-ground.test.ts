import { encode } from 'fast-png';
import { expect, test } from 'vitest';
import { compareGround } from '../e2e/layout/compare-ground.ts';

/** A white picture with one grey rectangle. */
function draw(x: number, y: number, width: number, height: number): Uint8Array {
  const size = 60;
  const data = new Uint8Array(size * size * 3).fill(255);
  for (let row = y; row < y + height; row++)
    for (let column = x; column < x + width; column++)
      data.fill(200, (row * size + column) * 3, (row * size + column + 1) * 3);
  return encode({ width: size, height: size, data, channels: 3 });
}

const MARK = draw(10, 10, 30, 20);

test('paint that is up to two pixels off, on any side, is right', () => {
  for (const painted of [MARK, draw(12, 12, 28, 18), draw(8, 8, 34, 24), draw(12, 9, 30, 20)]) {
    expect(compareGround(painted, MARK)).toMatchObject({ missing: 0, surplus: 0, marked: 600 });
  }
});

test('paint that is further off, too short, too long or not there is wrong', () => {
  expect(compareGround(draw(13, 10, 30, 20), MARK)).toMatchObject({ missing: 16, surplus: 20 });
  expect(compareGround(draw(10, 10, 27, 20), MARK).missing).toBeGreaterThan(0);
  expect(compareGround(draw(10, 10, 30, 23), MARK).surplus).toBeGreaterThan(0);
  expect(compareGround(draw(0, 0, 0, 0), MARK)).toMatchObject({ missing: 26 * 16, surplus: 0 });
});
