import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import * as floor from '../floor-changes.js';
import { cpuOf, processesOf } from './cpu.js';
import { administrate, databaseOf, openInstance, prepare, type Instance } from './instance.js';
import { CAST, type Size } from './seed.js';
import { figure, median, takenBy, type Measured } from './timing.js';

/** A change that is made on a copy with Tessera's own indexes, and on one without. */
interface Write {
  name: string;
  rounds: number;
  write: (instance: Instance, round: number) => Promise<unknown>;
  /** Not measured: makes the rows as they were, so that the next round finds the same. */
  after?: (instance: Instance) => Promise<unknown>;
}

const TASKS = `projects/${CAST.large}/tasks/actions`;
const MAPPER = 9_001;
const VALIDATOR = CAST.admin;

/** Free tasks of the large project in turn: five of eight are free. */
const taskOf = (round: number): number => 8 * Math.floor(round / 4) + 1 + (round % 4);

async function lockAndStop({ client }: Instance, round: number): Promise<void> {
  await client.post(`${TASKS}/lock-for-mapping/${taskOf(round)}/`, MAPPER);
  await client.post(`${TASKS}/stop-mapping/${taskOf(round)}/`, MAPPER, {});
}

/** Lock, submit, lock for validation, validate. */
async function fourActions({ client }: Instance, round: number): Promise<void> {
  const task = taskOf(round);
  await client.post(`${TASKS}/lock-for-mapping/${task}/`, MAPPER);
  await client.post(`${TASKS}/unlock-after-mapping/${task}/`, MAPPER, { status: 'MAPPED' });
  await client.post(`${TASKS}/lock-for-validation/`, VALIDATOR, { taskIds: [task] });
  const validatedTasks = [{ taskId: task, status: 'VALIDATED' }];
  await client.post(`${TASKS}/unlock-after-validation/`, VALIDATOR, { validatedTasks });
}

/** The same as four bare statements. */
async function fourStatements({ db }: Instance, round: number): Promise<void> {
  const [project, task] = [CAST.large, taskOf(round)];
  await db.query({ ...floor.lockForMapping, values: [project, task, MAPPER] });
  await db.query({ ...floor.submitMapped, values: [project, task, MAPPER] });
  await db.query({ ...floor.lockForValidation, values: [project, task, VALIDATOR] });
  await db.query({ ...floor.submitValidated, values: [project, task, VALIDATOR] });
}

const bulkOf = (name: string) => (instance: Instance) => instance.client.post(`${TASKS}/${name}/`, CAST.admin);
const statementOf =
  (statement: floor.Statement) =>
  ({ db }: Instance) =>
    db.query({ ...statement, values: [CAST.large, CAST.admin] });

const CYCLES = 400;

/** In this order. The bulk actions follow the others, since they change all tasks; each round leaves the tasks free. */
const WRITES: Write[] = [
  { name: 'lock and stop', rounds: CYCLES, write: lockAndStop },
  { name: 'lock, submit, lock, validate', rounds: CYCLES, write: fourActions },
  {
    name: 'the same as four bare statements',
    rounds: CYCLES,
    write: (to, round) => fourStatements(to, CYCLES + 10 + round),
  },
  { name: 'map-all of 3,000', rounds: 16, write: bulkOf('map-all'), after: bulkOf('reset-all') },
  {
    name: 'map-all as one bare statement',
    rounds: 16,
    write: statementOf(floor.mapAll),
    after: statementOf(floor.resetAll),
  },
];

/** Waits until the connections that were closed last have ended: a database in use cannot be copied. */
async function untilUnused(db: pg.Client, name: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const { rows } = await db.query('SELECT FROM pg_stat_activity WHERE datname = $1', [name]);
    if (rows.length === 0) return;
    await setTimeout(100);
  }
}

/** A copy of the instance, with or without Tessera's own indexes. */
async function copyOf(admin: URL, size: Size, withIndexes: boolean): Promise<string> {
  const name = `${databaseOf(size)}_${withIndexes ? 'with' : 'without'}_indexes`;
  const db = new pg.Client(new URL('/postgres', admin).href);
  await db.connect();
  try {
    await untilUnused(db, databaseOf(size));
    await db.query(`DROP DATABASE IF EXISTS ${name}`);
    await db.query(`CREATE DATABASE ${name} TEMPLATE ${databaseOf(size)} STRATEGY file_copy`);
  } finally {
    await db.end();
  }
  return name;
}

/** The names of Tessera's own indexes on tables of the Tasking Manager. */
async function ownIndexes(db: pg.Client): Promise<{ name: string; size: string }[]> {
  const { rows } = await db.query<{ name: string; size: string }>(`
    SELECT indexrelname AS name, pg_size_pretty(pg_relation_size(indexrelid)) AS size FROM pg_stat_user_indexes
    WHERE indexrelname LIKE 'tessera\\_%' ORDER BY pg_relation_size(indexrelid) DESC, 1`);
  return rows;
}

const TABLES = ['tasks', 'task_history', 'projects', 'users'] as const;

/** How many rows were updated, and how many of them without a new entry in any index ("heap-only"). */
async function updatesOf(db: pg.Client): Promise<Map<string, { all: number; heapOnly: number }>> {
  await db.query('SELECT pg_stat_clear_snapshot()');
  const { rows } = await db.query<{ name: string; all: number; heapOnly: number }>(`
    SELECT relname AS name, n_tup_upd::int AS "all", n_tup_hot_upd::int AS "heapOnly" FROM pg_stat_user_tables
    WHERE relname IN ('${TABLES.join("', '")}')`);
  return new Map(rows.map(({ name, ...row }) => [name, row]));
}

/** Times of each round, the median of their ratios, and the time on a core of all rounds. */
async function compare({ name, rounds, write, after }: Write, copies: Instance[]): Promise<string> {
  const calls = copies.map((copy): Measured => {
    let turn = -1;
    let pids: number[] = [];
    return {
      async before() {
        const { server, own } = await processesOf(copy);
        pids = [...server, ...own];
      },
      run: () => write(copy, ++turn),
      cpu: () => cpuOf(pids),
      after: async () => void (await after?.(copy)),
    };
  });
  const [given = [], bare = []] = await takenBy(calls, { rounds, longest: 120_000 });
  const ratio = (key: 'time' | 'cpu'): string =>
    median(given.map((taken, round) => taken[key] / (bare[round]?.[key] ?? taken[key]))).toFixed(2);
  const times = [given, bare].map((all) => figure(median(all.map(({ time }) => time))));
  return `| ${[name, ...times, ratio('time'), ratio('cpu')].join(' | ')} |`;
}

/**
 * Measures what Tessera's own indexes cost the actions of mappers and managers: on two copies of the instance in turn, one of
 * which has none of them. The copies are dropped afterwards.
 * @returns tables in Markdown
 */
export async function measureIndexes(admin: URL, size: Size, say: (text: string) => void): Promise<string> {
  await prepare(admin, size, say);
  const names = [await copyOf(admin, size, true), await copyOf(admin, size, false)];
  const copies = await Promise.all(names.map((name) => openInstance(admin, name)));
  const [given, bare] = copies;
  const lines = [
    '| change | ms with | ms without | with : without | the same of the time on a core |',
    '|---|--:|--:|--:|--:|',
  ];
  try {
    if (!given || !bare) throw new Error('two copies are needed');
    const indexes = await ownIndexes(given.db);
    for (const { name } of indexes) await bare.db.query(`DROP INDEX ${name}`);
    for (const { db } of copies) await db.query('VACUUM (ANALYZE) tasks, task_history, users, projects');
    for (const write of WRITES) {
      lines.push(await compare(write, copies));
      say(lines.at(-1) ?? '');
    }
    const [ours, without] = [await updatesOf(given.db), await updatesOf(bare.db)];
    lines.push('', '| table | updates | heap-only with | heap-only without |', '|---|--:|--:|--:|');
    for (const table of TABLES)
      lines.push(
        `| ${[table, ours.get(table)?.all, ours.get(table)?.heapOnly, without.get(table)?.heapOnly].join(' | ')} |`,
      );
    lines.push('', '| index | size |', '|---|--:|', ...indexes.map((index) => `| \`${index.name}\` | ${index.size} |`));
  } finally {
    for (const copy of copies) await copy.close();
    await administrate(admin, ...names.map((name) => `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  }
  return `${lines.join('\n')}\n`;
}
