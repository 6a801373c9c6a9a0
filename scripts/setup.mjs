// Makes a fresh checkout ready: dependencies, browsers, build. Runs under any Node >= 20, before anything is installed,
// so it has no dependencies of its own. `--firefox` wants Firefox too (the tests do, the demo does not).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBrowsers, MINIMUM_VERSIONS, readVersion } from './browsers.mjs';

process.chdir(join(import.meta.dirname, '..'));
const wantsFirefox = process.argv.includes('--firefox');
const windows = process.platform === 'win32';

const say = (text) => process.stdout.write(`setup: ${text}\n`);
const run = (command, args, env = {}) =>
  spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env }, shell: windows }).status ===
  0;
const stop = (text) => {
  process.stderr.write(`\nsetup: ${text}\n`);
  process.exit(1);
};

function installDependencies() {
  const stamp = join('node_modules', '.huntlight-setup');
  const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  const wanted = `${lock} ${process.platform} ${process.arch}`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('installing dependencies with npm ci (one to two minutes) ...');
  // npm warns about packages that want a newer Node than yours; the project brings its own (node_modules/.bin/node).
  if (!run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']))
    stop(
      'npm ci failed. Its own message is above; check the network or the npm registry and run this again.',
    );
  writeFileSync(stamp, wanted);
}

function aptInstall(name) {
  const root = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!root) return;
  say(`installing ${name} with apt-get ...`);
  const install = ['install', '-y', '-qq', '--no-install-recommends', name];
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  // A list of packages as old as the machine's image names browsers as old, if they can still be had at all.
  run('apt-get', ['update', '-qq'], env);
  run('apt-get', install, env);
}

/** Whether a browser is there in which the extension runs. */
function hasBrowser(kind) {
  const path = findBrowsers()[kind];
  if (path === undefined) {
    say(`no ${kind} found`);
    return false;
  }
  const version = readVersion(path);
  if (version === undefined || version >= MINIMUM_VERSIONS[kind]) return true;
  say(`${path} is version ${version}; Huntlight needs ${MINIMUM_VERSIONS[kind]} or newer`);
  return false;
}

function installBrowser(kind, packageName) {
  if (hasBrowser(kind)) return;
  aptInstall(packageName);
  if (hasBrowser(kind)) return;
  // Playwright's own Firefox build takes no extension over WebDriver BiDi, so only Chromium has this way out.
  if (kind === 'chromium') {
    say("installing Playwright's Chromium ...");
    run(process.execPath, [join('node_modules', 'playwright', 'cli.js'), 'install', 'chromium']);
  }
  if (hasBrowser(kind)) return;
  const variable = kind === 'chromium' ? 'CHROME_PATH' : 'FIREFOX_PATH';
  const name = kind === 'chromium' ? 'Chromium or Microsoft Edge (not Google Chrome)' : 'Firefox';
  stop(`could not get ${kind}. Install ${name}, or set ${variable} to its executable, and run this again.`);
}

function build() {
  const ownNode = join('node_modules', '.bin', windows ? 'node.cmd' : 'node');
  const node = existsSync(ownNode) ? ownNode : process.execPath;
  for (const browser of wantsFirefox ? ['chrome', 'firefox'] : ['chrome']) {
    say(`building for ${browser} ...`);
    if (
      !run(node, [join('node_modules', 'wxt', 'bin', 'wxt.mjs'), 'build', '-b', browser, '--level', 'warn'])
    )
      stop(`the build for ${browser} failed; the reason is above.`);
  }
}

const [major] = process.versions.node.split('.');
if (Number(major) < 20) stop(`Node ${process.versions.node} is too old: Huntlight needs Node 20 or newer.`);
installDependencies();
installBrowser('chromium', 'chromium');
if (wantsFirefox) installBrowser('firefox', 'firefox-esr');
build();
const browsers = findBrowsers();
say(`ready: ${browsers.chromium}${wantsFirefox ? ` and ${browsers.firefox}` : ''}`);
