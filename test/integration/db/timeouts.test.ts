import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildApp } from '../../../src/app.js';
import { createContext } from '../../../src/context.js';
import { openDatabase, type Database } from '../../../src/db/database.js';
import { isBusy, isTimedOut } from '../../../src/db/pg-errors.js';
import {
  inBulkTransaction,
  inLongTransaction,
  inModelTransaction,
  inTransaction,
} from '../../../src/db/transaction.js';
import { Prisma } from '../../../src/generated/prisma/client.js';
import type { App } from '../../../src/http/app-types.js';
import { expectRefusal, request, SECRET, testConfig } from '../../support/app.js';
import { testDatabase } from '../../support/database.js';
import { factoryFor } from '../../support/factory.js';
import { onServerOnly } from '../../support/server-only.js';
import { readState } from '../../support/state.js';

/** Seconds of statements that are longer than the limit, and the limits in milliseconds. */
const LONG = 0.6;
const LIMIT_MS = 250;

onServerOnly('the time limits of the database', () => {
  let database: Database;
  let unlimited: Database;
  let app: App;
  beforeAll(async () => {
    const test = await testDatabase();
    unlimited = test.database;
    database = await openDatabase({
      kind: 'server',
      url: test.url ?? '',
      poolSize: 4,
      prepare: true,
      statementTimeoutMs: LIMIT_MS,
      idleTimeoutMs: LIMIT_MS,
    });
    app = await buildApp(createContext({ database, config: testConfig(), secret: SECRET }));
  });
  afterAll(async () => {
    await app.close();
    await database.close();
  });

  const failureOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'nothing',
      (error: unknown) => error,
    );

  it('cancel a slow statement: single, in transactions and of the typed client', async () => {
    const sleep = Prisma.sql`SELECT pg_sleep(${LONG}::float8)::text`;
    const works = [
      database.db.$queryRaw(sleep),
      database.prisma.$queryRaw(sleep),
      inTransaction(database, (tx) => tx.$queryRaw(sleep)),
      inModelTransaction(database, (tx) => tx.$queryRaw(sleep)),
    ];
    for (const error of await Promise.all(works.map(failureOf))) expect(isTimedOut(error)).toBe(true);
  });

  it('do not apply to migrations, bulk actions, long work and pages of an export', async () => {
    const sleep = Prisma.sql`SELECT pg_sleep(${LONG}::float8)::text`;
    await database.runScript(`SELECT pg_sleep(${LONG})`);
    await inBulkTransaction(database, (tx) => tx.$queryRaw(sleep));
    await inLongTransaction(database, (tx) => tx.$queryRaw(sleep));
    const pages = database.pages<{ n: number }>(
      Prisma.sql`SELECT n, pg_sleep(${LONG / 3}::float8)::text FROM generate_series(1, 4) AS n`,
      2,
    );
    const read: number[] = [];
    for await (const page of pages) read.push(...page.map(({ n }) => n));
    expect(read).toEqual([1, 2, 3, 4]);
    // The limit holds again on the connections that were used.
    for (const error of await Promise.all([1, 2, 3].map(() => failureOf(database.db.$queryRaw(sleep)))))
      expect(isTimedOut(error)).toBe(true);
  });

  it('end an idle transaction without committing it', async () => {
    const name = `idle ${process.pid}`;
    const failure = await failureOf(
      inTransaction(database, async (tx) => {
        await tx.$executeRaw`INSERT INTO licenses (name) VALUES (${name})`;
        await setTimeout(LIMIT_MS * 3);
        await tx.$executeRaw`SELECT 1`;
      }),
    );
    expect(isBusy(failure)).toBe(true);
    expect(await database.db.$queryRaw`SELECT id FROM licenses WHERE name = ${name}`).toEqual([]);
  });

  it('return 503 DatabaseTimeout and lose nothing: the same request succeeds afterwards', async () => {
    const make = factoryFor(unlimited);
    const ann = await make.user();
    const project = await make.project({ author: ann, tasks: ['LOCKED_FOR_MAPPING'] });
    const before = await readState(unlimited, project, { ann });
    const submit = () =>
      request(app).post(`projects/${project.id}/tasks/actions/unlock-after-mapping/1/`, {
        as: ann,
        body: { status: 'MAPPED', comment: 'done' },
      });
    await inTransaction(unlimited, async (tx) => {
      await tx.$queryRaw`SELECT id FROM projects WHERE id = ${project.id}::int FOR UPDATE`;
      expectRefusal(await submit(), 'DatabaseTimeout');
    });
    expect(await readState(unlimited, project, { ann })).toEqual(before);
    expect((await submit()).status).toBe(200);
    expect((await readState(unlimited, project, { ann })).project.mapped).toBe(1);
  });
});
