import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { openDatabase } from '../../src/db/database.js';
import { migrate } from '../../src/db/migrate.js';
import { Client } from '../client.js';
import { startServer } from '../server.js';
import { PATHS, type Path } from './paths.js';
import { CAST, seedInstance, type Size } from './seed.js';

/** The times of one path at one size, medians in milliseconds. */
interface Timing {
  ours: number | null;
  floor: number | null;
}

/** The cycle that must not become slower with the size. */
const LOCK = 'lock and stop';

/** The smallest number of requests per path, and the longest time per path in milliseconds. */
const ROUNDS = 9;
const LONGEST = 20_000;

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * The median times of several calls, made in turn so that a busy machine slows all of them. The first round is not counted.
 * @param before called before each round, not measured
 */
async function timesOf(calls: (() => Promise<unknown>)[], before?: () => Promise<unknown>): Promise<number[]> {
  const times: number[][] = calls.map(() => []);
  const begun = performance.now();
  for (let round = 0; round <= ROUNDS && (round < 2 || performance.now() - begun < LONGEST); round++) {
    await before?.();
    for (const [index, call] of calls.entries()) {
      const started = performance.now();
      await call();
      if (round > 0) times[index]?.push(performance.now() - started);
    }
  }
  return times.map(median);
}

/** The comment on a completely seeded database. */
const FILLED = 'filled by the bench of Tessera';

/** Makes, migrates and fills the database of a size, unless it is there from an earlier run. @returns its URL */
export async function prepare(admin: URL, size: Size, say: (text: string) => void): Promise<string> {
  const name = `tessera_instance_${size}`;
  const client = new pg.Client(new URL('/postgres', admin).href);
  await client.connect();
  const { rows } = await client.query<{ filled: boolean }>(
    `SELECT coalesce(shobj_description(oid, 'pg_database') = '${FILLED}', false) AS filled FROM pg_database WHERE datname = $1`,
    [name],
  );
  const filled = rows[0]?.filled ?? false;
  if (rows[0] && !filled) await client.query(`DROP DATABASE ${name}`);
  if (!filled) await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(`/${name}`, admin).href;
  const database = await openDatabase({ kind: 'server', url, poolSize: 3, prepare: true });
  await migrate(database).finally(() => database.close());
  const db = new pg.Client(url);
  await db.connect();
  try {
    if (filled) return url;
    await seedInstance(db, size, (step) => say(`size ${size}: ${step}`));
    await db.query(`COMMENT ON DATABASE ${name} IS '${FILLED}'`);
  } finally {
    await db.end();
  }
  return url;
}

/** Locks a task and stops. */
async function lockAndStop(client: Client): Promise<unknown> {
  await client.post(`projects/${CAST.large}/tasks/actions/lock-for-mapping/8/`, CAST.admin);
  return client.post(`projects/${CAST.large}/tasks/actions/stop-mapping/8/`, CAST.admin, {});
}

async function measureSize(
  admin: URL,
  size: Size,
  only: string,
  say: (text: string) => void,
): Promise<Map<string, Timing>> {
  const url = await prepare(admin, size, say);
  const secret = randomBytes(24).toString('hex');
  const server = await startServer({ DATABASE_URL: url, DEMO: 'false' }, secret);
  const client = new Client([server.url], secret);
  const db = new pg.Client({
    connectionString: url,
    options: '-c jit=off -c max_parallel_workers_per_gather=0 -c work_mem=16MB',
  });
  await db.connect();
  const results = new Map<string, Timing>();
  try {
    for (const { name, path, userId, floor } of PATHS) {
      if (!name.includes(only)) continue;
      const calls = [() => client.get(path, userId), ...(floor === undefined ? [] : [() => db.query(floor)])];
      // A new transaction id, so that no cached answer is used.
      const [ours = null, bare = null] = await timesOf(calls, () => db.query('SELECT txid_current()')).catch(
        (error: unknown) => {
          say(`${name}: ${String(error)}`);
          return [];
        },
      );
      say(`size ${size}: ${name} ${figure(ours)}, floor ${figure(bare)}`);
      results.set(name, { ours, floor: bare });
    }
    if (LOCK.includes(only))
      results.set(LOCK, { ours: (await timesOf([() => lockAndStop(client)]))[0] ?? null, floor: null });
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
  const cells = [tenth, whole].flatMap((timing) => [
    figure(timing?.ours),
    figure(timing?.floor),
    ratio(timing?.ours, timing?.floor),
  ]);
  return `| ${[name, ...cells, growth + note, ratio(whole?.floor, tenth?.floor)].join(' | ')} |`;
}

/**
 * Measures the reads of the API at the size of a whole instance and at a tenth of it, beside the plain SQL statements.
 * @returns a table in Markdown, in milliseconds
 */
export async function measureInstance(
  admin: URL,
  sizes: Size[],
  only: string,
  say: (text: string) => void,
): Promise<string> {
  const bySize = new Map<Size, Map<string, Timing>>();
  for (const size of sizes) bySize.set(size, await measureSize(admin, size, only, say));
  const rows = [...PATHS, { name: LOCK, steady: true }]
    .filter(({ name }) => name.includes(only))
    .map((path) => rowOf(path, bySize.get(1)?.get(path.name), bySize.get(10)?.get(path.name)));
  return [
    '| path | ms at a tenth | floor | : floor | ms whole | floor | : floor | grows | floor grows |',
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...rows,
    '',
  ].join('\n');
}
