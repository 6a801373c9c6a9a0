import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Tab } from './browser.ts';

/** A function, because that is what a tab runs: past the policy that lets an extension page run its own scripts only. */
const installAxe = new Function(
  readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'),
) as () => void;

/** All of WCAG 2.2 AA that a colour scheme can break. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

interface Axe {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/**
 * What axe finds wrong with the page that a tab shows; with `colours`, by those rules alone that look at them. Not by
 * Playwright's driver for axe, which opens one more page each time to join the results of frames: our screens have none.
 */
export async function findAxeFaults(tab: Tab, { colours = false } = {}): Promise<readonly string[]> {
  const isThere = await tab.evaluate(() => 'axe' in globalThis, undefined);
  if (!isThere) await tab.evaluate(installAxe, undefined);
  return tab.evaluate(
    async (only) => {
      const { axe } = globalThis as unknown as { axe: Axe };
      const { violations } = await axe.run({
        resultTypes: ['violations'],
        ...(only.length > 0 && { runOnly: { type: 'rule', values: only } }),
      });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    },
    colours ? COLOUR_RULES : [],
  );
}
