import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openDatabase } from '../src/db/database.js';
import { migrate } from '../src/db/migrate.js';
import { Client } from './client.js';
import { compare, table, type Comparison } from './measure.js';
import { plans, type Bench } from './paths.js';
import { seed } from './seed.js';
import { startServer } from './server.js';

const USAGE = `npm run bench -- [--quick] [--large] [--json] [--only TEXT] [--against URL]

Measures the hot paths beside their floor (the same answer or change as one plain statement sent by pg), in turn, in one
run. Needs a PostgreSQL with PostGIS whose user may create databases: BENCH_DATABASE_URL=postgres://user@127.0.0.1:5432.
It makes a database tessera_bench of its own there, and drops it at the end.

  --quick     fewer rounds, less ballast
  --large     with a project of 100,000 tasks
  --only      only paths whose name holds the text
  --against   measures another server instead of this checkout's (same schema; it must use the database tessera_bench and
              the secret given as BENCH_SECRET); prepare the database first with --keep
  --seed-only only fills the database (2 million rows of history over 200 projects; fewer with --quick), and keeps it
  --keep      does not drop the database at the end, and uses it where it is there
`;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    large: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    'seed-only': { type: 'boolean', default: false },
    only: { type: 'string' },
    against: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const say = (text: string): void => void process.stderr.write(`${text}\n`);

function serverUrl(): URL {
  const given = process.env.BENCH_DATABASE_URL;
  if (given) return new URL(given);
  process.stderr.write(USAGE);
  process.exit(2);
}

/** Makes, migrates and fills the database, unless it is kept from a run before. */
async function prepareDatabase(admin: URL): Promise<string> {
  const url = new URL(admin);
  url.pathname = '/tessera_bench';
  const client = new pg.Client(new URL('/postgres', admin).href);
  await client.connect();
  const { rowCount } = await client.query(`SELECT FROM pg_database WHERE datname = 'tessera_bench'`);
  if (rowCount && !values.keep) await client.query('DROP DATABASE tessera_bench WITH (FORCE)');
  if (!rowCount || !values.keep) {
    say('Filling the database …');
    await client.query('CREATE DATABASE tessera_bench');
    const database = await openDatabase({ kind: 'server', url: url.href, poolSize: 3, prepare: true });
    await migrate(database);
    await database.close();
    const db = new pg.Client(url.href);
    await db.connect();
    await seed(db, {
      squares: 10_000,
      large: values.large ? 100_000 : 0,
      ballast: values.quick ? 100_000 : 2_000_000,
    });
    await db.end();
  }
  await client.end();
  return url.href;
}

async function dropDatabase(admin: URL): Promise<void> {
  const client = new pg.Client(new URL('/postgres', admin).href);
  await client.connect();
  await client.query('DROP DATABASE IF EXISTS tessera_bench WITH (FORCE)');
  await client.end();
}

async function main(): Promise<void> {
  if (values.help) return void process.stdout.write(USAGE);
  const admin = serverUrl();
  const databaseUrl = await prepareDatabase(admin);
  if (values['seed-only']) return;
  const secret = process.env.BENCH_SECRET ?? randomBytes(24).toString('hex');
  const server = values.against ? null : await startServer(databaseUrl, secret);
  const idle = server?.memory();
  const connections = {
    client: new Client(values.against ?? server?.url ?? '', secret),
    db: new pg.Client(databaseUrl),
  };
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 16 });
  try {
    await connections.db.connect();
    const results = await measureAll({ ...connections, pool, effort: values.quick ? 1 : 3, large: values.large });
    const peak = server?.memory();
    if (values.json) console.log(JSON.stringify({ results, startUp: server?.startUp, idle, peak }, null, 2));
    else console.log(table(results));
    if (!values.json && server && idle && peak)
      console.log(
        `\nStart to first answer ${server.startUp.toFixed(0)} ms; memory ${idle.now.toFixed(0)} MB after the start, ${peak.peak.toFixed(0)} MB at the peak.`,
      );
  } finally {
    connections.client.close();
    await connections.db.end();
    await pool.end();
    await server?.stop();
    if (!values.keep) await dropDatabase(admin);
  }
}

async function measureAll(bench: Bench): Promise<Comparison[]> {
  const results: Comparison[] = [];
  for (const plan of await plans(bench)) {
    if (values.only && !plan.name.includes(values.only)) continue;
    say(`${plan.name}, ${plan.callers} …`);
    results.push(await compare(plan));
  }
  return results;
}

await main();
