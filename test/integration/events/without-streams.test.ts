import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createContext } from '../../../src/context.js';
import type { Database } from '../../../src/db/database.js';
import { EventStream } from '../../../src/modules/events/streams/event-stream.js';
import { SECRET, testConfig } from '../../support/app.js';
import { testDatabase } from '../../support/database.js';
import { factoryFor } from '../../support/factory.js';

/** Several times the pause between two looks at the database. Milliseconds. */
const A_WHILE = 1500;

it('asks the database nothing without streams: before the first begins, and after the last has ended', async () => {
  const { database } = await testDatabase();
  const { id: projectId } = await factoryFor(database).project();
  let statements = 0;
  const counted = <T extends object>(way: T): T =>
    new Proxy(way, {
      get(target, name) {
        if (name === '$queryRaw' || name === '$executeRaw' || name === 'transaction') statements += 1;
        const value = Reflect.get(target, name) as unknown;
        return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
      },
    });
  const watched: Database = counted({ ...database, db: counted(database.db) });
  const { eventHub } = createContext({ database: watched, config: testConfig(), secret: SECRET });
  const statementsIn = async (work: () => Promise<unknown>): Promise<number> => {
    const before = statements;
    await work();
    return statements - before;
  };

  expect(await statementsIn(() => setTimeout(A_WHILE))).toBe(0);
  const stream = new EventStream({ projectId, userId: null, address: null });
  await eventHub.admit(stream);
  await eventHub.begin(stream, undefined);
  expect(await statementsIn(() => setTimeout(A_WHILE))).toBeGreaterThan(1);
  eventHub.remove(stream);
  // A look that has begun may end.
  await setTimeout(A_WHILE);
  expect(await statementsIn(() => setTimeout(A_WHILE))).toBe(0);
  await eventHub.stop();
});
