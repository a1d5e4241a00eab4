import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadConfig } from '../src/config.js';
import { openDatabase, type Database } from '../src/db/database.js';
import { migrate } from '../src/db/migrate.js';

/**
 * The cost of Prisma's typed client compared with the same raw statement, for docs/decisions/0001. On an empty database:
 *   BENCH_DATABASE_URL=postgres://… node --import tsx bench/models.ts [--rounds 2000]
 * `--server` also measures a built server (`npm run build` first): its start time, and its idle memory before and after a model call.
 */

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '2000' }, server: { type: 'boolean', default: false } },
});
const rounds = Number(values.rounds);
const url = process.env.BENCH_DATABASE_URL;
if (!url) throw new Error('Give BENCH_DATABASE_URL, an empty database on a server.');

const SECRET = 'bench-secret-0123456789abcdef';

const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

/** The median time of one call after another, in milliseconds. The first tenth is not counted. */
async function timeOf(call: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    await call();
    if (round >= rounds / 10) times.push(performance.now() - begun);
  }
  return median(times);
}

async function compareStatements({ db, prisma }: Database): Promise<void> {
  const { id } = await prisma.interest.upsert({
    where: { name: 'bench' },
    create: { name: 'bench' },
    update: {},
  });
  const pairs: [string, () => Promise<unknown>, () => Promise<unknown>][] = [
    [
      'read one row',
      () => prisma.interest.findUnique({ where: { id } }),
      () => db.$queryRaw`SELECT id, name FROM interests WHERE id = ${id}::int`,
    ],
    [
      'write one row',
      () => prisma.interest.update({ where: { id }, data: { name: 'bench' } }),
      () => db.$queryRaw`UPDATE interests SET name = ${'bench'} WHERE id = ${id}::int RETURNING id, name`,
    ],
  ];
  for (const [what, model, raw] of pairs) {
    const [rawTime, modelTime] = [await timeOf(raw), await timeOf(model)];
    console.log(`${what}: raw ${rawTime.toFixed(3)} ms, model ${modelTime.toFixed(3)} ms`);
  }
}

/** Resident memory of a process, in MB. */
function memoryOf(pid: number): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

async function measureServer(): Promise<void> {
  const port = 5399;
  const begun = performance.now();
  const env = { ...process.env, DATABASE_URL: url, TM_SECRET: SECRET, PORT: String(port), LOG_LEVEL: 'error' };
  const server = spawn(process.execPath, ['--max-semi-space-size=8', 'dist/main.js'], { env, stdio: 'inherit' });
  const ask = (path: string): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}${path}`).then(
      (response) => response.ok,
      () => false,
    );
  try {
    while (!(await ask('/health/live'))) await setTimeout(20);
    console.log(`start: ${(performance.now() - begun).toFixed(0)} ms until the first answer`);
    await setTimeout(5000);
    console.log(`memory at rest: ${memoryOf(server.pid ?? 0).toFixed(0)} MB`);
    const first = performance.now();
    if (!(await ask('/api/v2/interests/'))) throw new Error('the model call failed');
    console.log(`first model call: ${(performance.now() - first).toFixed(0)} ms`);
    await setTimeout(5000);
    console.log(`memory at rest after a model call: ${memoryOf(server.pid ?? 0).toFixed(0)} MB`);
    for (let call = 0; call < 1000; call++) await ask('/api/v2/interests/');
    await setTimeout(20_000);
    console.log(`memory at rest after a thousand: ${memoryOf(server.pid ?? 0).toFixed(0)} MB`);
  } finally {
    server.kill('SIGTERM');
  }
}

const database = await openDatabase(loadConfig({ DATABASE_URL: url, TM_SECRET: SECRET }).database);
await migrate(database);
await compareStatements(database);
await database.close();
if (values.server) await measureServer();
