import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

/** kB of 1000 bytes. */
const MAX_KB = 350;

const FOLDER = join(import.meta.dirname, '..', '..', 'dist', 'web');

test(`all files of the page together are at most ${MAX_KB} kB gzipped`, () => {
  const files = readdirSync(FOLDER, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && /\.(html|js|css|svg)$/.test(entry.name),
  );
  const sizes = files.map(
    ({ parentPath, name }) => gzipSync(readFileSync(join(parentPath, name)), { level: 9 }).length,
  );
  const total = sizes.reduce((sum, size) => sum + size, 0) / 1000;
  console.log(`the page: ${files.length} files, ${total.toFixed(1)} kB gzipped`);
  expect(files.length).toBeGreaterThan(10);
  expect(total).toBeLessThanOrEqual(MAX_KB);
});
