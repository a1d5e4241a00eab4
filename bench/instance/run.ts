import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { openDatabase } from '../../src/db/database.js';
import { migrate } from '../../src/db/migrate.js';
import { Client } from '../client.js';
import { startServer } from '../server.js';
import { PATHS, type Path } from './paths.js';
import { CAST, seedInstance, type Size } from './seed.js';

/** What one path took at one size, medians in milliseconds. */
interface Timing {
  ours: number | null;
  floor: number | null;
}

/** How often a path is asked: at least so often, and for no longer than this many milliseconds. */
const ROUNDS = 9;
const LONGEST = 20_000;

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * The median time of some calls; the first one is not counted.
 * @param before done before each call, and not measured
 */
async function timeOf(call: () => Promise<unknown>, before?: () => Promise<unknown>): Promise<number> {
  await call();
  const times: number[] = [];
  for (const start = performance.now(); times.length < ROUNDS && performance.now() - start < LONGEST;) {
    await before?.();
    const started = performance.now();
    await call();
    times.push(performance.now() - started);
  }
  return median(times);
}

/** Makes, migrates and fills the database of a size, unless it is there from an earlier run. @returns its URL */
async function prepare(admin: URL, size: Size, say: (text: string) => void): Promise<string> {
  const name = `tessera_instance_${size}`;
  const client = new pg.Client(new URL('/postgres', admin).href);
  await client.connect();
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (!rowCount) await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(`/${name}`, admin).href;
  const database = await openDatabase({ kind: 'server', url, poolSize: 3, prepare: true });
  await migrate(database).finally(() => database.close());
  const db = new pg.Client(url);
  await db.connect();
  try {
    const { rows } = await db.query('SELECT FROM projects WHERE id = $1', [CAST.large]);
    if (rows.length === 0) await seedInstance(db, size, (step) => say(`size ${size}: ${step}`));
  } finally {
    await db.end();
  }
  return url;
}

/** Locks a task, stops, and so on: the cycle that must not become slower with the size. */
async function lockAndStop(client: Client): Promise<unknown> {
  await client.post(`projects/${CAST.large}/tasks/actions/lock-for-mapping/8/`, CAST.admin);
  return client.post(`projects/${CAST.large}/tasks/actions/stop-mapping/8/`, CAST.admin, {});
}

async function measureSize(admin: URL, size: Size, say: (text: string) => void): Promise<Map<string, Timing>> {
  const url = await prepare(admin, size, say);
  const secret = randomBytes(24).toString('hex');
  const server = await startServer({ DATABASE_URL: url, DEMO: 'false' }, secret);
  const client = new Client([server.url], secret);
  const db = new pg.Client({ connectionString: url, options: '-c jit=off -c max_parallel_workers_per_gather=0' });
  await db.connect();
  const results = new Map<string, Timing>();
  try {
    for (const { name, path, userId, floor } of PATHS) {
      say(`size ${size}: ${name}`);
      // A new transaction id, so that no answer is kept from the call before.
      const ours = await timeOf(
        () => client.get(path, userId),
        () => db.query('SELECT txid_current()'),
      ).catch((error: unknown) => {
        say(String(error));
        return null;
      });
      results.set(name, { ours, floor: floor === undefined ? null : await timeOf(() => db.query(floor)) });
    }
    results.set('lock and stop', { ours: await timeOf(() => lockAndStop(client)), floor: null });
  } finally {
    await client.close();
    await server.stop();
    await db.end();
  }
  return results;
}

const figure = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : value < 10 ? value.toFixed(1) : value.toFixed(0);

const ratio = (a: number | null | undefined, b: number | null | undefined): string =>
  a && b ? (a / b).toFixed(1) : '–';

function rowOf({ name, steady }: Pick<Path, 'name' | 'steady'>, tenth?: Timing, whole?: Timing): string {
  const growth = ratio(whole?.ours, tenth?.ours);
  const note = steady && Number(growth) > 1.5 ? ' (above 1.5)' : '';
  return `| ${name} | ${figure(tenth?.ours)} | ${figure(whole?.ours)} | ${figure(whole?.floor)} | ${ratio(whole?.ours, whole?.floor)} | ${growth}${note} |`;
}

/**
 * Measures the reads of the API at the size of a whole instance and at a tenth of it, beside the bare statements.
 * @returns a table in Markdown, in milliseconds
 */
export async function measureInstance(admin: URL, sizes: Size[], say: (text: string) => void): Promise<string> {
  const bySize = new Map<Size, Map<string, Timing>>();
  for (const size of sizes) bySize.set(size, await measureSize(admin, size, say));
  const rows = [...PATHS, { name: 'lock and stop', steady: true }].map((path) =>
    rowOf(path, bySize.get(1)?.get(path.name), bySize.get(10)?.get(path.name)),
  );
  return [
    '| path | ms at a tenth | ms whole | floor whole | : floor | grows |',
    '|---|--:|--:|--:|--:|--:|',
    ...rows,
    '',
  ].join('\n');
}
