import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { Database } from '../../src/db/database.js';
import { actAt, kinds, manyUsers, upTo, useServers, type Outcome } from '../support/callers.js';
import type { Project, User } from '../support/factory.js';
import { checkInvariants } from '../support/invariants.js';
import { chanceOf, seedOf, type Chance } from '../support/random.js';
import { onServerOnly } from '../support/server-only.js';
import { startServerProcess, type ServerProcess } from '../support/server-process.js';
import { readState } from '../support/state.js';

const UNLOCKS = Number(process.env.TEST_UNLOCKS ?? 200);
const KILL_UNLOCKS = Number(process.env.TEST_KILL_UNLOCKS ?? 60);
const KILL_ROUNDS = Number(process.env.TEST_KILL_ROUNDS ?? 5);
const BULK = ['map-all', 'reset-all', 'validate-all', 'invalidate-all', 'reset-all-badimagery'] as const;

/** What each user hands in: mostly mapped, some bad imagery, some given up. */
const resultFor = (taskId: number): string =>
  taskId % 10 === 3 ? 'BADIMAGERY' : taskId % 10 === 7 ? 'READY' : 'MAPPED';

/** Tasks each of which a user of its own holds. */
const heldBy = (users: User[]) => users.map((holder) => ({ state: 'LOCKED_FOR_MAPPING' as const, holder }));

/** What the counters of users say, and what their history says that they handed in as mapped. */
const countersAndHistory = (database: Database, project: Project, users: User[]) =>
  database.prisma.$queryRaw<{ id: number; counter: number; handedIn: number }[]>`
    SELECT u.id::float8 AS id, u.tasks_mapped AS counter, (SELECT count(*)::int FROM task_history h
      WHERE h.project_id = ${project.id}::int AND h.user_id = u.id AND h.action = 'STATE_CHANGE' AND h.action_text = 'MAPPED')
      AS "handedIn"
    FROM users u WHERE u.id = ANY(${users.map(({ id }) => id)}::bigint[])`;

onServerOnly('managers change a project while mappers hand in', () => {
  const callers = useServers();

  /** All hand in at once; a manager acts on all tasks in between. @returns what became of each hand-in, and of the rest */
  async function storm(
    project: Project,
    users: User[],
    chance: Chance,
    send: (as: User, action: string, body?: unknown) => Promise<Outcome>,
  ): Promise<{ handedIn: Outcome[]; bulk: Outcome[] }> {
    const bulk: Promise<Outcome>[] = [];
    const every = Math.max(1, Math.floor(users.length / 12));
    const handedIn = await Promise.all(
      users.map(async (user, index) => {
        if (index % every === 0) {
          const first = index === 0 ? 'map-all' : index === every ? 'reset-all' : chance.pick(BULK);
          bulk.push(send(project.author, first));
        }
        if (chance.next() < 0.3) await setTimeout(chance.below(300));
        return send(user, `unlock-after-mapping/${index + 1}`, { status: resultFor(index + 1) });
      }),
    );
    return { handedIn, bulk: await Promise.all(bulk) };
  }

  it(`keeps the counters of project and users right when ${UNLOCKS} tasks are unlocked at once`, async () => {
    const chance = chanceOf(seedOf());
    const users = await manyUsers(callers.make, UNLOCKS);
    const project = await callers.make.project({ tasks: heldBy(users) });
    const { handedIn, bulk } = await storm(project, users, chance, (as, action, body) =>
      callers.act(as, project, action, body),
    );
    const label = `seed ${chance.seed}`;
    expect(kinds(bulk), label).toEqual(['200']);
    for (const kind of kinds(handedIn)) expect(['200', '403 LockBeforeUnlocking'], label).toContain(kind);
    const people = Object.fromEntries(users.map((user, index) => [String(index), user]));
    const state = await readState(callers.database, project, people);
    users.forEach((_, index) => {
      const counts = handedIn[index]?.status === 200 && resultFor(index + 1) === 'MAPPED';
      expect(state.users[String(index)]?.mapped, `${label}, user ${index}`).toBe(counts ? 1 : 0);
    });
    expect(state.project.total).toBe(UNLOCKS);
    await checkInvariants(callers.database, project);
  }, 180_000);

  it('applies whole changes and returns no 5xx when two managers act on the same tasks', async () => {
    const chance = chanceOf(seedOf());
    const admin = await callers.make.user({ role: 'ADMIN' });
    for (let round = 0; round < 4; round++) {
      const users = await manyUsers(callers.make, 12);
      const project = await callers.make.project({
        tasks: [
          ...heldBy(users),
          ...upTo(12).map(() => 'MAPPED' as const),
          ...upTo(6).map(() => 'BADIMAGERY' as const),
        ],
      });
      const revert = `reset-by-user?username=${project.author.username}&action=VALIDATED`;
      const outcomes = await Promise.all([
        ...upTo(32).map((n) => {
          const action = n % 8 === 0 ? revert : chance.pick(BULK);
          return callers.act(n % 2 ? admin : project.author, project, action);
        }),
        ...users.map((user, i) => callers.act(user, project, `unlock-after-mapping/${i + 1}`, { status: 'MAPPED' })),
      ]);
      const label = `seed ${chance.seed}: ${callers.servers.map((each) => each.output().slice(-2000)).join('\n')}`;
      for (const kind of kinds(outcomes)) expect(['200', '403 LockBeforeUnlocking'], label).toContain(kind);
      await checkInvariants(callers.database, project);
    }
  });

  it('keeps every task consistent when a manager resets while mappers lock, extend and hand in', async () => {
    const chance = chanceOf(seedOf());
    const users = await manyUsers(callers.make, 15);
    const project = await callers.make.project({ tasks: upTo(20).map(() => 'READY' as const) });
    const outcomes: Outcome[] = [];
    const act = async (as: User, action: string, body?: unknown): Promise<Outcome> => {
      const outcome = await callers.act(as, project, action, body);
      outcomes.push(outcome);
      return outcome;
    };
    const mapped = new Map<number, number>();
    const work = async (user: User): Promise<void> => {
      for (let turn = 0; turn < 8; turn++) {
        const taskId = 1 + chance.below(20);
        if ((await act(user, `lock-for-mapping/${taskId}`)).status !== 200) continue;
        if (chance.next() < 0.4) await act(user, 'extend', { taskIds: [taskId] });
        const { status } = await act(user, `unlock-after-mapping/${taskId}`, { status: 'MAPPED' });
        if (status === 200) mapped.set(user.id, (mapped.get(user.id) ?? 0) + 1);
      }
    };
    const manage = async (): Promise<void> => {
      for (const name of [
        'reset-all',
        'map-all',
        'validate-all',
        'reset-all',
        'map-all',
        'invalidate-all',
        'reset-all',
      ])
        await act(project.author, name);
    };
    await Promise.all([...users.map(work), manage()]);
    const label = `seed ${chance.seed}`;
    const expected = ['200', '403 InvalidTaskState', '403 LockBeforeUnlocking', '403 TaskNotOwned'];
    const allowed = [...expected, '403 TaskStatusNotLocked', '403 LockedByAnotherUser', '403 UserAlreadyHasTaskLocked'];
    for (const kind of kinds(outcomes)) expect(allowed, label).toContain(kind);
    for (const { id, counter } of await countersAndHistory(callers.database, project, users))
      expect(counter, label).toBe(mapped.get(id) ?? 0);
    await checkInvariants(callers.database, project);
  });

  /** Until no statement of others runs on this database: a killed server's last one goes on for a moment. */
  async function untilQuiet(): Promise<void> {
    for (let tried = 0; tried < 200; tried++) {
      const [row] = await callers.database.prisma.$queryRaw<{ n: number }[]>`
        SELECT count(*)::int AS n FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'`;
      if (row?.n === 0) return;
      await setTimeout(50);
    }
    throw new Error('the database does not come to rest');
  }

  it(
    `writes everything or nothing when a server is killed ${KILL_ROUNDS} times during the action`,
    async () => {
      const chance = chanceOf(seedOf());
      const start = (): Promise<ServerProcess> => startServerProcess({ DATABASE_URL: callers.url });
      let cutOff = 0;
      let starting = start();
      for (let round = 1; round <= KILL_ROUNDS; round++) {
        const label = `seed ${chance.seed}, round ${round}`;
        const users = await manyUsers(callers.make, KILL_UNLOCKS);
        const doomed = await starting;
        const project = await callers.make.project({ tasks: heldBy(users) });
        let turn = 0;
        let answered = 0;
        const send = async (as: User, action: string, body?: unknown): Promise<Outcome> => {
          if (turn++ % 2) return callers.act(as, project, action, body);
          const outcome = await actAt(doomed.url, as, project, action, body).catch(() => null);
          if (outcome) answered++;
          return outcome ?? { status: 0, code: undefined, body: null };
        };
        const [{ handedIn, bulk }] = await Promise.all([
          storm(project, users, chance, send),
          setTimeout(60 + chance.below(400)).then(() => doomed.stop('SIGKILL')),
        ]);
        for (const kind of kinds([...handedIn, ...bulk]))
          expect(['0', '200', '403 LockBeforeUnlocking'], label).toContain(kind);
        if (round < KILL_ROUNDS) starting = start();
        cutOff += [...handedIn, ...bulk].filter(({ status }) => status === 0).length;
        await untilQuiet();
        await checkInvariants(callers.database, project);
        for (const { counter, handedIn: rows } of await countersAndHistory(callers.database, project, users))
          expect(counter, `${label}: a counter against the history`).toBe(rows);
        // What a client was told to be done is done.
        const state = await readState(callers.database, project);
        handedIn.forEach(({ status }, index) => {
          if (status !== 200) return;
          const row = `STATE_CHANGE ${resultFor(index + 1)}, #${users[index]?.id}`;
          expect(state.history[index + 1], `${label}, ${answered} answers before the end`).toContain(row);
        });
      }
      expect(cutOff, 'the kill came in the middle').toBeGreaterThan(0);
    },
    60_000 + KILL_ROUNDS * 30_000,
  );
});
