import { expect, it, onTestFinished, vi } from 'vitest';
import { createContext } from '../../../src/context.js';
import type { Database } from '../../../src/db/database.js';
import { EventStream } from '../../../src/modules/events/streams/event-stream.js';
import { SECRET, testConfig } from '../../support/app.js';
import { testDatabase } from '../../support/database.js';
import { factoryFor } from '../../support/factory.js';

/** Much longer than the pause between two reads of the database. In milliseconds. */
const LONG_TIME_MS = 60_000;

it('does not read the database before the first stream begins and after the last stream has ended', async () => {
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
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const { eventHub } = createContext({ database: watched, config: testConfig(), secret: SECRET });

  await vi.advanceTimersByTimeAsync(LONG_TIME_MS);
  expect(statements).toBe(0);
  const stream = new EventStream({ projectId, userId: null, address: null });
  await eventHub.admit(stream);
  await eventHub.begin(stream, undefined);
  const withOne = statements;
  await vi.waitFor(() => expect(statements).toBeGreaterThan(withOne + 1));
  eventHub.remove(stream);
  // A read that has begun may still end.
  let [last, checksWithoutChange] = [statements, 0];
  const isQuiet = (): void => {
    checksWithoutChange = statements === last ? checksWithoutChange + 1 : 0;
    last = statements;
    expect(checksWithoutChange).toBe(25);
  };
  await vi.waitFor(isQuiet, { interval: 100, timeout: 20_000 });
  await eventHub.stop();
});
