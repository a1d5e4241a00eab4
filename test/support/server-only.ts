import { describe } from 'vitest';
import { onServer } from './database.js';

/**
 * Tests that mean something only on a database server, where several sessions meet. Without TEST_DATABASE_URL they are
 * skipped and say so; CI counts them (the last line of a run) and fails where any were skipped on a server.
 */
export function onServerOnly(name: string, tests: () => void): void {
  if (onServer) {
    describe(name, tests);
    return;
  }
  console.warn(`SKIPPED: needs TEST_DATABASE_URL: ${name}`);
  describe.skip(`${name} (skipped: needs TEST_DATABASE_URL)`, tests);
}
