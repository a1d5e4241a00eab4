import { buildApp } from '../../src/app.js';
import { createContext } from '../../src/context.js';
import type { Database } from '../../src/db/database.js';
import { request, SECRET, testConfig } from './app.js';
import type { User } from './factory.js';

/** Something whose raw reads are counted. */
const counted = <T extends object>(way: T, count: () => void): T =>
  new Proxy(way, {
    get(target, name) {
      if (name === '$queryRaw') count();
      const value = Reflect.get(target, name) as unknown;
      return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
    },
  });

/**
 * How many statements a GET takes that is answered with 200.
 * @param path below `/api/v2/`
 */
export async function statementsOf(database: Database, path: string, as?: User): Promise<number> {
  let count = 0;
  const add = (): void => void count++;
  const { prisma, db } = database;
  const watched: Database = counted({ ...database, prisma: counted(prisma, add), db: counted(db, add) }, add);
  const app = await buildApp(createContext({ database: watched, config: testConfig(), secret: SECRET }));
  try {
    const { status, body } = await request(app).get(path, as && { as });
    if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
  } finally {
    await app.close();
  }
  return count;
}
