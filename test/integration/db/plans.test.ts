import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CAST, seedInstance } from '../../../bench/instance/seed.js';
import { buildApp } from '../../../src/app.js';
import { createContext } from '../../../src/context.js';
import type { Database } from '../../../src/db/database.js';
import { migrate } from '../../../src/db/migrate.js';
import type { App } from '../../../src/http/app-types.js';
import { request, SECRET, testConfig, type Client } from '../../support/app.js';
import { createEmptyDatabase, openServerDatabase, serverUrl } from '../../support/database.js';
import { scansOf, statementsOf } from '../../support/plans.js';
import { onServerOnly } from '../../support/server-only.js';
import { CHANGES, PROJECT, READS, type Explained } from './plan-requests.js';

onServerOnly('plans of statements on an instance of 4,000 projects', () => {
  let database: Database | undefined;
  let app: App | undefined;
  let client: Client;
  let db: pg.Client;

  beforeAll(async () => {
    const name = await createEmptyDatabase('plans');
    database = await openServerDatabase(name);
    await migrate(database);
    // The settings of the server's own connections.
    const options = '-c jit=off -c max_parallel_workers_per_gather=0 -c work_mem=16MB';
    db = new pg.Client({ connectionString: serverUrl(name), options });
    await db.connect();
    await seedInstance(db, 0.1, () => undefined);
    app = await buildApp(createContext({ database, config: testConfig(), secret: SECRET }));
    client = request(app);
  });
  afterAll(async () => {
    await app?.close();
    await db.end();
    await database?.close();
  });

  async function explained({ path, as, method = 'GET', body }: Explained): Promise<string[]> {
    let status = 0;
    const statements = await statementsOf(async () => {
      ({ status } = await client.send(method, path, { as, body }));
    });
    expect(Math.floor(status / 100), `${path} answers ${status}`).toBe(2);
    expect(statements.length).toBeGreaterThan(0);
    return scansOf(db, statements);
  }

  it.each([...READS, ...CHANGES].map((each) => ({ method: 'GET', ...each })))(
    'finds no scan of a large table in a statement of $method $path',
    async (wanted) => {
      expect(await explained(wanted)).toEqual(wanted.scans ?? []);
    },
  );

  it.each([
    { index: 'tessera_users_projects_mapped', path: `${PROJECT}/statistics/`, scan: 'readProjectFigures: users' },
  ])('finds the scan that a missing $index causes', async ({ index, path, scan }) => {
    const statements = await statementsOf(() => client.get(path, { as: CAST.plain }));
    await db.query('BEGIN');
    await db.query(`DROP INDEX ${index}`);
    const scans = await scansOf(db, statements).finally(() => db.query('ROLLBACK'));
    expect(scans).toContain(scan);
    expect(await scansOf(db, statements)).toEqual([]);
  });

  it('returns the same answers without any index of its own', async () => {
    const answersOf = async (): Promise<string[]> => {
      const answers: string[] = [];
      for (const { path, as } of READS) {
        const { status, text } = await client.send('GET', path, { as });
        // GPX tells when it was made.
        answers.push(`${path} ${status} ${text.replace(/<time>.*?<\/time>/, '')}`);
      }
      return answers;
    };
    const before = await answersOf();
    const { rows } = await db.query<{ name: string }>(
      String.raw`SELECT indexname AS name FROM pg_indexes WHERE schemaname = 'public' AND indexname LIKE 'tessera\_%'`,
    );
    expect(rows.length).toBeGreaterThan(40);
    for (const { name } of rows) await db.query(`DROP INDEX ${name}`);
    expect(await answersOf()).toEqual(before);
  });
});
