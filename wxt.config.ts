import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';
import { createManifestCommands } from './entrypoints/desk/commands.ts';
import { MINIMUM_VERSIONS } from './scripts/browsers.mjs';

/**
 * Vite turns a script's top-level `const` into `var`, whose value the minifier cannot put in its place: that would be
 * 380 bytes of gzip in every frame, and no faster.
 */
const KEEP_CONSTANTS: Plugin = {
  name: 'keep-constants',
  outputOptions: (options) => ({ ...options, topLevelVar: false }),
};

const CMAPS = join(dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json'))), 'cmaps');

export default defineConfig({
  modules: ['@wxt-dev/webextension-polyfill'],
  manifestVersion: 3,
  // Auto-imports hide the arrows between folders (tests/architecture.test.ts).
  imports: false,
  hooks: {
    // What pdf.js needs for Chinese, Japanese and Korean fonts that a PDF does not bring along (entrypoints/lookup/read-input.ts).
    'build:publicAssets'(_, files) {
      for (const name of readdirSync(CMAPS))
        files.push({ absoluteSrc: join(CMAPS, name), relativeDest: `cmaps/${name}` });
    },
    'vite:build:extendConfig'([entrypoint], config) {
      if (entrypoint?.name === 'in-page') config.plugins?.push(KEEP_CONSTANTS);
    },
  },
  // pdf.js, which no page loads before it is given a PDF.
  vite: () => ({ build: { chunkSizeWarningLimit: 600 } }),
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    short_name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    // Each one's reason: docs/privacy.md; held by tests/manifest.test.ts.
    permissions: ['alarms', 'contextMenus', 'scripting', 'storage', 'unlimitedStorage'],
    // Asked for when the user switches notifications on, in both browsers.
    optional_permissions: ['notifications'],
    commands: createManifestCommands(),
    omnibox: { keyword: 'hunt' },
    host_permissions: ['<all_urls>'],
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'huntlight@huntlight.example',
              strict_min_version: `${MINIMUM_VERSIONS.firefox}.0`,
              data_collection_permissions: { required: ['authenticationInfo'] },
            },
          },
        }
      : { minimum_chrome_version: String(MINIMUM_VERSIONS.chromium) }),
  }),
});
