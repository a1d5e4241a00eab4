import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildApp } from '../../../src/app.js';
import { createContext, type Context } from '../../../src/context.js';
import type { Database } from '../../../src/db/database.js';
import { request, SECRET, testConfig, type Answer, type Client } from '../../support/app.js';
import { testDatabase } from '../../support/database.js';
import { useLadder } from '../../support/ladder.js';
import { useOsm } from '../../support/osm-server.js';
import { checkResponses } from '../../support/response-check.js';

const osm = useOsm();
useLadder();

let context: Context;
let client: Client;
let database: Database;
let nextId = 750_000_000 + Math.floor(Math.random() * 1_000_000) * 100;

beforeAll(async () => {
  ({ database } = await testDatabase());
  context = createContext({ database, config: testConfig(osm.env), secret: SECRET });
  client = request(await buildApp(context, checkResponses));
});

beforeEach(() => {
  osm.asked.length = 0;
  osm.held = Promise.resolve();
});

const signIn = (id: number): Promise<Answer> =>
  client.get(`system/authentication/callback/?code=${osm.code({ id, name: `level ${id}` })}`);

const levelOf = async (id: number): Promise<number> =>
  (await database.prisma.user.findUniqueOrThrow({ where: { id: BigInt(id) } })).mappingLevel;

const statsOf = (id: number) => database.prisma.userStats.findUnique({ where: { userId: BigInt(id) } });

describe('level at a sign-in', () => {
  it.each(['first', 'second'])(
    'is checked after the answer when the services are slow, at the %s sign-in',
    async (which) => {
      const id = nextId++;
      if (which === 'second') await signIn(id);
      await context.background.idle();
      osm.users.set(id, { changesets: 300, topics: { building: 4 } });
      let release: () => void = () => undefined;
      osm.held = new Promise((resolve) => (release = resolve));
      expect((await signIn(id)).status).toBe(200);
      expect([await levelOf(id), await statsOf(id)]).toEqual([1, null]);
      release();
      await context.background.idle();
      expect(await levelOf(id)).toBe(2);
      expect(await statsOf(id)).toMatchObject({ stats: { building: 4, changeset: 300 } });
    },
  );

  it('increases by one at each sign-in, with one message each time', async () => {
    const id = nextId++;
    osm.users.set(id, { changesets: 600 });
    const levels = [];
    for (let turn = 0; turn < 3; turn++) {
      expect((await signIn(id)).status).toBe(200);
      await context.background.idle();
      levels.push(await levelOf(id));
    }
    expect(levels).toEqual([2, 3, 3]);
    const messages = await database.prisma.message.findMany({
      where: { toUserId: BigInt(id) },
      orderBy: { id: 'asc' },
    });
    expect(messages.map(({ subject }) => subject?.split(' ').at(-1))).toEqual(['Manager', 'INTERMEDIATE', 'ADVANCED']);
  });

  it.each([{ status: 500 }, { status: 410 }, 'html'] as const)(
    'stays the same when a service answers %j, and the sign-in succeeds',
    async (answer) => {
      const id = nextId++;
      osm.users.set(id, answer);
      expect((await signIn(id)).status).toBe(200);
      await context.background.idle();
      expect([await levelOf(id), await statsOf(id)]).toEqual([1, null]);
    },
  );
});
