import { expect, test } from 'vitest';
import { createSerial } from '../../entrypoints/background/calls.ts';

test('whenever a third call comes, even as the first run ends, no two runs are under way at once', async () => {
  for (let turns = 0; turns < 12; turns++) {
    let underWay = 0;
    let most = 0;
    const held = Promise.withResolvers<void>();
    const call = createSerial(async () => {
      most = Math.max(most, ++underWay);
      await held.promise;
      underWay--;
    });
    const first = call();
    const second = call();
    held.resolve();
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    await Promise.all([first, second, call()]);
    expect([turns, most]).toEqual([turns, 1]);
  }
});
