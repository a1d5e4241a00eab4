import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createContext, type Context } from '../../../src/context.js';
import type { Database } from '../../../src/db/database.js';
import { migrate } from '../../../src/db/migrate.js';
import { loadDemo } from '../../../src/demo/demo.service.js';
import { SECRET, testConfig } from '../../support/app.js';
import { onServer, openEmptyDatabase } from '../../support/database.js';

/** How many statements and transactions each attempt may send before it is interrupted, in this order. */
const INTERRUPTIONS = [3, 40, 90, 120, 150, 170, 190];

class Interruption extends Error {}

/** The context of an attempt that ends with an error at its nth statement or transaction. */
function interruptedAt(context: Context, last: number): Context {
  let sent = 0;
  const count = <A extends unknown[], R>(send: (...parts: A) => R) => {
    return (...parts: A): R => {
      if (++sent > last) throw new Interruption();
      return send(...parts);
    };
  };
  const { database } = context;
  const db = { $queryRaw: count(database.db.$queryRaw), $executeRaw: count(database.db.$executeRaw) };
  const transaction = count(database.transaction.bind(database));
  const counted = Object.create(database, {
    db: { value: db },
    transaction: { value: transaction },
  }) as Database;
  return { ...context, database: counted };
}

describe.runIf(onServer)('a demo that was interrupted while it was made', () => {
  let databases: Database[];

  beforeAll(async () => {
    databases = [await openEmptyDatabase('demo_whole'), await openEmptyDatabase('demo_interrupted')];
    for (const database of databases) await migrate(database);
  });

  afterAll(async () => {
    for (const database of databases) await database.close();
  });

  /** What the demo leaves: projects, states, history, and the work of its users. */
  async function remains({ database }: Context): Promise<unknown> {
    const { prisma } = database;
    return {
      projects: await prisma.project.findMany({
        select: { id: true, status: true, changesetComment: true, totalTasks: true, tasksMapped: true, featured: true },
        orderBy: { id: 'asc' },
      }),
      users: await prisma.user.findMany({
        select: {
          username: true,
          tasksMapped: true,
          tasksValidated: true,
          tasksInvalidated: true,
          projectsMapped: true,
        },
        orderBy: { username: 'asc' },
      }),
      members: (await prisma.teamMember.findMany()).length,
      organisations: (await prisma.organisation.findMany()).length,
    };
  }

  it('is created again, completely, at the next start', async () => {
    const contexts = databases.map((database) => createContext({ database, config: testConfig({}), secret: SECRET }));
    const [whole, interrupted] = contexts as [Context, Context];
    expect(await loadDemo(whole)).toBe(true);
    let attempts = 0;
    for (const last of INTERRUPTIONS)
      await loadDemo(interruptedAt(interrupted, last)).catch((error: unknown) => {
        if (!(error instanceof Interruption)) throw error;
        attempts++;
      });
    expect(attempts).toBe(INTERRUPTIONS.length);
    await loadDemo(interrupted);
    expect(await remains(interrupted)).toEqual(await remains(whole));
    expect(await loadDemo(interrupted)).toBe(false);
  });
});
