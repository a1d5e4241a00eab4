import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const LOOP_DELAY = new URL('loop-delay.mjs', import.meta.url).href;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** How long the event loop of the server was blocked, in milliseconds: by JavaScript, garbage collection or a busy CPU. */
export interface LoopDelay {
  max: number;
  p99: number;
  /** The longest garbage collection, which is in `max` too. */
  gc: number;
}

/** A server process of its own, as it is built. */
export interface BenchServer {
  url: string;
  pid: number;
  /** From the start of the process to its first answer, in milliseconds. */
  startUp: number;
  /** Resident memory now and at its peak, in megabytes. */
  memory(): { now: number; peak: number };
  /** CPU time of the process so far, of the user and the system, in milliseconds. */
  cpu(): number;
  /** Watches the event loop while `work` runs. */
  watch(work: () => Promise<unknown>): Promise<LoopDelay>;
  stop(): Promise<void>;
}

const megabytes = (status: string, key: string): number =>
  Number(new RegExp(`${key}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / 1024;

/** CPU time of a process, in milliseconds. The kernel counts it in hundredths of a second. */
export function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) * 10;
}

async function untilAnswers(url: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    try {
      if ((await fetch(`${url}/health/ready`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await setTimeout(10);
  }
}

async function watch(child: ChildProcess, work: () => Promise<unknown>): Promise<LoopDelay> {
  child.send('watch');
  await work();
  const told = new Promise<LoopDelay>((resolve) => child.once('message', (message) => resolve(message as LoopDelay)));
  child.send('tell');
  return told;
}

/**
 * Starts the built server and waits until it answers.
 * @param settings its database: `DATABASE_URL`, or `DATA_DIR` for the embedded one
 */
export async function startServer(settings: Record<string, string>, secret: string): Promise<BenchServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...process.env, DATABASE_URL: '', LOG_LEVEL: 'error', ...settings };
  const start = performance.now();
  const child = spawn(process.execPath, ['--max-semi-space-size=8', '--import', LOOP_DELAY, MAIN], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...env, TM_SECRET: secret, PORT: String(port) },
  });
  await untilAnswers(url, child);
  const startUp = performance.now() - start;
  return {
    url,
    pid: child.pid ?? 0,
    startUp,
    memory() {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return { now: megabytes(status, 'VmRSS'), peak: megabytes(status, 'VmHWM') };
    },
    cpu: () => cpuOf(child.pid ?? 0),
    watch: (work) => watch(child, work),
    async stop() {
      if (child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}
