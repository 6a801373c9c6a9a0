import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests',
  testMatch: ['e2e/**/*.spec.ts', 'hostile/**/*.spec.ts'],
  // Nothing is timed: a busy machine makes a test late, not wrong.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  // Two cores: browsers beside one another make each other slow, not the suite fast.
  workers: 1,
  retries: 0,
  reporter: 'list',
  outputDir: 'test-results',
});
