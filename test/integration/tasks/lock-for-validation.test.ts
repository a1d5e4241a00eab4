import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { User } from '../../support/factory.js';
import { checkInvariants } from '../../support/invariants.js';
import { fingerprint, readState } from '../../support/state.js';
import { actingIn } from './acting.js';

const world = useApp();
const { act } = actingIn(world);

const notReady = (taskId: number): string => `Task ${taskId} is not MAPPED, BADIMAGERY or INVALIDATED`;

const lock = (project: { id: number }, as: User, ...taskIds: number[]) =>
  act(project, 'lock-for-validation', { as, body: { taskIds } });

describe('locking for validation', () => {
  it('locks all requested tasks, in the order of the request', async () => {
    const people = await world.make.users('ann', 'zoe');
    const { ann: mapper, zoe } = people;
    const project = await world.make.project({
      tasks: [
        { state: 'MAPPED', mapper },
        { state: 'BADIMAGERY', mapper },
        { state: 'INVALIDATED', mapper },
        { state: 'MAPPED', mapper },
      ],
    });
    const answer = await lock(project, zoe, 3, 1, 2);
    expect(answer.body).toMatchObject({
      tasks: [3, 1, 2].map((taskId) => ({ taskId, taskStatus: 'LOCKED_FOR_VALIDATION', lockHolder: zoe.username })),
    });
    const state = await readState(world.database, project, people);
    expect(state.tasks).toEqual({
      1: 'LOCKED_FOR_VALIDATION, locked by zoe, mapped by ann',
      2: 'LOCKED_FOR_VALIDATION, locked by zoe, mapped by ann',
      3: 'LOCKED_FOR_VALIDATION, locked by zoe',
      4: 'MAPPED, mapped by ann',
    });
    expect(state.history[1]?.at(-1)).toBe('LOCKED_FOR_VALIDATION running, zoe');
    expect(state.project).toEqual({ total: 4, mapped: 2, validated: 0, badImagery: 1 });
    await checkInvariants(world.database, project);
  });

  it('changes nothing when the holder repeats the lock', async () => {
    const { zoe } = await world.make.users('zoe');
    const project = await world.make.project({ tasks: ['MAPPED', 'MAPPED'] });
    expect((await lock(project, zoe, 1, 2)).status).toBe(200);
    const before = await fingerprint(world.database);
    expect((await lock(project, zoe, 2, 1, 2)).body).toMatchObject({ tasks: [{ taskId: 2 }, { taskId: 1 }] });
    expect(await fingerprint(world.database)).toBe(before);
  });

  it('counts an id that is given twice once', async () => {
    const people = await world.make.users('zoe');
    const project = await world.make.project({ tasks: ['MAPPED'] });
    expect((await lock(project, people.zoe, 1, 1, 1)).body).toMatchObject({ tasks: [{ taskId: 1 }] });
    const { history } = await readState(world.database, project, people);
    expect(history[1]?.filter((row) => row.startsWith('LOCKED_FOR_VALIDATION'))).toHaveLength(1);
  });

  it('accepts a task with an expired lock, and records that lock', async () => {
    const people = await world.make.users('ann', 'yan', 'zoe');
    const { ann: mapper, yan: holder, zoe } = people;
    const project = await world.make.project({
      tasks: [{ state: 'LOCKED_FOR_VALIDATION', mapper, holder, lockedFor: 121 }],
    });
    expect((await lock(project, zoe, 1)).status).toBe(200);
    expect((await readState(world.database, project, people)).history[1]?.slice(-2)).toEqual([
      'AUTO_UNLOCKED_FOR_VALIDATION ended, yan',
      'LOCKED_FOR_VALIDATION running, zoe',
    ]);
    await checkInvariants(world.database, project);
  });

  it('accepts tasks of other mappers, and admins who validate their own mapping', async () => {
    const admin = await world.make.user({ role: 'ADMIN' });
    const project = await world.make.project({ tasks: [{ state: 'MAPPED', mapper: admin }] });
    expect((await lock(project, admin, 1)).status).toBe(200);
  });

  it('succeeds when the caller holds tasks of another project, with LOCK_SCOPE=project', async () => {
    const { zoe } = await world.make.users('zoe');
    await world.make.project({ tasks: [{ state: 'LOCKED_FOR_VALIDATION', holder: zoe }] });
    const project = await world.make.project({ tasks: ['MAPPED'] });
    expect((await lock(project, zoe, 1)).status).toBe(200);
  });
});

describe('locking for validation is refused, and nothing is locked', () => {
  it.each(['READY', 'VALIDATED', 'LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION'] as const)(
    'when one of the tasks is %s',
    async (state) => {
      const { zoe, holder } = await world.make.users('zoe', 'holder');
      const project = await world.make.project({ tasks: ['MAPPED', { state, holder }, 'MAPPED'] });
      const before = await fingerprint(world.database);
      expectRefusal(await lock(project, zoe, 1, 2, 3), 'NotReadyForValidation', notReady(2));
      expect(await fingerprint(world.database)).toBe(before);
    },
  );

  it('when the caller has mapped one of the tasks, bad imagery too', async () => {
    const { zoe } = await world.make.users('zoe');
    for (const state of ['MAPPED', 'BADIMAGERY'] as const) {
      const project = await world.make.project({ tasks: ['MAPPED', { state, mapper: zoe }] });
      const before = await fingerprint(world.database);
      expectRefusal(await lock(project, zoe, 1, 2), 'CannotValidateMappedTask');
      expect(await fingerprint(world.database)).toBe(before);
    }
  });

  it('when one of the tasks does not exist', async () => {
    const { zoe } = await world.make.users('zoe');
    const project = await world.make.project({ tasks: ['MAPPED'] });
    for (const missing of [99, 0, -1, 2_147_483_647])
      expectNotFound(await lock(project, zoe, 1, missing), 'TASK_NOT_FOUND', {
        project_id: project.id,
        task_id: missing,
      });
    expect((await readState(world.database, project)).tasks[1]).toMatch(/^MAPPED/);
  });

  it('to a caller who holds other tasks: more, fewer, or for mapping', async () => {
    const { zoe } = await world.make.users('zoe');
    const held = { state: 'LOCKED_FOR_VALIDATION', holder: zoe } as const;
    const project = await world.make.project({ tasks: [held, held, 'MAPPED'] });
    for (const ids of [[3], [1], [1, 2, 3]])
      expectRefusal(await lock(project, zoe, ...ids), 'UserAlreadyHasTaskLocked', 'User already has a task locked');
    const mapping = await world.make.project({ tasks: ['MAPPED', { state: 'LOCKED_FOR_MAPPING', holder: zoe }] });
    expectRefusal(await lock(mapping, zoe, 1), 'UserAlreadyHasTaskLocked', 'User already has a task locked');
  });

  it('with the code of the state first, then of own work, then of the permissions', async () => {
    const blocked = await world.make.user({ role: 'BLOCKED' });
    const project = await world.make.project({ tasks: ['READY', { state: 'MAPPED', mapper: blocked }, 'MAPPED'] });
    expectRefusal(await lock(project, blocked, 1), 'NotReadyForValidation', notReady(1));
    expectRefusal(await lock(project, blocked, 2), 'CannotValidateMappedTask');
    const sentence = 'Validation not allowed because: User not on allowed list';
    expectRefusal(await lock(project, blocked, 3), 'UserNotAllowed', sentence);
  });

  it.each([
    ['no task', { taskIds: [] }],
    ['no list', {}],
    ['a text', { taskIds: '1' }],
    ['a text in the list', { taskIds: ['1'] }],
    ['a fraction', { taskIds: [1.5] }],
    ['too many', { taskIds: Array.from({ length: 10_001 }, (_, id) => id) }],
    ['nothing', null],
  ])('with %s', async (_what, body) => {
    const { zoe } = await world.make.users('zoe');
    const project = await world.make.project({ tasks: ['MAPPED'] });
    const answer = await act(project, 'lock-for-validation', { as: zoe, body });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ SubCode: 'InvalidData' });
  });

  it('with 401 without a session, and with 404 for an unknown user or project', async () => {
    const { zoe } = await world.make.users('zoe');
    const project = await world.make.project({ tasks: ['MAPPED'] });
    const body = { taskIds: [1] };
    expectRefusal(await act(project, 'lock-for-validation', { body }), 'InvalidToken');
    expectNotFound(await act(project, 'lock-for-validation', { as: 1_999_999_995, body }), 'USER_NOT_FOUND');
    expectNotFound(await act({ id: 2_000_000_000 }, 'lock-for-validation', { as: zoe, body }), 'PROJECT_NOT_FOUND');
  });
});

describe('with LOCK_SCOPE=global', () => {
  const global = useApp({ LOCK_SCOPE: 'global' });

  it('counts a lock in another project', async () => {
    const { zoe } = await global.make.users('zoe');
    const elsewhere = await global.make.project({ tasks: [{ state: 'LOCKED_FOR_VALIDATION', holder: zoe }] });
    const project = await global.make.project({ tasks: ['MAPPED'] });
    const body = { taskIds: [1] };
    const path = (id: number): string => `projects/${id}/tasks/actions/lock-for-validation/`;
    const answer = await global.post(path(project.id), { as: zoe, body });
    expectRefusal(answer, 'UserAlreadyHasTaskLocked', 'User already has a task locked');
    expect((await global.post(path(elsewhere.id), { as: zoe, body })).status).toBe(200);
  });
});
