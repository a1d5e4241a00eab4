// `npm run typecheck`: the whole project, then what uses the generated types of the API: a test, the page and its tests.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const tsc = join('node_modules', 'typescript', 'bin', 'tsc');
const run = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;

process.exitCode =
  run(tsc, '-p', 'tsconfig.json') ||
  run('--import', 'tsx', 'openapi/generate.ts', 'types') ||
  run(tsc, '-p', 'test/e2e/tsconfig.json') ||
  run(tsc, '-p', 'src/web/tsconfig.json') ||
  run(tsc, '-p', 'test/unit/web/page/tsconfig.json');
