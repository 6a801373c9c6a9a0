import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleScript } from '../support/bundle.ts';
import { copyBuild } from '../support/chromium-arm.ts';

/** The leaks there are, with the numbers of probes that must catch each. */
export const LEAKS = {
  spans: [1, 2],
  'css-highlights': [3],
  'boxes-on-matches': [4, 5],
  'host-on-matches': [1, 2],
  'wxt-context': [13],
} as const satisfies Record<string, readonly number[]>;

/** A copy of the extension whose content script leaks as the page's address says. */
export async function createLeakyBuild(): Promise<string> {
  const folder = await copyBuild();
  await writeFile(join(folder, 'in-page.js'), await bundleScript('leaky/in-page.ts'));
  return folder;
}
