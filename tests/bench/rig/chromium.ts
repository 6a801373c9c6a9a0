import { type BrowserContext, chromium } from '@playwright/test';
import { findBrowsers } from '../../../scripts/browsers.mjs';
import { CHROMIUM_ARGS } from '../../support/chromium-args.ts';

export interface ChromiumOptions {
  /** Folder of the profile; kept by whoever made it. */
  readonly profile: string;
  /** Folders of unpacked extensions. */
  readonly extensions?: readonly string[];
  readonly args?: readonly string[];
}

/**
 * Chromium for measuring: like the end-to-end tests' one (tests/e2e/support/chromium.ts), but in a profile that may be
 * kept, with any extensions or none, and without the network log, which costs time of its own.
 */
export async function openChromium({
  profile,
  extensions = [],
  args = [],
}: ChromiumOptions): Promise<BrowserContext> {
  const { chromium: executablePath } = findBrowsers();
  const list = extensions.join(',');
  return chromium.launchPersistentContext(profile, {
    ...(executablePath === undefined ? {} : { executablePath }),
    headless: true,
    viewport: { width: 1280, height: 800 },
    args: [
      ...(list === '' ? [] : [`--disable-extensions-except=${list}`, `--load-extension=${list}`]),
      ...CHROMIUM_ARGS,
      ...args,
    ],
  });
}
