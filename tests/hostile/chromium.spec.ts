import { expect, test } from '@playwright/test';
import { servePages } from '../support/page-server.ts';
import { createLeakyBuild, LEAKS } from './leaky/create-leaky-build.ts';
import { createProbes } from './probes.ts';
import type { Arm } from './support/arm.ts';
import { createBareExtension } from './support/bare-extension.ts';
import {
  type ChromiumArm,
  copyBuild,
  openBareArm,
  openChromiumArm,
  removeBuild,
} from './support/chromium-arm.ts';
import { compareArms, seesMatches } from './support/compare.ts';

const PLAIN = { nested: false, cap: false };
const NONE = { count: 0, how: 'exact' } as const;
const SIX = { count: 6, how: 'exact' } as const;
/** Probes that could see the glance card run once more with it open. */
const WITH_CARD = [2, 4, 5, 6, 12, 16];

const probes = (await createProbes()).filter(
  ({ browsers, matrixOnly }) => browsers.includes('chromium') && matrixOnly !== true,
);

test.describe('a hostile page in Chromium, 0 against 6 matches', () => {
  let none: ChromiumArm;
  let some: ChromiumArm;
  let bare: Arm;
  let folders: readonly string[];

  test.beforeAll(async () => {
    folders = await Promise.all([copyBuild(), createBareExtension()]);
    const [build = '', empty = ''] = folders;
    [none, some, bare] = await Promise.all([
      openChromiumArm(build, NONE),
      openChromiumArm(build, SIX),
      openBareArm(empty),
    ]);
  });
  test.afterAll(async () => {
    await Promise.all([none, some, bare].map((arm) => arm.close()));
    await Promise.all(folders.map(removeBuild));
  });

  test('the arms differ to a human eye: highlight and card', async () => {
    expect(await seesMatches({ none, some })).toEqual({ highlight: true, card: true });
  });

  for (const probe of probes) {
    for (const card of [false, true]) {
      if (card && !WITH_CARD.includes(probe.number)) continue;
      test(`probe ${probe.number}: ${probe.name}${card ? ', card open' : ''}`, async () => {
        const { outcome, detail } = await compareArms({ probe, layout: PLAIN, card }, { none, some, bare });
        expect(outcome, detail).toBe('same');
      });
    }
  }

  test('probe 15: storage is refused to the content script', async () => {
    const page = await servePages({ '/': `<p>${'5f'.repeat(32)}</p>` });
    const ask = `chrome.storage.local.get().then((got) => 'got ' + Object.keys(got), (error) => error.message)`;
    expect(await some.evaluateAsExtension(page.url, ask)).toMatch(/access to storage is not allowed/i);
    await page.close();
  });
});

test.describe('deliberately leaky variants are caught', () => {
  let none: ChromiumArm;
  let some: ChromiumArm;
  let build: string;

  test.beforeAll(async () => {
    build = await createLeakyBuild();
    [none, some] = await Promise.all([openChromiumArm(build, NONE), openChromiumArm(build, SIX)]);
  });
  test.afterAll(async () => {
    await Promise.all([none.close(), some.close()]);
    await removeBuild(build);
  });

  for (const [leak, numbers] of Object.entries(LEAKS)) {
    for (const number of numbers) {
      test(`${leak}: caught by probe ${number}`, async () => {
        const probe = probes.find((each) => each.number === number);
        if (probe === undefined) throw new Error(`there is no probe ${number}`);
        const visit = { probe, layout: PLAIN, card: false, leak };
        const { outcome } = await compareArms(visit, { none, some });
        expect(['different', 'fault']).toContain(outcome);
      });
    }
  }
});
