import { defineConfig } from 'vitest/config';

/** Each file in its own process: native addons and open databases end with it. */
const shared = { pool: 'forks', testTimeout: 15_000, hookTimeout: 30_000 } as const;

/** Rules, contracts, drivers, the house itself: nothing but CPU. `npm run check` runs these, in under a minute. */
const UNIT = [
  'tests/architecture.test.ts',
  'tests/{contract,docs,domain,house}/**/*.test.ts',
  'tests/electron/devices/*/driver.test.ts',
  'tests/renderer/**/*.test.ts',
];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          environment: 'node',
          include: UNIT,
        },
      },
      {
        test: {
          ...shared,
          name: 'integration',
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: [...UNIT, 'tests/e2e/**', 'tests/slow/**'],
        },
      },
      {
        test: {
          ...shared,
          name: 'slow',
          environment: 'node',
          include: ['tests/slow/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
      {
        test: { ...shared, name: 'dom', environment: 'happy-dom', include: ['tests/renderer/**/*.test.tsx'] },
      },
    ],
  },
});
