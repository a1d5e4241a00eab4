// `prisma generate` requires a schema-engine binary, which it never runs. If that binary was not downloaded, any executable will do. node
// itself is used: a migrate command then fails instead of doing nothing. Migrations are applied by src/db/migrate.ts.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const engines = join(root, 'node_modules', '@prisma', 'engines');
const hasEngine = existsSync(engines) && readdirSync(engines).some((file) => file.startsWith('schema-engine'));
const command = process.argv[2] ?? 'generate'; // generate, validate or format
if (!['generate', 'validate', 'format'].includes(command)) {
  console.error(`prisma ${command} is not run through this script: it would run against a stand-in engine.`);
  process.exit(1);
}
const result = spawnSync(process.execPath, [join(root, 'node_modules', 'prisma', 'build', 'index.js'), command], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'pipe'],
  encoding: 'utf8',
  env: {
    ...process.env,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
    ...(hasEngine ? {} : { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath }),
  },
});
if (result.status !== 0) {
  process.stderr.write(`${result.stdout}${result.stderr}`);
  process.exit(result.status ?? 1);
}
