// Finds the browsers that tests, demo and setup use. Runs under any Node >= 20, before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const onPath = (names) => {
  for (const name of names)
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = folder && join(folder, process.platform === 'win32' ? `${name}.exe` : name);
      if (path && existsSync(path)) return path;
    }
  return undefined;
};

const programFiles = [
  process.env.PROGRAMFILES,
  process.env['PROGRAMFILES(X86)'],
  process.env.LOCALAPPDATA,
].filter(Boolean);

const existing = (paths) => paths.find((path) => existsSync(path));

const playwrightBrowser = (name) => {
  const script = `import('playwright').then((p) => process.stdout.write(p.${name}.executablePath()))`;
  const run = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  return run.status === 0 && existsSync(run.stdout) ? run.stdout : undefined;
};

// Branded Chrome >= 137 ignores --load-extension, so it is never taken.
const findChromium = () =>
  process.env.CHROME_PATH ??
  onPath(['chromium', 'chromium-browser', 'microsoft-edge', 'microsoft-edge-stable']) ??
  existing([
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ...programFiles.map((folder) => join(folder, 'Microsoft/Edge/Application/msedge.exe')),
  ]) ??
  playwrightBrowser('chromium');

const findFirefox = () =>
  process.env.FIREFOX_PATH ??
  onPath(['firefox-esr', 'firefox']) ??
  existing([
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    ...programFiles.map((folder) => join(folder, 'Mozilla Firefox/firefox.exe')),
  ]);

/** The oldest that the extension runs in (docs/decisions/0002-minimum-browsers.md). */
export const MINIMUM_VERSIONS = { chromium: 120, firefox: 142 };

/**
 * The major version that a browser prints of itself; `undefined` where it prints none (Windows).
 * @param {string} path
 * @returns {number | undefined}
 */
export function readVersion(path) {
  const run = spawnSync(path, ['--version'], { encoding: 'utf8' });
  const version = /\b(\d+)\.\d/.exec(run.stdout ?? '')?.[1];
  return version === undefined ? undefined : Number(version);
}

/**
 * Paths of the browsers on this machine. CHROME_PATH and FIREFOX_PATH win.
 * @returns {{ chromium: string | undefined, firefox: string | undefined }}
 */
export const findBrowsers = () => ({ chromium: findChromium(), firefox: findFirefox() });
