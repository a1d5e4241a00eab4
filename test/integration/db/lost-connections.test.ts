import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildApp } from '../../../src/app.js';
import { openDatabase, type Database } from '../../../src/db/database.js';
import { inTransaction } from '../../../src/db/transaction.js';
import { Prisma } from '../../../src/generated/prisma/client.js';
import { request, SECRET, testConfig, useApp } from '../../support/app.js';
import { asAdmin, testDatabase } from '../../support/database.js';
import { onServerOnly } from '../../support/server-only.js';
import { createContext } from '../../../src/context.js';

const world = useApp();

onServerOnly('a connection that is lost while it is lent out', () => {
  let database: Database;
  beforeAll(async () => {
    const { url } = await testDatabase();
    database = await openDatabase({ kind: 'server', url: url ?? '', poolSize: 3, prepare: true });
  });
  afterAll(() => database.close());

  const pid = (rows: { pid: number }[]): number => rows[0]?.pid ?? 0;
  const end = (backend: number) => asAdmin((admin) => admin.query('SELECT pg_terminate_backend($1)', [backend]));
  const answers = async (): Promise<boolean> => (await database.db.$queryRaw`SELECT 1`) !== undefined;

  it('throws between two pages to the reader, and the process continues', async () => {
    const pages = database.pages<{ pid: number }>(
      Prisma.sql`SELECT pg_backend_pid() AS pid FROM generate_series(1, 5000)`,
      10,
    );
    const first = await pages.next();
    await end(pid(first.value ?? []));
    await expect(pages.next()).rejects.toThrow();
    expect(await answers()).toBe(true);
  });

  it('throws in a transaction to the caller, and the process continues', async () => {
    const work = inTransaction(database, async (tx) => {
      await end(pid(await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`));
      await tx.$queryRaw`SELECT 1`;
    });
    await expect(work).rejects.toThrow();
    expect(await answers()).toBe(true);
  });
});

it('returns an ordinary error when a compressed export fails before it begins', async () => {
  const { id } = await world.make.project();
  const { db } = world.database;
  const failing = Object.assign(Object.create(world.database) as Database, {
    replica: {
      db: {
        $queryRaw: (parts: TemplateStringsArray, ...values: unknown[]) =>
          parts[0]?.includes('readBoundaries') ? Promise.reject(new Error('gone')) : db.$queryRaw(parts, ...values),
      },
    },
  });
  const app = await buildApp(createContext({ database: failing, config: testConfig(), secret: SECRET }));
  const answer = await request(app).get(`projects/${id}/tasks/queries/xml/`, { headers: { 'accept-encoding': 'br' } });
  await app.close();
  expect(answer.status).toBe(500);
  expect(answer.body).toMatchObject({ error: { sub_code: 'INTERNAL_SERVER_ERROR' } });
  for (const header of ['content-encoding', 'etag', 'cache-control']) expect(answer.headers[header]).toBeUndefined();
});
