import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'tests',
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  workers: 2,
  reporter: process.env['CI'] ? [['list'], ['json', { outputFile: 'test-results/report.json' }]] : 'list',
  use: {
    // The browser of the system; leave it out to take Playwright's own.
    launchOptions: process.env['CHROMIUM'] ? { executablePath: process.env['CHROMIUM'], args: ['--no-sandbox'] } : {},
  },
})
