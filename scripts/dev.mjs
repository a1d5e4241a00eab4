// `npm run dev`: runs the server from its TypeScript sources and restarts it when one of them changes.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from './prepare.mjs';

prepare({ build: false, page: true });
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
const tsx = join(root, 'node_modules', 'tsx', 'dist', 'cli.mjs');
const child = spawn(process.execPath, [tsx, 'watch', '--clear-screen=false', 'src/main.ts'], {
  cwd: root,
  stdio: 'inherit',
});
process.on('SIGTERM', () => child.kill('SIGTERM'));
// The terminal sends a Ctrl-C to tsx as well. At a second one tsx would not wait for the server.
process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
child.on('exit', (code) => process.exit(code ?? 1));
const { tsImport } = await import('tsx/esm/api');
const { endWithShell } = await tsImport('../src/cli/end-with-shell.ts', import.meta.url);
endWithShell('SIGTERM');
