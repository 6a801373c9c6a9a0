import { expect, test } from '@playwright/test';
import { createProbes } from './probes.ts';
import { HOSTILE_KEY } from './support/chromium-arm.ts';
import { compareArms, seesMatches } from './support/compare.ts';
import { type FirefoxArm, openFirefoxArm } from './support/firefox-arm.ts';

const PLAIN = { nested: false, cap: false };
/** Probes that could see the glance card hover an indicator themselves; these run once more with it open. */
const WITH_CARD = [2, 6];

const probes = (await createProbes()).filter(({ browsers }) => browsers.includes('firefox'));

test.describe('a hostile page in Firefox, 0 against 6 matches', () => {
  let none: FirefoxArm;
  let some: FirefoxArm;

  test.beforeAll(async () => {
    [none, some] = await Promise.all([
      openFirefoxArm({ count: 0, how: 'exact' }),
      openFirefoxArm({ count: 6, how: 'exact' }),
    ]);
  });
  test.afterAll(async () => {
    await Promise.all([none.close(), some.close()]);
  });

  test('Firefox: the arms differ to a human eye: highlight and card', async () => {
    expect(await seesMatches({ none, some })).toEqual({ highlight: true, card: true });
  });

  for (const probe of probes) {
    for (const card of [false, true]) {
      if (card && !WITH_CARD.includes(probe.number)) continue;
      test(`Firefox: probe ${probe.number}: ${probe.name}${card ? ', card open' : ''}`, async () => {
        const { outcome, detail } = await compareArms({ probe, layout: PLAIN, card }, { none, some });
        expect(outcome, detail).toBe('same');
      });
    }
  }

  // Firefox lets content scripts read storage.local: what is not in there cannot be read.
  test('Firefox: probe 15: no secret in storage.local', async () => {
    const desk = await some.browser.openDesk('options.html');
    const stored = await desk.evaluate(async () => {
      const { browser } = globalThis as unknown as {
        browser: { storage: { local: { get(): Promise<object> }; session: { get(): Promise<object> } } };
      };
      return JSON.stringify([await browser.storage.local.get(), await browser.storage.session.get()]);
    }, undefined);
    await desk.close();
    expect(stored).not.toContain(HOSTILE_KEY);
    expect(stored).not.toMatch(/drop-\d|Hunt_Kestrel|[0-9a-f]{32}/);
  });
});
