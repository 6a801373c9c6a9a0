import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';

// Builds both, because what is held here is what the stores get. A new permission is a change to docs/privacy.md too.
const OUT = resolve(import.meta.dirname, '../.output');
const manifests: Record<string, Record<string, unknown>> = {};

beforeAll(() => {
  const wxt = resolve(import.meta.dirname, '../node_modules/wxt/bin/wxt.mjs');
  for (const browser of ['chrome', 'firefox']) {
    execFileSync(process.execPath, [wxt, 'build', '-b', browser, '--level', 'error']);
    manifests[browser] = JSON.parse(readFileSync(join(OUT, `${browser}-mv3`, 'manifest.json'), 'utf8'));
  }
}, 120_000);

for (const browser of ['chrome', 'firefox']) {
  test(`${browser}: the permissions are these and no others`, () => {
    const manifest = manifests[browser] ?? {};
    const asked = Object.fromEntries(
      Object.entries(manifest).filter(([field]) => field.includes('permissions')),
    );
    expect(asked).toMatchSnapshot();
    expect(manifest['manifest_version']).toBe(3);
  });

  test(`${browser}: no page can reach into the extension, no script is declared`, () => {
    const manifest = manifests[browser] ?? {};
    for (const field of ['web_accessible_resources', 'externally_connectable', 'content_scripts']) {
      expect(manifest).not.toHaveProperty(field);
    }
  });

  test(`${browser}: every permission has its reason in docs/privacy.md`, () => {
    const reasons = readFileSync(resolve(import.meta.dirname, '../docs/privacy.md'), 'utf8');
    for (const permission of (manifests[browser]?.['permissions'] ?? []) as string[]) {
      expect(reasons).toContain(`\`${permission}\``);
    }
  });
}

test('minimum versions, the fixed gecko id and the declared data collection', () => {
  expect(manifests['chrome']).toHaveProperty('minimum_chrome_version');
  expect(manifests['firefox']?.['browser_specific_settings']).toMatchSnapshot();
});
