import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests',
  testMatch: ['e2e/**/*.spec.ts', 'hostile/**/*.spec.ts'],
  timeout: 120_000,
  // Two cores: browsers beside one another make each other slow, not the suite fast.
  workers: 1,
  retries: 0,
  reporter: 'list',
  outputDir: 'test-results',
});
