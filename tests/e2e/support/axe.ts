import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Tab } from './browser.ts';

/** The axe that the Playwright driver brings along, for the browser that Playwright does not drive here. */
const fromDriver = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'));
/** A function, because that is what a tab runs: past the policy that lets an extension page run its own scripts only. */
const installAxe = new Function(
  readFileSync(fromDriver.resolve('axe-core/axe.min.js'), 'utf8'),
) as () => void;

interface Axe {
  run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** What axe finds wrong with the page that a tab of Firefox shows. */
export async function findAxeFaults(tab: Tab): Promise<readonly string[]> {
  await tab.evaluate(installAxe, undefined);
  return tab.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, undefined);
}
