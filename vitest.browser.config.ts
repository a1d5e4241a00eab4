import { defineConfig } from 'vitest/config';

// The page in a real browser: `npm run test:browser`. One server and one browser for all files.
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    reporters: ['default', './test/support/reporter.ts'],
    maxWorkers: 1,
    isolate: false,
    testTimeout: 90_000,
    hookTimeout: 180_000,
  },
});
