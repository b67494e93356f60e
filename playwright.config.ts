import { defineConfig } from '@playwright/test';

/** Chromium's sandbox cannot run as root; scripts/test.mjs therefore prefers an unprivileged user. */
const isWithoutSandbox = process.getuid?.() === 0 || process.env['CLINIC_NO_SANDBOX'] === '1';

/**
 * The real Electron and, as the patient, the real Chromium of the system with an invented camera.
 * `npm test` prepares both and the display; `npm test -- --only e2e` runs these alone.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.{spec,test}.ts',
  outputDir: 'test-results/e2e',
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['CLINIC_CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      chromiumSandbox: !isWithoutSandbox,
      args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
    },
  },
});
