// Draws public/icon/*.svg as the PNGs that the browsers want. Run by hand after a change of the mark:
// `node_modules/.bin/node scripts/render-icons.ts`. `on` is the extension's icon and has no name in the file's.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { CHROMIUM_ARGS } from '../tests/support/chromium-args.ts';
import { findBrowsers } from './browsers.mjs';

const FOLDER = join(import.meta.dirname, '../public/icon');
const SHAPES = ['on', 'partial', 'off'] as const;
const SIZES = [16, 32, 48, 128] as const;

const { chromium: executablePath } = findBrowsers();
const browser = await chromium.launch({
  args: [...CHROMIUM_ARGS],
  ...(executablePath === undefined ? {} : { executablePath }),
});
const page = await browser.newPage();
for (const shape of SHAPES) {
  const svg = await readFile(join(FOLDER, `${shape}.svg`), 'utf8');
  for (const size of SIZES) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<body style="margin: 0; display: grid">${svg}</body>`);
    const name = shape === 'on' ? `${size}.png` : `${shape}-${size}.png`;
    await writeFile(join(FOLDER, name), await page.screenshot({ omitBackground: true }));
  }
}
await browser.close();
