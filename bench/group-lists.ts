import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { buildApp } from '../src/app.js';
import { authorizationFor } from '../src/access/tokens/session-token.js';
import { loadConfig } from '../src/config.js';
import { createContext } from '../src/context.js';
import { openDatabase } from '../src/db/database.js';
import { migrate } from '../src/db/migrate.js';

/**
 * `BENCH_DATABASE_URL=postgres://… node --import tsx bench/group-lists.ts`: the lists of 5,000 teams of 50 members and of 200
 * organisations. Server: one request through `app.inject` (no socket), with the whole work of the server, from the token to
 * the text of the answer. Floor: plain SQL over a pg pool that makes the same members and columns into one JSON text; no
 * session is checked and no envelope is written. Medians of rounds that alternate. The statements of one request are
 * counted at the pg client. Makes the database
 * tessera_group_lists and keeps it.
 */

const SECRET = '0123456789abcdef0123456789abcdef';
const ROUNDS = 21;
/** Rounds that are not counted: the first ones compile code and plan statements. */
const WARM_UP = 6;
const ADMIN_ID = 1;

const TEAM = `'teamId', t.id, 'organisationId', o.id, 'organisation', o.name, 'name', t.name, 'logo', o.logo, 'description', t.description,
  'joinMethod', t.join_method, 'visibility', t.visibility`;
const teams = (limit: string, members: boolean): string => `
  WITH l AS MATERIALIZED (SELECT * FROM teams ORDER BY id ${limit})${
    members
      ? `, n AS (SELECT m.team_id, json_agg(json_build_object('username', u.username, 'function', m.function, 'active', m.active,
      'joinRequestNotifications', m.join_request_notifications, 'pictureUrl', u.picture_url, 'joinedDate', null)) AS members,
      count(*) FILTER (WHERE m.function = 2) AS member_count, count(*) FILTER (WHERE m.function = 1) AS manager_count
    FROM l JOIN team_members m ON m.team_id = l.id AND m.active JOIN users u ON u.id = m.user_id GROUP BY 1)`
      : ''
  }
  SELECT json_agg(json_build_object(${TEAM}${members ? `, 'members', n.members, 'membersCount', n.member_count, 'managersCount', n.manager_count` : ''}) ORDER BY t.id)::text
  FROM l t JOIN organisations o ON o.id = t.organisation_id${members ? ' LEFT JOIN n ON n.team_id = t.id' : ''}`;
const ORGANISATIONS = `SELECT json_agg(json_build_object('organisationId', o.id, 'name', o.name, 'slug', o.slug, 'logo', o.logo,
    'description', o.description, 'url', o.url, 'type', o.type, 'subscriptionTier', o.subscription_tier, 'managers', (
    SELECT json_agg(json_build_object('username', u.username, 'pictureUrl', u.picture_url)) FROM organisation_managers m
    JOIN users u ON u.id = m.user_id WHERE m.organisation_id = o.id)) ORDER BY o.name)::text FROM organisations o`;
const COUNT = 'SELECT count(*) FROM teams';

const CASES: { path: string; floor: string[] }[] = [
  { path: 'teams/?paginate=true', floor: [teams('LIMIT 10', true), COUNT] },
  { path: 'teams/?paginate=true&page=400', floor: [teams('LIMIT 10 OFFSET 3990', true), COUNT] },
  { path: 'teams/?omitMemberList=true', floor: [teams('', false)] },
  { path: 'teams/', floor: [teams('', true)] },
  { path: 'organisations/', floor: [ORGANISATIONS] },
];

const SEED = [
  `INSERT INTO users (id, username, role, mapping_level, tasks_mapped, tasks_validated, tasks_invalidated, projects_comments_notifications,
      tasks_comments_notifications, teams_announcement_notifications)
    SELECT n, 'user ' || n, CASE WHEN n = ${ADMIN_ID} THEN 1 ELSE 0 END, 1, 0, 0, 0, true, true, true FROM generate_series(1, 10000) n`,
  `INSERT INTO organisations (id, name, slug, type) SELECT n, 'Organisation ' || n, 'o-' || n, 1 FROM generate_series(1001, 1200) n`,
  `INSERT INTO organisation_managers (organisation_id, user_id) SELECT o, 1 + (o * 7 + m * 13) % 10000
    FROM generate_series(1001, 1200) o, generate_series(1, 10) m`,
  `INSERT INTO teams (id, organisation_id, name, visibility, join_method)
    SELECT n, 1001 + n % 200, 'Team ' || n, n % 2, n % 3 FROM generate_series(1001, 6000) n`,
  `INSERT INTO team_members (team_id, user_id, function, active, join_request_notifications)
    SELECT t, 1 + (t * 17 + m * 101) % 10000, CASE WHEN m <= 2 THEN 1 ELSE 2 END, m <> 50, false
    FROM generate_series(1001, 6000) t, generate_series(1, 50) m`,
  'ANALYZE',
];

async function prepare(admin: URL): Promise<string> {
  const url = new URL('/tessera_group_lists', admin);
  const client = new pg.Client(new URL('/postgres', admin).href);
  await client.connect();
  const { rowCount } = await client.query(`SELECT FROM pg_database WHERE datname = 'tessera_group_lists'`);
  if (!rowCount) await client.query('CREATE DATABASE tessera_group_lists');
  await client.end();
  const database = await openDatabase({ kind: 'server', url: url.href, poolSize: 3, prepare: true });
  await migrate(database);
  await database.close();
  const db = new pg.Client(url.href);
  await db.connect();
  const { rows } = await db.query<{ seeded: boolean }>('SELECT EXISTS (SELECT FROM users) AS seeded');
  if (!rows[0]?.seeded) for (const statement of SEED) await db.query(statement);
  await db.end();
  return url.href;
}

const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Counts the statements that `pg` sends while some work is done. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const original = Object.getOwnPropertyDescriptor(pg.Client.prototype, 'query')?.value as (
    ...all: unknown[]
  ) => unknown;
  let count = 0;
  pg.Client.prototype.query = function (this: pg.Client, ...all: unknown[]): unknown {
    count++;
    return original.apply(this, all);
  } as typeof pg.Client.prototype.query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original as typeof pg.Client.prototype.query;
  }
  return count;
}

if (!process.env.BENCH_DATABASE_URL) throw new Error('BENCH_DATABASE_URL is missing');
const url = await prepare(new URL(process.env.BENCH_DATABASE_URL));
const config = loadConfig({ DATABASE_URL: url, TM_SECRET: SECRET, LOG_LEVEL: 'silent', RATE_LIMIT: '0' });
const database = await openDatabase({ kind: 'server', url, poolSize: 4, prepare: true });
const app = await buildApp(createContext({ database, config, secret: SECRET }));
const pool = new pg.Pool({ connectionString: url, max: 4 });
const headers = { authorization: authorizationFor(ADMIN_ID, SECRET) };

console.log('list | server (ms) | floor (ms) | ratio | statements | bytes');
for (const { path, floor } of CASES) {
  let bytes = 0;
  const ask = async (): Promise<void> => {
    const response = await app.inject({ method: 'GET', url: `/api/v2/${path}`, headers });
    if (response.statusCode !== 200) throw new Error(`${path}: ${response.statusCode} ${response.body}`);
    bytes = response.rawPayload.length;
  };
  const bare = (): Promise<unknown> =>
    Promise.all(floor.map((text, index) => pool.query({ name: `${path} ${index}`, text })));
  for (let round = 0; round < WARM_UP; round++) {
    await ask();
    await bare();
  }
  const statements = await statementsOf(ask);
  const ours: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await timed(ask));
    plain.push(await timed(bare));
  }
  const [server, sql] = [median(ours), median(plain)];
  console.log(
    `${path} | ${server.toFixed(1)} | ${sql.toFixed(1)} | ${(server / sql).toFixed(2)} | ${statements} | ${bytes}`,
  );
}
await pool.end();
await app.close();
await database.close();
