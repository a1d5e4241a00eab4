import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase } from '../../src/db/database.js';
import { migrate } from '../../src/db/migrate.js';
import { Client } from '../client.js';
import { startServer, type BenchServer } from '../server.js';
import { seedInstance, type Size } from './seed.js';

/** A database of the seed, a server on it, and a connection for the plain SQL statements. */
export interface Instance {
  client: Client;
  server: BenchServer;
  db: pg.Client;
  close(): Promise<void>;
}

/** The comment on a completely seeded database. */
const FILLED = 'filled by the bench of Tessera';

export const databaseOf = (size: Size): string => `tessera_instance_${size}`;

/** Runs statements on the database `postgres` of the server. */
export async function administrate(admin: URL, ...statements: string[]): Promise<void> {
  const client = new pg.Client(new URL('/postgres', admin).href);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

async function isFilled(admin: URL, name: string): Promise<boolean | undefined> {
  const client = new pg.Client(new URL('/postgres', admin).href);
  await client.connect();
  const { rows } = await client.query<{ filled: boolean }>(
    `SELECT coalesce(shobj_description(oid, 'pg_database') = '${FILLED}', false) AS filled FROM pg_database WHERE datname = $1`,
    [name],
  );
  await client.end();
  return rows[0]?.filled;
}

/** Makes, migrates and fills the database of a size, unless it is there from an earlier run. */
export async function prepare(admin: URL, size: Size, say: (text: string) => void): Promise<void> {
  const name = databaseOf(size);
  const filled = await isFilled(admin, name);
  if (filled === false) await administrate(admin, `DROP DATABASE ${name}`);
  if (!filled) await administrate(admin, `CREATE DATABASE ${name}`);
  const url = new URL(`/${name}`, admin).href;
  const database = await openDatabase({ kind: 'server', url, poolSize: 3, prepare: true });
  await migrate(database).finally(() => database.close());
  if (filled) return;
  const db = new pg.Client(url);
  await db.connect();
  try {
    await seedInstance(db, size, (step) => say(`size ${size}: ${step}`));
    await db.query(`COMMENT ON DATABASE ${name} IS '${FILLED}'`);
  } finally {
    await db.end();
  }
}

/** Starts a server on a database, and connects with the settings of the server's own connections. */
export async function openInstance(admin: URL, name: string): Promise<Instance> {
  const connectionString = new URL(`/${name}`, admin).href;
  const secret = randomBytes(24).toString('hex');
  const options = '-c jit=off -c max_parallel_workers_per_gather=0 -c work_mem=16MB';
  const db = new pg.Client({ connectionString, options });
  await db.connect();
  const server = await startServer({ DATABASE_URL: connectionString, DEMO: 'false' }, secret);
  const client = new Client([server.url], secret);
  return {
    client,
    server,
    db,
    async close() {
      await client.close();
      await server.stop();
      await db.end();
    },
  };
}
