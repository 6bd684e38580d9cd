import { defineConfig } from 'vitest/config';

/** Journeys in a real browser against the production build, started as npm start would. */
export default defineConfig({
  test: {
    include: ['e2e/src/**/*.journey.ts'],
    testTimeout: 120_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
});
