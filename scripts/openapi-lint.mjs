// `npm run openapi:lint`: two public linters with their recommended rules (redocly.yaml, .spectral.yaml); a warning fails.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
const lint = (tool, ...args) =>
  spawnSync(process.execPath, [join(root, 'node_modules', ...tool.split('/')), ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
  }).status ?? 1;

process.exitCode =
  lint('@redocly/cli/bin/cli.js', 'lint', 'openapi/openapi.json') ||
  lint('@stoplight/spectral-cli/dist/index.js', 'lint', '--fail-severity=hint', 'openapi/openapi.json');
