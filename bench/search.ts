import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { openDatabase } from '../src/db/database.js';
import { migrate } from '../src/db/migrate.js';
import { Client } from './client.js';
import { largeProject, type Pair } from './large-project.js';
import { seedSearch } from './search-seed.js';
import { startServer } from './server.js';

/**
 * `npm run build && BENCH_DATABASE_URL=postgres://… node --import tsx bench/search.ts`: finding projects on a large instance beside plain SQL
 * that gives the same rows, at two sizes, so that the growth is seen. Makes databases named tessera_search_… and keeps them.
 */

const SECRET = '0123456789abcdef0123456789abcdef';
const SIZES = (process.env.BENCH_PROJECTS ?? '4000,40000').split(',').map(Number);
const ROUNDS = 25;

/** The columns of the card of project `p`, with the texts in its default language. */
const COLUMNS = `p.id, i.locale, i.name, i.short_description, p.difficulty, coalesce(p.priority, 2), p.status, o.name, o.logo,
    p.last_updated, p.due_date, p.country, p.sandbox, p.database, coalesce(nullif(a.name, ''), a.username),
    100.0 * (p.tasks_mapped + p.tasks_validated) / nullif(p.total_tasks - p.tasks_bad_imagery, 0),
    100.0 * p.tasks_validated / nullif(p.total_tasks - p.tasks_bad_imagery, 0),
    (SELECT count(DISTINCT h.user_id) FROM task_history h WHERE h.project_id = p.id AND h.action <> 'COMMENT')`;
const JOINS = `FROM found f JOIN projects p ON p.id = f.id JOIN users a ON a.id = p.author_id
  LEFT JOIN organisations o ON o.id = p.organisation_id
  LEFT JOIN project_info i ON i.project_id = p.id AND i.locale = p.default_locale`;
const CARD = `SELECT ${COLUMNS},
    (SELECT count(DISTINCT t.locked_by) FROM tasks t WHERE t.project_id = p.id AND t.task_status IN (1, 3)),
    (SELECT json_agg(json_build_object('id', c.id, 'name', c.name)) FROM campaigns c JOIN campaign_projects l ON l.campaign_id = c.id
      WHERE l.project_id = p.id) ${JOINS}`;
/** A line of the CSV has the area and the date of creation instead of the active users and the campaigns. */
const LINE = `SELECT ${COLUMNS}, p.created, ST_Area(p.geometry::geography) / 1e6 ${JOINS} ORDER BY coalesce(p.priority, 2), p.id DESC`;
const OPEN = 'p.status = 1 AND NOT coalesce(p.private, false)';

/** The same page of cards and the same count by plain SQL. */
const floor = (where: string, order = 'coalesce(p.priority, 2), p.id DESC', offset = 0): string[] => [
  `WITH found AS (SELECT p.id FROM projects p WHERE ${OPEN} AND ${where} ORDER BY ${order} LIMIT 14 OFFSET ${offset}) ${CARD}`,
  `SELECT count(*) FROM projects p WHERE ${OPEN} AND ${where}`,
];

const MAP = `SELECT p.id, p.priority, ST_AsGeoJSON(p.centroid) FROM projects p WHERE ${OPEN} ORDER BY coalesce(p.priority, 2), p.id DESC`;
/** A word stands in the texts or in the name: both are searched. */
const word = (text: string): string => `p.id IN (SELECT s.project_id FROM project_info s
  WHERE s.text_searchable @@ plainto_tsquery('english', '${text}') UNION SELECT s.project_id FROM project_info s WHERE s.name ILIKE '%${text}%')`;
const texts = (condition: string): string => `p.id IN (SELECT s.project_id FROM project_info s WHERE ${condition})`;

/** A task is left to map. */
const LEFT = 'p.tasks_mapped + p.tasks_validated < p.total_tasks - p.tasks_bad_imagery';
const ORDERS = {
  id: 'p.id',
  difficulty: 'p.difficulty',
  status: 'p.status',
  due_date: 'p.due_date',
  percent_mapped: '100.0 * (p.tasks_mapped + p.tasks_validated) / nullif(p.total_tasks - p.tasks_bad_imagery, 0)',
  percent_validated: '100.0 * p.tasks_validated / nullif(p.total_tasks - p.tasks_bad_imagery, 0)',
};

interface Case {
  name: string;
  query: string;
  /** The user of the session. Absent: no session. */
  userId?: number;
  floor: string[];
}

const CASES: Case[] = [
  { name: 'page 1', query: 'omitMapResults=true', floor: floor('true') },
  { name: 'with map', query: '', floor: [...floor('true'), MAP] },
  {
    name: 'by last_updated',
    query: 'omitMapResults=true&orderBy=last_updated&orderByType=DESC',
    floor: floor('true', 'p.last_updated DESC, p.id DESC'),
  },
  ...(['id', 'difficulty', 'status', 'due_date', 'percent_mapped', 'percent_validated'] as const).map((orderBy) => ({
    name: `by ${orderBy}`,
    query: `omitMapResults=true&orderBy=${orderBy}&orderByType=DESC`,
    floor: floor('true', `${ORDERS[orderBy]} DESC NULLS LAST, p.id DESC`),
  })),
  {
    name: 'page 20',
    query: 'omitMapResults=true&page=20',
    floor: floor('true', 'coalesce(p.priority, 2), p.id DESC', 266),
  },
  {
    name: 'action=map, for a mapper',
    query: 'omitMapResults=true&action=map',
    userId: 2,
    floor: floor(
      `${LEFT} AND (p.author_id = 2 OR ((p.mapping_permission IS NULL OR p.mapping_permission <> 2)
        AND (SELECT ordering FROM mapping_levels v WHERE v.id = p.mapping_permission_level_id) <= 1))`,
    ),
  },
  { name: 'difficulty', query: 'omitMapResults=true&difficulty=EASY', floor: floor('p.difficulty = 1') },
  {
    name: 'country',
    query: 'omitMapResults=true&country=nepal',
    floor: floor(`EXISTS (SELECT FROM unnest(p.country) c WHERE lower(c) = 'nepal')`),
  },
  {
    name: 'campaign',
    query: 'omitMapResults=true&campaign=Campaign%207',
    floor: floor(`p.id IN (SELECT project_id FROM campaign_projects WHERE campaign_id = 7)`),
  },
  {
    name: 'rare word in texts',
    query: 'omitMapResults=true&textSearch=zebra',
    floor: floor(word('zebra')),
  },
  {
    name: 'common word in texts',
    query: 'omitMapResults=true&textSearch=buildings',
    floor: floor(word('buildings')),
  },
  {
    name: 'part of a name',
    query: 'omitMapResults=true&textSearch=ame%2039',
    floor: floor(texts(`s.name ILIKE '%ame 39%'`)),
  },
  {
    name: 'table',
    query: 'downloadAsCSV=true',
    floor: [`WITH found AS (SELECT p.id FROM projects p WHERE ${OPEN}) ${LINE}`],
  },
];

const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
const ratio = ([ours, plain]: [number, number]): number => ours / plain;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function prepare(admin: URL, size: number): Promise<string> {
  const url = new URL(admin);
  url.pathname = `/tessera_search_${size}`;
  const client = new pg.Client(new URL('/postgres', admin).href);
  await client.connect();
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [url.pathname.slice(1)]);
  if (!rowCount) await client.query(`CREATE DATABASE ${url.pathname.slice(1)}`);
  await client.end();
  const database = await openDatabase({ kind: 'server', url: url.href, poolSize: 3, prepare: true });
  await migrate(database);
  await database.close();
  await seedSearch(url.href, size);
  return url.href;
}

/** One case by the server and by its floor, in turn. The first rounds, which include planning, are not counted. */
async function compare({ name, before, server, floor }: Pair): Promise<[number, number]> {
  const ours: number[] = [];
  const plain: number[] = [];
  const [warm, rounds] = name === 'table' ? [1, 5] : [8, ROUNDS];
  for (let round = -warm; round < rounds; round++) {
    await before?.();
    const first = await timed(server);
    await before?.();
    const second = await timed(floor);
    if (round < 0) continue;
    ours.push(first);
    plain.push(second);
  }
  return [median(ours), median(plain)];
}

const pairOf = (client: Client, db: pg.Client, { name, query, userId, floor }: Case): Pair => ({
  name,
  server: () => client.get(`projects/?${query}`, userId),
  floor: async () => {
    for (const [index, text] of floor.entries()) await db.query({ name: `${name} ${index}`, text });
  },
});

async function measure(url: string, size: number): Promise<Map<string, [number, number]>> {
  const server = await startServer({ DATABASE_URL: url, RATE_LIMIT: '0' }, SECRET);
  const client = new Client([server.url], SECRET);
  const db = new pg.Client({ connectionString: url, options: '-c jit=off -c max_parallel_workers_per_gather=0' });
  await db.connect();
  const results = new Map<string, [number, number]>();
  const pairs = [...CASES.map((each) => pairOf(client, db, each)), ...(await largeProject(client, db, size + 1))];
  for (const pair of pairs.filter(({ name }) => name.includes(process.env.BENCH_ONLY ?? '')))
    results.set(pair.name, await compare(pair));
  console.log(`memory of the server: ${server.memory().peak.toFixed(0)} MB at its peak`);
  await db.end();
  await client.close();
  await server.stop();
  return results;
}

if (!process.env.BENCH_DATABASE_URL) throw new Error('BENCH_DATABASE_URL is missing');
const admin = new URL(process.env.BENCH_DATABASE_URL);
const columns: Map<string, [number, number]>[] = [];
for (const size of SIZES) columns.push(await measure(await prepare(admin, size), size));
console.log(`search | ${SIZES.map((size) => `${size}: server, floor (ms), ratio`).join(' | ')} | growth`);
for (const name of columns[0]?.keys() ?? []) {
  const cells = columns.map((column): [number, number] => column.get(name) ?? [0, 0]);
  const shown = cells.map(
    ([ours, plain]) => `${ours.toFixed(1)}, ${plain.toFixed(1)}, ${ratio([ours, plain]).toFixed(2)}`,
  );
  const growth = (cells.at(-1)?.[0] ?? 0) / (cells[0]?.[0] ?? 1);
  console.log(`${name} | ${shown.join(' | ')} | ${growth.toFixed(1)}`);
}
