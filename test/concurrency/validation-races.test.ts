import { expect, it } from 'vitest';
import type { Project, User } from '../support/factory.js';
import { kinds, manyUsers, taskIdsOf, tally, upTo, useServers, type Outcome } from '../support/callers.js';
import { checkInvariants } from '../support/invariants.js';
import { chanceOf, seedOf } from '../support/random.js';
import { onServerOnly } from '../support/server-only.js';
import { readState } from '../support/state.js';

const ROUNDS = Number(process.env.TEST_VALIDATION_ROUNDS ?? 10);
const ONE_USER_ROUNDS = Number(process.env.TEST_ONE_USER_ROUNDS ?? 20);
const VALIDATORS = 20;
const TASKS = 40;
const PATIENCE = 60_000 + ROUNDS * 4000;

onServerOnly('validators of two servers at once', () => {
  const callers = useServers();

  const lock = (as: User, project: Project, taskIds: number[]): Promise<Outcome> =>
    callers.act(as, project, 'lock-for-validation', { taskIds });

  it(
    `locks each overlapping set completely or not at all, without deadlocks, ${ROUNDS} times`,
    async () => {
      const chance = chanceOf(seedOf());
      const { mapper } = await callers.make.users('mapper');
      const validators = await manyUsers(callers.make, VALIDATORS);
      const project = await callers.make.project({ tasks: upTo(TASKS).map(() => ({ state: 'MAPPED', mapper })) });
      let won = 0;
      for (let round = 1; round <= ROUNDS; round++) {
        const label = `seed ${chance.seed}, round ${round}`;
        const sets = validators.map(() => chance.shuffled(upTo(TASKS)).slice(0, 2 + chance.below(8)));
        const locked = await Promise.all(validators.map((user, i) => lock(user, project, sets[i] ?? [])));
        for (const kind of kinds(locked)) expect(['200', '403 NotReadyForValidation'], label).toContain(kind);
        const winners = locked.flatMap(({ status }, i) => (status === 200 ? [i] : []));
        won += winners.length;
        expect(winners.length, label).toBeGreaterThan(0);
        const taken = winners.flatMap((i) => sets[i] ?? []);
        expect(new Set(taken).size, `${label}: one task for two`).toBe(taken.length);
        const people = Object.fromEntries(winners.map((i) => [String(i), validators[i] as User]));
        const { tasks } = await readState(callers.database, project, { ...people, mapper });
        for (const i of winners)
          for (const id of sets[i] ?? [])
            expect(tasks[id], label).toMatch(new RegExp(`^LOCKED_FOR_VALIDATION, locked by ${i}(,|$)`));
        const held = Object.values(tasks).filter((task) => task.startsWith('LOCKED'));
        expect(held, label).toHaveLength(taken.length);
        // All give back at once what they hold, most of it as it was: the next round needs it. Losers try their luck too.
        const back = await Promise.all(
          validators.map((user, i) => {
            const taskIds = sets[i] ?? [];
            if (i % 2 === 0)
              return callers.act(user, project, 'stop-validation', {
                resetTasks: taskIds.map((taskId) => ({ taskId })),
              });
            const status = (taskId: number): string => (taskId % 3 === 0 ? 'INVALIDATED' : 'MAPPED');
            return callers.act(user, project, 'unlock-after-validation', {
              validatedTasks: taskIds.map((taskId) => ({ taskId, status: status(taskId) })),
            });
          }),
        );
        expect(
          back.map(({ status }) => status === 200),
          label,
        ).toEqual(validators.map((_, i) => winners.includes(i)));
        for (const kind of kinds(back))
          expect(['200', '403 NotLockedForValidation', '403 TaskNotOwned'], label).toContain(kind);
        await checkInvariants(callers.database, project);
      }
      expect(won).toBeGreaterThanOrEqual(ROUNDS);
    },
    PATIENCE,
  );

  it('locks a set of forty tasks completely for one of twenty validators', async () => {
    const { mapper } = await callers.make.users('mapper');
    const validators = await manyUsers(callers.make, VALIDATORS);
    const project = await callers.make.project({ tasks: upTo(TASKS).map(() => ({ state: 'MAPPED', mapper })) });
    const outcomes = await Promise.all(
      validators.map((user, i) => lock(user, project, i % 2 ? upTo(TASKS) : upTo(TASKS).reverse())),
    );
    expect(tally(outcomes)).toEqual({ '200': 1, '403 NotReadyForValidation': VALIDATORS - 1 });
    await checkInvariants(callers.database, project);
  });

  it(
    `locks one set when a user asks for three at once, ${ONE_USER_ROUNDS} times`,
    async () => {
      const { mapper, zoe } = await callers.make.users('mapper', 'zoe');
      for (let round = 0; round < ONE_USER_ROUNDS; round++) {
        const project = await callers.make.project({ tasks: upTo(6).map(() => ({ state: 'MAPPED', mapper })) });
        const outcomes = await Promise.all([
          lock(zoe, project, [1, 2]),
          lock(zoe, project, [3, 4]),
          callers.act(zoe, project, 'lock-next', { for: 'validation', count: 2 }),
        ]);
        for (const kind of kinds(outcomes)) expect(['200', '403 UserAlreadyHasTaskLocked']).toContain(kind);
        const { tasks } = await readState(callers.database, project, { mapper, zoe });
        const locked = Object.keys(tasks).filter((id) => tasks[Number(id)]?.startsWith('LOCKED_FOR_VALIDATION'));
        expect(locked).toHaveLength(2);
        // The holder of a set who asks for just this set again gets 200: lock-next may have chosen the set of another call.
        const winners = outcomes.filter(({ status }) => status === 200);
        expect(winners.length).toBeGreaterThan(0);
        for (const winner of winners) expect(taskIdsOf(winner).sort()).toEqual(locked.map(Number));
        await checkInvariants(callers.database, project);
      }
    },
    60_000 + ONE_USER_ROUNDS * 1000,
  );

  it('counts a set once, for validator and project, when it is handed in ten times at once', async () => {
    const { mapper, zoe } = await callers.make.users('mapper', 'zoe');
    const spec = { state: 'LOCKED_FOR_VALIDATION', mapper, holder: zoe } as const;
    const project = await callers.make.project({ tasks: upTo(10).map(() => spec) });
    const validatedTasks = upTo(10).map((taskId) => ({ taskId, status: 'VALIDATED' }));
    const outcomes = await Promise.all(
      upTo(10).map(() => callers.act(zoe, project, 'unlock-after-validation', { validatedTasks })),
    );
    expect(tally(outcomes)).toEqual({ '200': 1, '403 NotLockedForValidation': 9 });
    const state = await readState(callers.database, project, { zoe, mapper });
    expect(state.users.zoe?.validated).toBe(10);
    expect(state.project).toMatchObject({ mapped: 0, validated: 10 });
    await checkInvariants(callers.database, project);
  });

  it('undoes a task once or step by step, and counts no step twice, when ten users send the request at once', async () => {
    const { mapper, zoe } = await callers.make.users('mapper', 'zoe');
    const spec = { state: 'LOCKED_FOR_VALIDATION', mapper, holder: zoe } as const;
    const project = await callers.make.project({ tasks: [spec] });
    await callers.act(zoe, project, 'unlock-after-validation', {
      validatedTasks: [{ taskId: 1, status: 'VALIDATED' }],
    });
    const outcomes = await Promise.all(upTo(10).map(() => callers.act(zoe, project, 'undo-last-action/1')));
    // VALIDATED → MAPPED → READY, and then there is nothing to undo.
    expect(tally(outcomes)).toEqual({ '200': 2, '403 UndoPermissionError': 8 });
    const state = await readState(callers.database, project, { zoe, mapper });
    expect(state.tasks[1]).toBe('READY');
    expect(state.users.zoe?.validated).toBe(0);
    await checkInvariants(callers.database, project);
  });
});
