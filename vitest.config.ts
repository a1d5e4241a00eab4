import { defineConfig } from 'vitest/config';

// Embedded: one instance in one worker for all files (an instance costs seconds and a gigabyte).
// With TEST_DATABASE_URL each worker clones a migrated template, so workers run side by side.
const onServer = Boolean(process.env.TEST_DATABASE_URL);

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Those in a browser have a configuration of their own.
    exclude: ['test/browser/**'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/properties.ts'],
    reporters: ['default', './test/support/reporter.ts'],
    maxWorkers: onServer ? 2 : 1,
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 180_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      exclude: ['src/generated/**', 'src/web/**'],
      reporter: ['text-summary'],
    },
  },
});
