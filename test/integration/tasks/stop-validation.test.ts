import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import { checkInvariants } from '../../support/invariants.js';
import { fingerprint, readState } from '../../support/state.js';
import { actingIn } from './acting.js';

const world = useApp();
const { act, invalidations } = actingIn(world);

async function held() {
  const people = await world.make.users('ann', 'yan', 'zoe');
  const task = {
    state: 'LOCKED_FOR_VALIDATION',
    mapper: people.ann,
    validator: people.yan,
    holder: people.zoe,
  } as const;
  const project = await world.make.project({
    tasks: [{ ...task }, { ...task, before: 'BADIMAGERY' }, { ...task, before: 'INVALIDATED' }, 'MAPPED'],
  });
  const stop = (as = people.zoe, ...resetTasks: { taskId: number; comment?: string | null }[]) =>
    act(project, 'stop-validation', { as, body: { resetTasks } });
  return { people, project, stop };
}

describe('stop-validation', () => {
  it('restores the state of each task, and stores the comments', async () => {
    const { people, project, stop } = await held();
    const answer = await stop(
      people.zoe,
      { taskId: 3 },
      { taskId: 1, comment: 'not my day' },
      { taskId: 2, comment: null },
    );
    expect(answer.body).toMatchObject({
      tasks: [
        { taskId: 3, taskStatus: 'INVALIDATED', lockHolder: null },
        { taskId: 1, taskStatus: 'MAPPED', lockHolder: null },
        { taskId: 2, taskStatus: 'BADIMAGERY', lockHolder: null },
      ],
    });
    const state = await readState(world.database, project, people);
    expect(state.tasks).toMatchObject({ 1: 'MAPPED, mapped by ann', 2: 'BADIMAGERY, mapped by ann', 3: 'INVALIDATED' });
    expect(state.history[1]?.slice(-2)).toEqual(['LOCKED_FOR_VALIDATION ended, zoe', 'COMMENT not my day, zoe']);
    expect(state.history[2]?.at(-1)).toBe('LOCKED_FOR_VALIDATION ended, zoe');
    expect(state.project).toEqual({ total: 4, mapped: 2, validated: 0, badImagery: 1 });
    expect(state.users.zoe).toEqual({ mapped: 0, validated: 0, invalidated: 0, workedHere: false });
    expect(await invalidations(project)).toMatchObject([{ task: 3, closed: false }]);
    await checkInvariants(world.database, project);
  });

  it('changes nothing for an empty list', async () => {
    const { people, stop } = await held();
    const before = await fingerprint(world.database);
    expect((await stop(people.zoe)).body).toEqual({ tasks: [] });
    expect(await fingerprint(world.database)).toBe(before);
  });

  it('accepts an expired lock', async () => {
    const { zoe } = await world.make.users('zoe');
    const project = await world.make.project({
      tasks: [{ state: 'LOCKED_FOR_VALIDATION', holder: zoe, lockedFor: 121 }],
    });
    const answer = await act(project, 'stop-validation', { as: zoe, body: { resetTasks: [{ taskId: 1 }] } });
    expect(answer.body).toMatchObject({ tasks: [{ taskStatus: 'MAPPED' }] });
    await checkInvariants(world.database, project);
  });

  it('is refused for all tasks when one is not locked for validation', async () => {
    const { people, project, stop } = await held();
    const before = await fingerprint(world.database);
    expectRefusal(
      await stop(people.zoe, { taskId: 1 }, { taskId: 4 }),
      'NotLockedForValidation',
      'Task 4 is not LOCKED_FOR_VALIDATION',
    );
    expectRefusal(await stop(people.yan, { taskId: 1 }), 'TaskNotOwned');
    expectRefusal(await stop(project.author, { taskId: 1 }), 'TaskNotOwned');
    expect(await fingerprint(world.database)).toBe(before);
  });

  it('is refused without a list of tasks', async () => {
    const { people, project } = await held();
    for (const body of [{}, { resetTasks: [1] }, { resetTasks: [{ taskId: '1' }] }, null])
      expect(await act(project, 'stop-validation', { as: people.zoe, body })).toMatchObject({
        status: 400,
        body: { SubCode: 'InvalidData' },
      });
  });

  it('is refused without a session and for an unknown user, project or task', async () => {
    const { people, project, stop } = await held();
    const body = { resetTasks: [{ taskId: 1 }] };
    expectRefusal(await act(project, 'stop-validation', { body }), 'InvalidToken');
    expectNotFound(await stop({ id: 1_999_999_995, username: '' }, { taskId: 1 }), 'USER_NOT_FOUND');
    expectNotFound(await act({ id: 2_000_000_000 }, 'stop-validation', { as: people.zoe, body }), 'PROJECT_NOT_FOUND');
    expectNotFound(await stop(people.zoe, { taskId: 99 }), 'TASK_NOT_FOUND');
  });
});
