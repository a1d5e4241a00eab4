import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { openDatabase, type Database } from '../../src/db/database.js';
import { openEmbedded } from '../../src/db/embedded/embedded-database.js';
import { migrate, readMigrations } from '../../src/db/migrate.js';

/**
 * The database of the tests. Embedded by default: one instance in memory for all files of the worker, started from an
 * image of the migrated database that is built once. With TEST_DATABASE_URL (any database of a server, by a user who may
 * create databases): a clone of a migrated template for each worker. Both are gone after the run.
 */
export interface TestDatabase {
  database: Database;
  /** How other processes reach it; null where it is embedded. */
  url: string | null;
}

const SERVER_URL = process.env.TEST_DATABASE_URL;
const ROOT = join(import.meta.dirname, '..', '..');
const CACHE = join(ROOT, '.cache');

export const onServer = Boolean(SERVER_URL);

let opened: Promise<TestDatabase> | undefined;

/** The migrated database of this worker, opened by whoever asks first. */
export const testDatabase = (): Promise<TestDatabase> => (opened ??= SERVER_URL ? openClone() : openImage());

/** A key for everything that a migrated embedded database is made of. */
function imageKey(): string {
  const hash = createHash('sha256');
  for (const name of ['pglite', 'pglite-postgis']) {
    const manifest = readFileSync(join(ROOT, 'node_modules', '@electric-sql', name, 'package.json'), 'utf8');
    hash.update((JSON.parse(manifest) as { version: string }).version);
  }
  for (const { name, checksum } of readMigrations()) hash.update(name).update(checksum);
  return hash.digest('hex').slice(0, 16);
}

async function openImage(): Promise<TestDatabase> {
  const file = join(CACHE, `embedded-${imageKey()}.tar`);
  if (existsSync(file)) return { database: await openEmbedded('memory', new Blob([readFileSync(file)])), url: null };
  const database = await openEmbedded('memory');
  await migrate(database);
  mkdirSync(CACHE, { recursive: true });
  for (const old of readdirSync(CACHE)) if (/^embedded-\w+\.tar$/.test(old)) rmSync(join(CACHE, old), { force: true });
  // Written beside and moved: another run that builds it at the same time never sees half of it.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, Buffer.from(await (await database.dump()).arrayBuffer()));
  renameSync(unfinished, file);
  return { database, url: null };
}

/** The URL of another database of the test server. */
export function serverUrl(name: string): string {
  const url = new URL(SERVER_URL ?? '');
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs `work` on a connection to a database of the test server that is there whatever happens. */
export async function asAdmin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  let client = new pg.Client({ connectionString: SERVER_URL });
  try {
    await client.connect();
  } catch (error) {
    if ((error as { code?: string }).code !== '3D000') throw error;
    client = new pg.Client({ connectionString: serverUrl('postgres') });
    await client.connect();
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** What the names of this run's databases begin with. */
const prefix = (): string => `t_${inject('run')}_`;

export const openServerDatabase = (name: string, poolSize = 10): Promise<Database> =>
  openDatabase({ kind: 'server', url: serverUrl(name), poolSize, prepare: true });

async function openClone(): Promise<TestDatabase> {
  const template = `${prefix()}template`;
  const name = `${prefix()}worker_${process.pid}`;
  await asAdmin(async (admin) => {
    await admin.query(`SELECT pg_advisory_lock(hashtext($1))`, [template]);
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (rowCount === 0) {
      await admin.query(`CREATE DATABASE "${template}"`);
      const database = await openServerDatabase(template);
      await migrate(database).finally(() => database.close());
    }
    await admin.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  });
  return { database: await openServerDatabase(name), url: serverUrl(name) };
}

/** Creates an empty database on the test server; it goes with the others of this run. */
export async function createEmptyDatabase(label: string): Promise<string> {
  const name = `${prefix()}${label}_${process.pid}`;
  await asAdmin((admin) => admin.query(`CREATE DATABASE "${name}"`));
  return name;
}

/** Another database than the worker's, with nothing in it: in memory, or on the server. Close it when done. */
export async function openEmptyDatabase(label: string): Promise<Database> {
  return onServer ? openServerDatabase(await createEmptyDatabase(label)) : openEmbedded('memory');
}
