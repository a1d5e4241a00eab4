import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test, vi } from 'vitest';
import { endWithShell } from '../../../src/cli/end-with-shell.js';

const MODULE = join(import.meta.dirname, '..', '..', '..', 'src', 'cli', 'end-with-shell.ts');
const PROGRAM = `
  const { endWithShell } = await import(${JSON.stringify(MODULE)});
  process.on('SIGTERM', () => { console.log('ended'); process.exit(); });
  setTimeout(() => console.log('not ended'), 20_000);
  endWithShell('SIGTERM');
  console.log('started');`;

test('a process that npx started ends when the shell of npx ends', async () => {
  const shell = spawn('sh', ['-c', '"$NODE" --import tsx --input-type=module -e "$PROGRAM"; true'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, NODE: process.execPath, PROGRAM, npm_lifecycle_event: 'npx' },
  });
  const lines = createInterface(shell.stdout)[Symbol.asyncIterator]();
  expect((await lines.next()).value).toBe('started');
  shell.kill('SIGTERM');
  await once(shell, 'exit');
  expect((await lines.next()).value).toBe('ended');
});

/** @returns the signals that a process sends to itself within a minute after its parent has ended */
function signalsAfterParentEnds(env: Record<string, string>): unknown[] {
  const kill = vi.fn();
  const child = Object.create(process, {
    env: { value: env },
    kill: { value: kill },
    ppid: { value: 2, writable: true },
  }) as NodeJS.Process & { ppid: number };
  vi.useFakeTimers();
  vi.stubGlobal('process', child);
  onTestFinished(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  endWithShell('SIGTERM');
  child.ppid = 1;
  vi.advanceTimersByTime(60_000);
  return kill.mock.calls;
}

test('a process that npm started sends itself one signal when its parent ends', () => {
  expect(signalsAfterParentEnds({ npm_lifecycle_event: 'npx' })).toEqual([[process.pid, 'SIGTERM']]);
});

test('a process that the shell of an operator started sends itself no signal when its parent ends', () => {
  expect(signalsAfterParentEnds({})).toEqual([]);
});
