import pg from 'pg';
import { openDatabase } from '../src/db/database.js';
import { migrate } from '../src/db/migrate.js';
import { options } from './options.js';
import { seed } from './seed.js';

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

async function asAdmin<T>(admin: URL, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(new URL('/postgres', admin).href);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Makes, migrates and fills the database. A database of an earlier run is updated.
 * @returns its URL
 */
export async function prepareDatabase(admin: URL): Promise<string> {
  const url = new URL(admin);
  url.pathname = `/${options.database}`;
  await asAdmin(admin, async (client) => {
    if (!options.keep && !options['seed-only'])
      await client.query(`DROP DATABASE IF EXISTS ${quoted(options.database)} WITH (FORCE)`);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [options.database]);
    if (!rowCount) await client.query(`CREATE DATABASE ${quoted(options.database)}`);
  });
  const database = await openDatabase({ kind: 'server', url: url.href, poolSize: 3, prepare: true });
  try {
    await migrate(database);
  } finally {
    await database.close();
  }
  const db = new pg.Client(url.href);
  await db.connect();
  try {
    await seed(db, options.quick ? 100_000 : 2_000_000);
  } finally {
    await db.end();
  }
  return url.href;
}

/** Drops the database of `prepareDatabase`. */
export const dropDatabase = (admin: URL): Promise<unknown> =>
  asAdmin(admin, (client) => client.query(`DROP DATABASE IF EXISTS ${quoted(options.database)} WITH (FORCE)`));
