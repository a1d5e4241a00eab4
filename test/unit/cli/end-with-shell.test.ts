import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';

const MODULE = join(import.meta.dirname, '..', '..', '..', 'src', 'cli', 'end-with-shell.ts');
const PROGRAM = `
  const { endWithShell } = await import(${JSON.stringify(MODULE)});
  process.on('SIGTERM', () => { console.log('ended'); process.exit(); });
  setInterval(() => {}, 1000);
  endWithShell('SIGTERM');
  console.log(process.pid);`;

/** Starts the program behind a shell and ends only that shell. @returns the next line of the program, 'silent' without one within `patience` ms */
async function afterShellEnds(patience: number, env: Record<string, string>): Promise<string> {
  const shell = spawn('sh', ['-c', '"$NODE" --import tsx --input-type=module -e "$PROGRAM"; true'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, NODE: process.execPath, PROGRAM, ...env },
  });
  const lines = createInterface(shell.stdout)[Symbol.asyncIterator]();
  const pid = Number((await lines.next()).value);
  shell.kill('SIGTERM');
  await once(shell, 'exit');
  const silence = new Promise<string>((resolve) => setTimeout(resolve, patience, 'silent').unref());
  const said = await Promise.race([lines.next().then(({ value }) => String(value)), silence]);
  if (said === 'silent') process.kill(pid, 'SIGKILL');
  return said;
}

test('a process that npx started gets the signal when the shell of npx ends', async () => {
  expect(await afterShellEnds(20_000, { npm_lifecycle_event: 'npx' })).toBe('ended');
});

test('a process that a shell of an operator started outlives that shell', async () => {
  expect(await afterShellEnds(1500, {})).toBe('silent');
});
