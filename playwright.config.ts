import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests',
  testMatch: ['e2e/**/*.spec.ts', 'hostile/**/*.spec.ts'],
  // Nothing is timed: a busy machine makes a test late, not wrong.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  // Most of a test is waiting for browsers to start and pages to settle: two files side by side keep two cores busy.
  workers: 2,
  retries: 0,
  reporter: 'list',
  outputDir: 'test-results',
});
