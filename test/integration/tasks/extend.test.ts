import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { User } from '../../support/factory.js';
import { checkInvariants } from '../../support/invariants.js';
import { fingerprint, readState } from '../../support/state.js';
import { actingIn } from './acting.js';

const world = useApp();
const { act, done } = actingIn(world);

const extend = (project: { id: number }, as: User, ...taskIds: number[]) =>
  act(project, 'extend', { as, body: { taskIds } });

const DONE = { Success: 'Successfully extended task expiry' };
const notLocked = (id: number): string => `Task ${id} status is not LOCKED_FOR_MAPPING or LOCKED_FOR_VALIDATION.`;

describe('extend', () => {
  it('closes the open lock row and opens a row of the extension, which begins a new time limit', async () => {
    const people = await world.make.users('ann', 'ben');
    const { ann: holder, ben } = people;
    const project = await world.make.project({ tasks: [{ state: 'LOCKED_FOR_MAPPING', holder, lockedFor: 110 }] });
    expect((await extend(project, holder, 1)).body).toEqual(DONE);
    const state = await readState(world.database, project, people);
    expect(state.tasks[1]).toBe('LOCKED_FOR_MAPPING, locked by ann');
    expect(state.history[1]).toEqual(['LOCKED_FOR_MAPPING ended, ann', 'EXTENDED_FOR_MAPPING running, ann']);
    await checkInvariants(world.database, project);
    await world.make.age(project, 1, 110);
    expectRefusal(await act(project, 'lock-for-mapping/1', { as: ben }), 'InvalidTaskState');
    expect((await extend(project, holder, 1)).body).toEqual(DONE);
    expect((await readState(world.database, project, people)).history[1]).toEqual([
      'LOCKED_FOR_MAPPING ended, ann',
      'EXTENDED_FOR_MAPPING ended, ann',
      'EXTENDED_FOR_MAPPING running, ann',
    ]);
    await done(project, 'unlock-after-mapping/1', { as: holder, body: { status: 'MAPPED' } });
    expect((await readState(world.database, project, people)).history[1]?.slice(-2)).toEqual([
      'EXTENDED_FOR_MAPPING ended, ann',
      'STATE_CHANGE MAPPED, ann',
    ]);
    await checkInvariants(world.database, project);
  });

  it('extends many validation locks at once', async () => {
    const people = await world.make.users('zoe');
    const task = { state: 'LOCKED_FOR_VALIDATION', holder: people.zoe } as const;
    const project = await world.make.project({ tasks: [task, { ...task, before: 'INVALIDATED' }, task] });
    expect((await extend(project, people.zoe, 3, 1, 2, 1)).body).toEqual(DONE);
    const { history } = await readState(world.database, project, people);
    for (const id of [1, 2, 3])
      expect(history[id]?.slice(-2)).toEqual([
        'LOCKED_FOR_VALIDATION ended, zoe',
        'EXTENDED_FOR_VALIDATION running, zoe',
      ]);
    await checkInvariants(world.database, project);
    const validatedTasks = [1, 2, 3].map((taskId) => ({ taskId, status: 'VALIDATED' }));
    await done(project, 'unlock-after-validation', { as: people.zoe, body: { validatedTasks } });
    await checkInvariants(world.database, project);
  });

  it('changes nothing for an empty list', async () => {
    const { ann } = await world.make.users('ann');
    const project = await world.make.project();
    const before = await fingerprint(world.database);
    expect((await extend(project, ann)).body).toEqual(DONE);
    expect(await fingerprint(world.database)).toBe(before);
  });
});

describe('extend is refused, and nothing is extended,', () => {
  it('when one task is not locked, or its lock has expired', async () => {
    const { ann: holder } = await world.make.users('ann');
    const project = await world.make.project({
      tasks: [
        { state: 'LOCKED_FOR_VALIDATION', holder },
        'READY',
        'VALIDATED',
        { state: 'LOCKED_FOR_VALIDATION', holder, lockedFor: 121 },
      ],
    });
    const before = await fingerprint(world.database);
    for (const id of [2, 3, 4])
      expectRefusal(await extend(project, holder, 1, id), 'TaskStatusNotLocked', notLocked(id));
    expect(await fingerprint(world.database)).toBe(before);
  });

  it('when another user holds one task', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const project = await world.make.project({
      tasks: [
        { state: 'LOCKED_FOR_VALIDATION', holder: ann },
        { state: 'LOCKED_FOR_MAPPING', holder: ben },
      ],
    });
    const before = await fingerprint(world.database);
    expectRefusal(await extend(project, ann, 1, 2), 'LockedByAnotherUser');
    expectRefusal(await extend(project, project.author, 1), 'LockedByAnotherUser');
    expect(await fingerprint(world.database)).toBe(before);
  });

  it('without a list or a session, and for an unknown user, project or task', async () => {
    const { ann } = await world.make.users('ann');
    const project = await world.make.project();
    for (const body of [{}, { taskIds: 1 }, { taskIds: ['1'] }, null])
      expect(await act(project, 'extend', { as: ann, body })).toMatchObject({
        status: 400,
        body: { SubCode: 'InvalidData' },
      });
    expectRefusal(await act(project, 'extend', { body: { taskIds: [1] } }), 'InvalidToken');
    expectNotFound(await extend(project, { id: 1_999_999_995, username: '' }, 1), 'USER_NOT_FOUND');
    expectNotFound(await extend({ id: 2_000_000_000 }, ann, 1), 'PROJECT_NOT_FOUND');
    expectNotFound(await extend(project, ann, 99), 'TASK_NOT_FOUND');
  });
});
