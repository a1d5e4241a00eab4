// `npm run fuzz -- --runs 2000 --seed 7`: test/fuzz with so many requests for each operation. Other arguments are vitest's.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { prepare } from './prepare.mjs';

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '1000' }, seed: { type: 'string' }, only: { type: 'string' } },
});
prepare({ build: false });
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { status } = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    'test/fuzz',
    ...(values.only ? ['--testNamePattern', values.only] : []),
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, FUZZ_RUNS: values.runs, TEST_SEED: values.seed ?? 'new' },
  },
);
process.exitCode = status ?? 1;
