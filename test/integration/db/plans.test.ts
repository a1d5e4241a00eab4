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
import { formOf } from '../projects/edit-form.js';

/** A request whose statements are explained. */
interface Explained {
  path: string;
  as?: number;
  method?: string;
  body?: unknown;
  /** Scans that are meant, as `statement: table`: what is asked for is made of all rows, or of a large part of them. */
  scans?: string[];
}

const PROJECT = `projects/${CAST.small}`;
const PLAIN = `mapper${CAST.plain}`;

/** What answers one page, one project, one user or one task, and every action of a mapper. */
const REQUESTS: Explained[] = [
  { path: `${PROJECT}/` },
  { path: `${PROJECT}/queries/summary/` },
  { path: `${PROJECT}/statistics/` },
  { path: `${PROJECT}/contributions/` },
  { path: `${PROJECT}/contributions/queries/day/` },
  { path: `${PROJECT}/activities/` },
  { path: `${PROJECT}/activities/latest/` },
  { path: `${PROJECT}/comments/` },
  { path: `${PROJECT}/tasks/` },
  { path: `${PROJECT}/tasks/7/`, as: CAST.plain },
  { path: `${PROJECT}/statistics/queries/${PLAIN}/`, as: CAST.plain },
  { path: 'projects/?omitMapResults=true' },
  { path: 'projects/?omitMapResults=true&difficulty=EASY' },
  { path: 'projects/?omitMapResults=true&country=nepal' },
  { path: 'projects/?omitMapResults=true&campaign=Campaign%207' },
  { path: 'projects/?omitMapResults=true&textSearch=xylophone' },
  { path: 'projects/queries/featured/' },
  { path: `projects/queries/${PLAIN}/touched/` },
  { path: 'projects/queries/bbox/?bbox=10,10,11,11&srid=4326', as: CAST.admin },
  { path: `users/${CAST.plain}/`, as: CAST.plain },
  { path: `users/queries/${PLAIN}/`, as: CAST.plain },
  { path: `users/${PLAIN}/statistics/`, as: CAST.plain },
  { path: `users/${CAST.plain}/tasks/`, as: CAST.plain },
  { path: `users/${PLAIN}/recommended-projects/`, as: CAST.plain },
  { path: 'users/?page=1', as: CAST.admin },
  { path: 'users/queries/filter/mapper12/?page=1', as: CAST.plain },
  { path: 'users/statistics/?startDate=2025-01-01&endDate=2025-01-31', as: CAST.plain },
  { path: 'notifications/?page=1', as: CAST.plain },
  { path: 'notifications/queries/own/count-unread/', as: CAST.plain },
  { path: 'teams/?paginate=true&page=1', as: CAST.admin },
  { path: 'teams/120/', as: CAST.admin },
  { path: 'organisations/', as: CAST.admin },
  { path: 'organisations/110/', as: CAST.admin },
  { path: 'organisations/110/statistics/' },
  { path: 'tasks/statistics/?startDate=2026-01-01&endDate=2026-01-31', as: CAST.plain },
  { method: 'POST', path: `${PROJECT}/tasks/actions/lock-for-mapping/9/`, as: CAST.admin },
  { path: 'users/queries/tasks/locked/details/', as: CAST.admin },
  { method: 'POST', path: `${PROJECT}/tasks/actions/stop-mapping/9/`, as: CAST.admin, body: {} },
  { method: 'POST', path: `${PROJECT}/tasks/actions/lock-for-mapping/9/`, as: CAST.admin },
  {
    method: 'POST',
    path: `${PROJECT}/tasks/actions/unlock-after-mapping/9/`,
    as: CAST.admin,
    body: { status: 'MAPPED', comment: 'Done.' },
  },
  { method: 'POST', path: `${PROJECT}/tasks/actions/undo-last-action/9/`, as: CAST.admin },
  { method: 'POST', path: `${PROJECT}/comments/`, as: CAST.admin, body: { message: 'Hello' } },
  { method: 'POST', path: `${PROJECT}/comments/tasks/7/`, as: CAST.admin, body: { comment: 'Hello' } },
  { method: 'PATCH', path: `${PROJECT}/`, as: CAST.admin, body: formOf() },
];

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

  it.each(REQUESTS.map((each) => ({ method: 'GET', ...each })))(
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
});
