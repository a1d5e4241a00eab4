import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../../src/app.js';
import type { Database, Source } from '../../../src/db/database.js';
import { migrate } from '../../../src/db/migrate.js';
import type { App } from '../../../src/http/app-types.js';
import { request, SECRET, testConfig, useApp, type Client } from '../../support/app.js';
import { openEmptyDatabase } from '../../support/database.js';
import type { Project, User } from '../../support/factory.js';
import { createContext } from '../../../src/context.js';

const world = useApp();

/** A replica that has everything and is not asked, unless it is: counts its statements. */
function counted(source: Source): Source & { asked: number } {
  const count = { asked: 0 };
  const { db } = source;
  return Object.assign(count, {
    db: {
      $executeRaw: db.$executeRaw.bind(db),
      $queryRaw: (...args: Parameters<typeof db.$queryRaw>) => {
        count.asked++;
        return db.$queryRaw(...args);
      },
    },
    pages: source.pages.bind(source),
  }) as unknown as Source & { asked: number };
}

async function appOver(replica: Source): Promise<{ app: App; client: Client }> {
  const database = Object.assign(Object.create(world.database) as Database, { replica });
  const app = await buildApp(createContext({ database, config: testConfig(), secret: SECRET }));
  return { app, client: request(app) };
}

let ann: User;
let project: Project;
const day = new Date().toISOString().slice(0, 10);

beforeAll(async () => {
  ann = await world.make.user({ name: 'ann' });
  project = await world.make.project({ tasks: ['READY', { state: 'MAPPED', mapper: ann }] });
});

const MAY_BE_OLD = [
  ['OSM XML', () => `projects/${project.id}/tasks/queries/xml/`],
  ['GPX', () => `projects/${project.id}/tasks/queries/gpx/`],
  ['statistics of tasks', () => `tasks/statistics/?startDate=${day}`],
  ['statistics of a project', () => `projects/${project.id}/statistics/`],
  ['statistics of a user', () => `users/${ann.username}/statistics/`],
  ['statistics of the installation', () => 'system/statistics/'],
] as const;

const MUST_BE_NEW = [
  ['the list', () => `projects/${project.id}/tasks/`],
  ['a task', () => `projects/${project.id}/tasks/1/`],
  ['mapped tasks', () => `projects/${project.id}/tasks/queries/mapped/`],
  ['the project', () => `projects/${project.id}/`],
  ['the locks of a user', () => 'users/queries/tasks/locked/'],
  ['activities', () => `projects/${project.id}/activities/`],
] as const;

describe('replica', () => {
  let replica: ReturnType<typeof counted>;
  let app: App;
  let client: Client;
  beforeAll(async () => {
    replica = counted(world.database);
    ({ app, client } = await appOver(replica));
  });
  afterAll(() => app.close());

  it.each(MAY_BE_OLD)('serves %s', async (_name, pathOf) => {
    const before = replica.asked;
    expect((await client.get(pathOf(), { as: ann })).status).toBe(200);
    expect(replica.asked).toBeGreaterThan(before);
  });

  it.each(MUST_BE_NEW)('does not serve %s', async (_name, pathOf) => {
    const before = replica.asked;
    expect((await client.get(pathOf(), { as: ann })).status).toBe(200);
    expect(replica.asked).toBe(before);
  });

  it('serves no action', async () => {
    const before = replica.asked;
    const at = `projects/${project.id}/tasks/actions`;
    expect((await client.post(`${at}/lock-for-mapping/1/`, { as: ann })).status).toBe(200);
    expect((await client.post(`${at}/stop-mapping/1/`, { as: ann, body: {} })).status).toBe(200);
    expect(replica.asked).toBe(before);
  });
});

describe('empty replica that lags behind', () => {
  let empty: Database;
  let app: App;
  let client: Client;
  beforeAll(async () => {
    empty = await openEmptyDatabase('replica');
    await migrate(empty);
    ({ app, client } = await appOver(empty));
  });
  afterAll(async () => {
    await app.close();
    await empty.close();
  });

  it.each(MAY_BE_OLD.slice(0, 5))('returns the row of the main database: %s', async (_name, pathOf) => {
    const answer = await client.get(pathOf(), { as: ann });
    expect(answer.status).toBe(200);
    if (!pathOf().includes('gpx')) expect(answer.text).toBe((await world.get(pathOf(), { as: ann })).text);
  });

  it('returns 404 when the main database lacks the row too', async () => {
    expect((await client.get('projects/2147483647/statistics/')).status).toBe(404);
    expect((await client.get('projects/2147483647/tasks/queries/xml/')).status).toBe(404);
    expect((await client.get('users/nobody_of_that_name/statistics/', { as: ann })).status).toBe(404);
  });
});
