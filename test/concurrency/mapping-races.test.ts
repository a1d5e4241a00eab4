import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.js';
import { tokenOf } from '../support/app.js';
import { testDatabase } from '../support/database.js';
import { factoryFor, type Factory, type Project, type User } from '../support/factory.js';
import { checkInvariants } from '../support/invariants.js';
import { onServerOnly } from '../support/server-only.js';
import { startServerProcesses, type ServerProcess } from '../support/server-process.js';
import { readState } from '../support/state.js';

const ROUNDS = Number(process.env.TEST_RACE_ROUNDS ?? 20);
const CALLERS = 50;
/** Milliseconds for a test of all rounds, on a busy machine. */
const PATIENCE = 60_000 + ROUNDS * 2000;

interface Outcome {
  status: number;
  code: string | undefined;
}

onServerOnly('many callers of two servers at once', () => {
  let database: Database;
  let make: Factory;
  let servers: ServerProcess[] = [];
  let turn = 0;

  beforeAll(async () => {
    const test = await testDatabase();
    ({ database } = test);
    make = factoryFor(database);
    servers = await startServerProcesses(2, { DATABASE_URL: test.url ?? '' });
  });

  afterAll(async () => {
    const codes = await Promise.all(servers.map((server) => server.stop()));
    expect(codes, servers.map((server) => server.output()).join('\n')).toEqual(servers.map(() => 0));
  });

  /** Asks the servers by turns. */
  async function act(as: User, project: Project, action: string, taskId: number, body?: unknown): Promise<Outcome> {
    const server = servers[turn++ % servers.length] as ServerProcess;
    const response = await fetch(`${server.url}/api/v2/projects/${project.id}/tasks/actions/${action}/${taskId}/`, {
      method: 'POST',
      headers: { authorization: tokenOf(as), 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const { SubCode } = (await response.json()) as { SubCode?: string };
    return { status: response.status, code: SubCode };
  }

  const lock = (as: User, project: Project, taskId: number): Promise<Outcome> =>
    act(as, project, 'lock-for-mapping', taskId);
  const stop = (as: User, project: Project, taskId: number): Promise<Outcome> =>
    act(as, project, 'stop-mapping', taskId, {});
  const handIn = (as: User, project: Project, taskId: number): Promise<Outcome> =>
    act(as, project, 'unlock-after-mapping', taskId, { status: 'MAPPED' });

  /** How often each answer came: `{ '200': 1, '403 InvalidTaskState': 49 }`. */
  function tally(outcomes: Outcome[]): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { status, code } of outcomes) {
      const key = code ? `${status} ${code}` : String(status);
      counts[key] = (counts[key] ?? 0) + 1;
    }
    return counts;
  }

  const rounds = Array.from({ length: ROUNDS }, (_, index) => index + 1);
  const manyUsers = (): Promise<User[]> => Promise.all(Array.from({ length: CALLERS }, () => make.user()));

  it(
    `locks a task for one of ${CALLERS} users, ${ROUNDS} times, with one history row`,
    async () => {
      const users = await manyUsers();
      const project = await make.project({ tasks: rounds.map(() => 'READY' as const) });
      for (const taskId of rounds) {
        const outcomes = await Promise.all(users.map((user) => lock(user, project, taskId)));
        expect(tally(outcomes), `round ${taskId}`).toEqual({ '200': 1, '403 InvalidTaskState': CALLERS - 1 });
        const winner = users[outcomes.findIndex(({ status }) => status === 200)] as User;
        const state = await readState(database, project, { winner });
        expect(state.tasks[taskId]).toBe('LOCKED_FOR_MAPPING, locked by winner');
        expect(state.history[taskId]).toEqual(['LOCKED_FOR_MAPPING running, winner']);
        expect((await stop(winner, project, taskId)).status).toBe(200);
      }
      await checkInvariants(database, project);
    },
    PATIENCE,
  );

  it(`locks a task with an expired lock for one of ${CALLERS} users and records the expiry once`, async () => {
    const users = await manyUsers();
    const sleeper = await make.user();
    for (let round = 0; round < 5; round++) {
      const project = await make.project({ tasks: [{ state: 'LOCKED_FOR_MAPPING', holder: sleeper, lockedFor: 180 }] });
      const outcomes = await Promise.all(users.map((user) => lock(user, project, 1)));
      expect(tally(outcomes)).toEqual({ '200': 1, '403 InvalidTaskState': CALLERS - 1 });
      const winner = users[outcomes.findIndex(({ status }) => status === 200)] as User;
      expect((await readState(database, project, { winner, sleeper })).history[1]).toEqual([
        'AUTO_UNLOCKED_FOR_MAPPING ended, sleeper',
        'LOCKED_FOR_MAPPING running, winner',
      ]);
      await checkInvariants(database, project);
    }
  });

  it(
    `locks one of five tasks when one user asks for all at once, ${ROUNDS} times`,
    async () => {
      const five = [1, 2, 3, 4, 5];
      for (const round of rounds) {
        const user = await make.user();
        const project = await make.project({ tasks: five.map(() => 'READY' as const) });
        const outcomes = await Promise.all(five.map((taskId) => lock(user, project, taskId)));
        expect(tally(outcomes), `round ${round}`).toEqual({ '200': 1, '403 UserAlreadyHasTaskLocked': 4 });
        const { tasks } = await readState(database, project, { user });
        expect(Object.values(tasks).filter((task) => task === 'LOCKED_FOR_MAPPING, locked by user')).toHaveLength(1);
        await checkInvariants(database, project);
      }
    },
    PATIENCE,
  );

  it('returns 200 to every repeated request of the lock holder and writes one history row', async () => {
    const user = await make.user();
    const project = await make.project();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => lock(user, project, 1)));
    expect(tally(outcomes)).toEqual({ '200': 20 });
    expect((await readState(database, project, { user })).history[1]).toEqual(['LOCKED_FOR_MAPPING running, user']);
  });

  it(
    `counts a hand-in once when it is sent ten times at once, ${ROUNDS} times`,
    async () => {
      const user = await make.user();
      const project = await make.project({ tasks: rounds.map(() => 'READY' as const) });
      for (const taskId of rounds) {
        expect((await lock(user, project, taskId)).status).toBe(200);
        const outcomes = await Promise.all(Array.from({ length: 10 }, () => handIn(user, project, taskId)));
        expect(tally(outcomes), `round ${taskId}`).toEqual({ '200': 1, '403 LockBeforeUnlocking': 9 });
      }
      const state = await readState(database, project, { user });
      expect(state.users.user).toEqual({ mapped: ROUNDS, validated: 0, invalidated: 0, workedHere: true });
      expect(state.project.mapped).toBe(ROUNDS);
      await checkInvariants(database, project);
    },
    PATIENCE,
  );

  it(
    `performs either the hand-in or the stop when both are sent at once, ${ROUNDS} times`,
    async () => {
      const user = await make.user();
      const project = await make.project({ tasks: rounds.map(() => 'READY' as const) });
      let handedIn = 0;
      for (const taskId of rounds) {
        expect((await lock(user, project, taskId)).status).toBe(200);
        const calls = Array.from({ length: 8 }, (_, i) => (i % 2 ? handIn : stop)(user, project, taskId));
        const outcomes = await Promise.all(calls);
        expect(tally(outcomes), `round ${taskId}`).toEqual({ '200': 1, '403 LockBeforeUnlocking': 7 });
        const byHandIn = outcomes.findIndex(({ status }) => status === 200) % 2 === 1;
        handedIn += Number(byHandIn);
        const { tasks } = await readState(database, project, { user });
        expect(tasks[taskId]).toBe(byHandIn ? 'MAPPED, mapped by user' : 'READY');
      }
      expect((await readState(database, project, { user })).project.mapped).toBe(handedIn);
      await checkInvariants(database, project);
    },
    PATIENCE,
  );

  it('gives a task to one waiting user at a time when its holder stops mapping', async () => {
    const users = await Promise.all(Array.from({ length: 12 }, () => make.user()));
    const project = await make.project({ tasks: ['READY', 'INVALIDATED'] });
    const outcomes: Outcome[] = [];
    const work = async (user: User): Promise<void> => {
      for (let i = 0; i < 15; i++) {
        const taskId = 1 + (i % 2);
        const locked = await lock(user, project, taskId);
        outcomes.push(locked);
        if (locked.status === 200) outcomes.push(await stop(user, project, taskId));
      }
    };
    await Promise.all(users.map(work));
    const counts = tally(outcomes);
    expect(Object.keys(counts).filter((key) => key !== '200' && key !== '403 InvalidTaskState')).toEqual([]);
    const state = await readState(database, project);
    expect(state.tasks).toEqual({ 1: 'READY', 2: 'INVALIDATED' });
    const lockRows = Object.values(state.history)
      .flat()
      .filter((row) => row.startsWith('LOCKED_FOR_MAPPING ended'));
    expect(lockRows.length).toBe((counts['200'] ?? 0) / 2 + 1);
    await checkInvariants(database, project);
  });

  it('counts every task once, for the project and for users, when a whole project is mapped', async () => {
    const users = await Promise.all(Array.from({ length: 10 }, () => make.user()));
    const project = await make.project({ tasks: Array.from({ length: 60 }, () => 'READY' as const) });
    const mapped = new Map<number, number>();
    const work = async (user: User, first: number): Promise<void> => {
      for (let step = 0; step < 60; step++) {
        const taskId = ((first * 7 + step) % 60) + 1;
        if ((await lock(user, project, taskId)).status !== 200) continue;
        expect((await handIn(user, project, taskId)).status).toBe(200);
        mapped.set(user.id, (mapped.get(user.id) ?? 0) + 1);
      }
    };
    await Promise.all(users.map(work));
    const people = Object.fromEntries(users.map((user) => [String(user.id), user]));
    const state = await readState(database, project, people);
    expect(state.project).toEqual({ total: 60, mapped: 60, validated: 0, badImagery: 0 });
    for (const user of users) expect(state.users[String(user.id)]?.mapped).toBe(mapped.get(user.id) ?? 0);
    for (const rows of Object.values(state.history)) expect(rows).toHaveLength(2);
    await checkInvariants(database, project);
  });
});
