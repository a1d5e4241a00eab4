import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { Project, User } from '../../support/factory.js';
import { checkInvariants } from '../../support/invariants.js';
import { fingerprint, readState } from '../../support/state.js';
import { actingIn } from './acting.js';

const world = useApp();
const { act, done, invalidations } = actingIn(world);

interface Verdict {
  taskId: number;
  status: string;
  comment?: string | null;
  validationIssues?: object[] | null;
}

const handIn = (project: { id: number }, as: User, ...validatedTasks: Verdict[]) =>
  act(project, 'unlock-after-validation', { as, body: { validatedTasks } });

/** Zoe has held three tasks that ann mapped for five minutes: MAPPED, BADIMAGERY and INVALIDATED before. */
async function heldByZoe(): Promise<{ project: Project; people: Record<'ann' | 'yan' | 'zoe', User> }> {
  const people = await world.make.users('ann', 'yan', 'zoe');
  const { ann: mapper, yan: validator, zoe: holder } = people;
  const task = { state: 'LOCKED_FOR_VALIDATION', mapper, validator, holder, lockedFor: 5 } as const;
  const project = await world.make.project({
    tasks: [{ ...task }, { ...task, before: 'BADIMAGERY' }, { ...task, before: 'INVALIDATED' }],
  });
  return { project, people };
}

const lastValidationOf = async ({ id }: User): Promise<Date | null> => {
  const [row] = await world.database.prisma.$queryRaw<{ at: Date | null }[]>`
    SELECT last_validation_date AS at FROM users WHERE id = ${id}::bigint`;
  return row?.at ?? null;
};

describe('unlock-after-validation', () => {
  it('with VALIDATED sets the validator, increases the counters and stores the date with the mapper', async () => {
    const { project, people } = await heldByZoe();
    const answer = await handIn(project, people.zoe, { taskId: 1, status: 'VALIDATED', comment: 'well done' });
    expect(answer.body).toMatchObject({
      tasks: [
        {
          taskId: 1,
          taskStatus: 'VALIDATED',
          lockHolder: null,
          taskHistory: [
            { action: 'STATE_CHANGE', actionText: 'VALIDATED', actionBy: people.zoe.username, issues: null },
            { action: 'COMMENT', actionText: 'well done' },
            { action: 'LOCKED_FOR_VALIDATION', actionText: expect.stringMatching(/^00:05:\d\d\.\d{6}$/) as unknown },
            {},
            {},
          ],
        },
      ],
    });
    const state = await readState(world.database, project, people);
    expect(state.tasks[1]).toBe('VALIDATED, mapped by ann, validated by zoe');
    expect(state.project).toEqual({ total: 3, mapped: 0, validated: 1, badImagery: 1 });
    expect(state.users.zoe).toEqual({ mapped: 0, validated: 1, invalidated: 0, workedHere: true });
    expect(state.users.ann).toMatchObject({ mapped: 0, validated: 0 });
    expect(Date.now() - ((await lastValidationOf(people.ann))?.getTime() ?? 0)).toBeLessThan(60_000);
    expect(await lastValidationOf(people.zoe)).toBeNull();
    await checkInvariants(world.database, project);
  });

  it('with INVALIDATED clears the owners and opens an invalidation', async () => {
    const { project, people } = await heldByZoe();
    expect((await handIn(project, people.zoe, { taskId: 1, status: 'INVALIDATED' })).status).toBe(200);
    const state = await readState(world.database, project, people);
    expect(state.tasks[1]).toBe('INVALIDATED');
    expect(state.users.zoe).toMatchObject({ validated: 0, invalidated: 1 });
    expect(state.project).toMatchObject({ mapped: 0, validated: 0 });
    expect((await invalidations(project)).filter(({ task }) => task === 1)).toEqual([
      { task: 1, closed: false, mapper: people.ann.id, invalidator: people.zoe.id, validator: null },
    ]);
    expect(await lastValidationOf(people.ann)).toBeNull();
    await checkInvariants(world.database, project);
  });

  it('with MAPPED keeps the mapper and sets no validator', async () => {
    const { project, people } = await heldByZoe();
    expect((await handIn(project, people.zoe, { taskId: 1, status: 'MAPPED' })).status).toBe(200);
    const state = await readState(world.database, project, people);
    expect(state.tasks[1]).toBe('MAPPED, mapped by ann');
    expect(state.history[1]?.at(-1)).toBe('STATE_CHANGE MAPPED, zoe');
    expect(state.users.zoe).toMatchObject({ mapped: 0, validated: 0, invalidated: 0 });
    await checkInvariants(world.database, project);
  });

  it('accepts an invalidated task without a mapper, and closes the invalidation when it is validated', async () => {
    const { project, people } = await heldByZoe();
    expect((await handIn(project, people.zoe, { taskId: 3, status: 'VALIDATED' })).status).toBe(200);
    const state = await readState(world.database, project, people);
    expect(state.tasks[3]).toBe('VALIDATED, validated by zoe');
    expect(await invalidations(project)).toMatchObject([
      { task: 3, closed: true, invalidator: people.yan.id, validator: people.zoe.id },
    ]);
    await checkInvariants(world.database, project);
  });

  it('opens a new invalidation for a second INVALIDATED', async () => {
    const { project, people } = await heldByZoe();
    expect((await handIn(project, people.zoe, { taskId: 3, status: 'INVALIDATED' })).status).toBe(200);
    expect((await invalidations(project)).map(({ closed, invalidator }) => [closed, invalidator])).toEqual([
      [true, people.yan.id],
      [false, people.zoe.id],
    ]);
    expect((await readState(world.database, project, people)).users.zoe?.invalidated).toBe(0);
    await checkInvariants(world.database, project);
  });

  it('takes the result of each task in order, and returns each task once', async () => {
    const { project, people } = await heldByZoe();
    const answer = await handIn(
      project,
      people.zoe,
      { taskId: 3, status: 'mapped' },
      { taskId: 1, status: 'INVALIDATED' },
      { taskId: 2, status: 'Validated' },
      { taskId: 1, status: 'VALIDATED', comment: 'the last word' },
    );
    expect(answer.body).toMatchObject({
      tasks: [
        { taskId: 3, taskStatus: 'MAPPED' },
        { taskId: 1, taskStatus: 'VALIDATED' },
        { taskId: 2, taskStatus: 'VALIDATED' },
      ],
    });
    const state = await readState(world.database, project, people);
    expect(state.project).toEqual({ total: 3, mapped: 1, validated: 2, badImagery: 0 });
    expect(state.users.zoe).toMatchObject({ validated: 2, invalidated: 0 });
    await checkInvariants(world.database, project);
  });

  it('changes nothing for an empty list', async () => {
    const { project, people } = await heldByZoe();
    const before = await fingerprint(world.database);
    expect((await handIn(project, people.zoe)).body).toEqual({ tasks: [] });
    expect(await fingerprint(world.database)).toBe(before);
  });

  it('needs no right other than the lock', async () => {
    const { project, people } = await heldByZoe();
    const { prisma } = world.database;
    await prisma.$executeRaw`UPDATE users SET role = -1 WHERE id = ${people.zoe.id}::bigint`;
    await prisma.$executeRaw`UPDATE projects SET status = 0, private = true, validation_permission = 2 WHERE id = ${project.id}::int`;
    expect((await handIn(project, people.zoe, { taskId: 1, status: 'VALIDATED' })).status).toBe(200);
    await done(project, 'extend', { as: people.zoe, body: { taskIds: [2] } });
    await done(project, 'stop-validation', { as: people.zoe, body: { resetTasks: [{ taskId: 2 }] } });
  });
});

describe('issues that a validator found', () => {
  it('are stored with the state change and returned with it, except those with count 0', async () => {
    const { project, people } = await heldByZoe();
    const issue = (mappingIssueCategoryId: number, name: string, count: number) => ({
      mappingIssueCategoryId,
      issue: name,
      count,
    });
    const answer = await handIn(project, people.zoe, {
      taskId: 1,
      status: 'INVALIDATED',
      comment: 'look',
      validationIssues: [
        issue(2, 'Feature Geometry', 1),
        issue(1, 'Missed Feature(s)', 3),
        issue(1, 'none', 0),
        issue(1, 'less than none', -2),
      ],
    });
    const found = [
      { categoryId: 2, name: 'Feature Geometry', count: 1 },
      { categoryId: 1, name: 'Missed Feature(s)', count: 3 },
    ];
    const history = (body: unknown): object[] => (body as { taskHistory: object[] }).taskHistory;
    const [told] = (answer.body as { tasks: object[] }).tasks;
    expect(history(told)[0]).toMatchObject({ action: 'STATE_CHANGE', issues: found });
    expect(history(told)[1]).toMatchObject({ action: 'COMMENT', issues: null });
    const read = await world.get(`projects/${project.id}/tasks/1/`, { as: people.ann });
    expect(history(read.body)[0]).toMatchObject({ issues: found });
    await checkInvariants(world.database, project);
  });

  it('are refused with an unknown category, and the task stays locked', async () => {
    const { project, people } = await heldByZoe();
    const before = await fingerprint(world.database);
    const validationIssues = [{ mappingIssueCategoryId: 987_654, issue: 'odd', count: 1 }];
    const answer = await handIn(project, people.zoe, { taskId: 1, status: 'VALIDATED', validationIssues });
    expect(answer).toMatchObject({ status: 400, body: { SubCode: 'InvalidData' } });
    expect(await fingerprint(world.database)).toBe(before);
  });
});

describe('late validations', () => {
  const expired = (mapper: User, holder: User) =>
    world.make.project({ tasks: [{ state: 'LOCKED_FOR_VALIDATION', mapper, holder, lockedFor: 121 }, 'READY'] });
  const recorded = (mapper: User, holder: User) =>
    world.make.project({
      tasks: [
        {
          state: 'MAPPED',
          mapper,
          history: [
            { action: 'LOCKED_FOR_MAPPING', text: '00:20:00.000000', by: mapper, ago: 90_000 },
            { action: 'STATE_CHANGE', text: 'MAPPED', by: mapper, ago: 80_000 },
            { action: 'AUTO_UNLOCKED_FOR_VALIDATION', text: '02:00:00.000000', by: holder, ago: 60 },
          ],
        },
      ],
    });

  it('are accepted while nobody has locked the task since', async () => {
    const people = await world.make.users('ann', 'zoe');
    for (const project of [await expired(people.ann, people.zoe), await recorded(people.ann, people.zoe)]) {
      expect((await handIn(project, people.zoe, { taskId: 1, status: 'VALIDATED' })).status).toBe(200);
      expect((await readState(world.database, project, people)).tasks[1]).toBe(
        'VALIDATED, mapped by ann, validated by zoe',
      );
      await checkInvariants(world.database, project);
    }
  });

  it('are refused when another user validates the task', async () => {
    const { ann, yan, zoe } = await world.make.users('ann', 'yan', 'zoe');
    for (const project of [await expired(ann, zoe), await recorded(ann, zoe)]) {
      await done(project, 'lock-for-validation', { as: yan, body: { taskIds: [1] } });
      expectRefusal(await handIn(project, zoe, { taskId: 1, status: 'VALIDATED' }), 'TaskNotOwned');
      await done(project, 'stop-validation', { as: yan, body: { resetTasks: [{ taskId: 1 }] } });
      const answer = await handIn(project, zoe, { taskId: 1, status: 'VALIDATED' });
      expectRefusal(answer, 'NotLockedForValidation', 'Task 1 is not LOCKED_FOR_VALIDATION');
    }
  });
});

describe('unlock-after-validation is refused, and nothing is written,', () => {
  it('when one of the tasks is not locked for validation', async () => {
    const { zoe } = await world.make.users('zoe');
    const held = { state: 'LOCKED_FOR_VALIDATION', holder: zoe } as const;
    const others = ['READY', 'MAPPED', 'VALIDATED', 'INVALIDATED', 'BADIMAGERY'] as const;
    const project = await world.make.project({
      tasks: [held, ...others, { state: 'LOCKED_FOR_MAPPING', holder: zoe }],
    });
    const before = await fingerprint(world.database);
    for (let taskId = 2; taskId <= 7; taskId++) {
      const answer = await handIn(project, zoe, { taskId: 1, status: 'VALIDATED' }, { taskId, status: 'MAPPED' });
      expectRefusal(answer, 'NotLockedForValidation', `Task ${taskId} is not LOCKED_FOR_VALIDATION`);
    }
    expect(await fingerprint(world.database)).toBe(before);
  });

  it('when another user holds one of the tasks', async () => {
    const { project, people } = await heldByZoe();
    const before = await fingerprint(world.database);
    for (const as of [people.yan, project.author])
      expectRefusal(await handIn(project, as, { taskId: 1, status: 'VALIDATED' }), 'TaskNotOwned');
    expect(await fingerprint(world.database)).toBe(before);
  });

  it.each(['READY', 'BADIMAGERY', 'SPLIT', 'LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION', 'DONE', ''])(
    'with the state %s',
    async (status) => {
      const { project, people } = await heldByZoe();
      const before = await fingerprint(world.database);
      const answer = await handIn(project, people.zoe, { taskId: 2, status: 'VALIDATED' }, { taskId: 1, status });
      expect(answer).toMatchObject({ status: 400, body: { SubCode: 'InvalidData' } });
      expect(await fingerprint(world.database)).toBe(before);
    },
  );

  it.each([
    ['no list', {}],
    ['a comment that is a number', { validatedTasks: [{ taskId: 1, status: 'VALIDATED', comment: 1 }] }],
    ['a task without a state', { validatedTasks: [{ taskId: 1 }] }],
    ['a task without an id', { validatedTasks: [{ status: 'VALIDATED' }] }],
    [
      'an issue without a name',
      {
        validatedTasks: [{ taskId: 1, status: 'MAPPED', validationIssues: [{ mappingIssueCategoryId: 1, count: 1 }] }],
      },
    ],
    ['no body', undefined],
  ])('with %s', async (_what, body) => {
    const { project, people } = await heldByZoe();
    const answer = await act(project, 'unlock-after-validation', { as: people.zoe, body });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      Error: expect.stringMatching(/^Task unlock failed/) as unknown,
      SubCode: 'InvalidData',
    });
  });

  it('without a session, and for an unknown user, project or task', async () => {
    const { project, people } = await heldByZoe();
    const verdict = { taskId: 1, status: 'VALIDATED' };
    const body = { validatedTasks: [verdict] };
    expectRefusal(await act(project, 'unlock-after-validation', { body }), 'InvalidToken');
    expectNotFound(await handIn(project, { id: 1_999_999_995, username: '' }, verdict), 'USER_NOT_FOUND');
    expectNotFound(await handIn({ id: 2_000_000_000 }, people.zoe, verdict), 'PROJECT_NOT_FOUND');
    expectNotFound(await handIn(project, people.zoe, verdict, { ...verdict, taskId: 99 }), 'TASK_NOT_FOUND', {
      project_id: project.id,
      task_id: 99,
    });
    expect((await readState(world.database, project, people)).tasks[1]).toMatch(/^LOCKED_FOR_VALIDATION/);
  });
});
