import { defineConfig } from 'vitest/config';

/** Each file in its own process: native addons and open databases end with it. */
const shared = { pool: 'forks', testTimeout: 15_000, hookTimeout: 30_000 } as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', 'tests/slow/**'],
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
