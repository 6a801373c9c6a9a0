import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';
import { findBrowsers } from './scripts/browsers.mjs';
import { CHROMIUM_ARGS } from './tests/support/chromium-args.ts';

// WXT's mock plugin injects a virtual setup file that browser mode cannot fetch: there, alias `wxt/browser` instead.
const wxtForBrowserMode = async () =>
  (await WxtVitest())
    .flat()
    .filter((plugin) => plugin && 'name' in plugin && plugin.name !== 'wxt:extension-api-mock');

const { chromium } = findBrowsers();

// Nothing is timed: a busy machine makes a test late, not wrong.
const UNTIMED = { testTimeout: 300_000, hookTimeout: 300_000 };

const support = (file: string) => new URL(`tests/support/${file}`, import.meta.url).pathname;

export default defineConfig({
  test: {
    coverage: { provider: 'v8', include: ['utils/**'], reporter: ['text-summary', 'json-summary'] },
    projects: [
      {
        plugins: [WxtVitest()],
        test: {
          ...UNTIMED,
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/**/*.dom.test.{ts,tsx}', 'tests/e2e/**', 'node_modules/**'],
          environment: 'node',
          // Modules and globals of a worker serve all its files: to load them anew for each took as long as the tests.
          pool: 'threads',
          isolate: false,
          unstubGlobals: true,
          setupFiles: [support('setup-unit.ts')],
        },
      },
      {
        plugins: [wxtForBrowserMode()],
        resolve: { alias: [{ find: /^wxt\/browser$/, replacement: support('fake-browser.ts') }] },
        optimizeDeps: {
          include: [
            'wxt/testing/fake-browser',
            'preact',
            '@preact/signals',
            '@testing-library/preact',
            'valibot',
            'idb',
          ],
        },
        test: {
          ...UNTIMED,
          name: 'dom',
          include: ['tests/**/*.dom.test.{ts,tsx}'],
          setupFiles: [support('setup-dom.ts')],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { ...(chromium && { executablePath: chromium }), args: [...CHROMIUM_ARGS] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
