import type { TestProject } from 'vitest/node';
import pg from 'pg';

declare module 'vitest' {
  interface ProvidedContext {
    /** Names this run: its databases on a server begin with `t_<run>_`. */
    run: string;
  }
}

async function dropDatabases(run: string): Promise<void> {
  const url = process.env.TEST_DATABASE_URL;
  if (!url) return;
  const elsewhere = new URL(url);
  elsewhere.pathname = '/postgres';
  const client = new pg.Client({ connectionString: elsewhere.href });
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE datname LIKE 't\\_' || $1 || '\\_%'`,
    [run],
  );
  for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
  await client.end();
}

/** Names the run, and drops after it what it made on the server. */
export default function setup(project: TestProject): () => Promise<void> {
  const run = `${Date.now().toString(36)}${process.pid.toString(36)}`;
  project.provide('run', run);
  return () => dropDatabases(run);
}
