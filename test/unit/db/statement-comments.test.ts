import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SOURCES = fileURLToPath(new URL('../../../src', import.meta.url));

/** Raw statements of the sources: the file, and how each begins. */
function statements(): { file: string; begin: string }[] {
  return readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('generated'))
    .flatMap((file) =>
      Array.from(
        readFileSync(join(SOURCES, file), 'utf8').matchAll(/\$(?:queryRaw|executeRaw)(?:<[^`(]*>)?`([^`]{0,60})/g),
        ([, begin = '']) => ({ file, begin }),
      ),
    );
}

describe('raw statements', () => {
  it('begin with the name of the function that sends them, for logs and for pg_stat_activity', () => {
    const all = statements();
    expect(all.length).toBeGreaterThan(60);
    expect(all.filter(({ begin }) => !/^\/\* \w+ \*\//.test(begin))).toEqual([]);
  });
});
