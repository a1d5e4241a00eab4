import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { SECRET } from './app.js';

const ROOT = join(import.meta.dirname, '..', '..');

/** A server of ours in a process of its own. */
export interface ServerProcess {
  url: string;
  pid: number;
  /** What it wrote to stdout and stderr. */
  output(): string;
  /** Ends it, by default as an operator does. @returns its exit code, null where the signal killed it */
  stop(signal?: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null>;
}

/** A loopback port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilLive(url: string, child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${output()}`);
    const live = await fetch(`${url}/health/live`).then(
      (response) => response.ok,
      () => false,
    );
    if (live) return;
    await setTimeout(100);
  }
  throw new Error(`the server did not answer within 2 minutes:\n${output()}`);
}

/** Starts the server from its sources on a free loopback port, and waits until it answers. */
export async function startServerProcess(env: Record<string, string>): Promise<ServerProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'src', 'main.ts')], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      HOST: '127.0.0.1',
      PORT: String(port),
      TM_SECRET: SECRET,
      LOG_LEVEL: 'warn',
      DEMO: 'false',
      ...env,
    },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const stop: ServerProcess['stop'] = async (signal = 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    const [code] = await exited;
    return code;
  };
  try {
    await untilLive(url, child, () => text);
  } catch (error) {
    await stop('SIGKILL');
    throw error;
  }
  return { url, pid: child.pid ?? 0, output: () => text, stop };
}

/** Several servers on one database, started together. */
export const startServerProcesses = (count: number, env: Record<string, string>): Promise<ServerProcess[]> =>
  Promise.all(Array.from({ length: count }, () => startServerProcess(env)));
