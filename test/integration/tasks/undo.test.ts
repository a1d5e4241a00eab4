import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp, type Call } from '../../support/app.js';
import type { Project, User } from '../../support/factory.js';
import { checkInvariants } from '../../support/invariants.js';
import { fingerprint, readState } from '../../support/state.js';
import { actingIn } from './acting.js';

const world = useApp();
const { act, done, invalidations } = actingIn(world);

const undo = (project: { id: number }, as: User, call: Call = {}) =>
  act(project, 'undo-last-action/1', { as, ...call });

type Cast = Record<'ann' | 'ben' | 'yan' | 'zoe', User>;

async function scene(): Promise<{ project: Project; people: Cast }> {
  const people = await world.make.users('ann', 'ben', 'yan', 'zoe');
  return { project: await world.make.project({ tasks: ['READY', 'READY'] }), people };
}

const map = async (project: Project, as: User, status = 'MAPPED', taskId = 1, comment?: string): Promise<void> => {
  await done(project, `lock-for-mapping/${taskId}`, { as });
  await done(project, `unlock-after-mapping/${taskId}`, { as, body: { status, comment } });
};

const check = async (project: Project, as: User, status: string, taskId = 1): Promise<void> => {
  await done(project, 'lock-for-validation', { as, body: { taskIds: [taskId] } });
  await done(project, 'unlock-after-validation', { as, body: { validatedTasks: [{ taskId, status }] } });
};

/** The task, and `mapped validated invalidated` of each. */
async function outcome(project: Project, people: Record<string, User>) {
  const { tasks, users, history } = await readState(world.database, project, people);
  await checkInvariants(world.database, project);
  const counts = Object.fromEntries(
    Object.entries(users).map(([name, user]) => [name, `${user.mapped} ${user.validated} ${user.invalidated}`]),
  );
  return { task: tasks[1], history: history[1], ...counts };
}

describe('undoing', () => {
  it('mapped work makes the task ready and takes it from its mapper’s count', async () => {
    const { project, people } = await scene();
    await map(project, people.ann);
    const answer = await undo(project, people.ann);
    expect(answer.body).toMatchObject({
      taskStatus: 'READY',
      taskHistory: [
        { action: 'STATE_CHANGE', actionText: 'READY', actionBy: people.ann.username },
        { action: 'COMMENT', actionText: 'Undo state from MAPPED to READY', actionBy: people.ann.username },
        { action: 'STATE_CHANGE', actionText: 'MAPPED' },
        { action: 'LOCKED_FOR_MAPPING' },
      ],
    });
    expect(await outcome(project, people)).toMatchObject({ task: 'READY', ann: '0 0 0' });
    expect((await readState(world.database, project)).project).toMatchObject({ mapped: 0 });
  });

  it('bad imagery makes the task ready, and was in nobody’s count', async () => {
    const { project, people } = await scene();
    await map(project, people.ann, 'MAPPED', 2);
    await map(project, people.ann, 'BADIMAGERY');
    await undo(project, people.ann);
    expect(await outcome(project, people)).toMatchObject({ task: 'READY', ann: '1 0 0' });
    expect((await readState(world.database, project)).project).toMatchObject({ badImagery: 0, mapped: 1 });
  });

  it('a validation makes the task mapped again, by whom it was, and takes it from the validator’s count', async () => {
    const { project, people } = await scene();
    await map(project, people.ann);
    await check(project, people.zoe, 'VALIDATED');
    expect((await undo(project, people.zoe)).body).toMatchObject({ taskStatus: 'MAPPED' });
    const after = await outcome(project, people);
    expect(after).toMatchObject({ task: 'MAPPED, mapped by ann', ann: '1 0 0', zoe: '0 0 0' });
    expect(after.history?.slice(-2)).toEqual([
      'COMMENT Undo state from VALIDATED to MAPPED, zoe',
      'STATE_CHANGE MAPPED, zoe',
    ]);
  });

  it('a validation by another who may validate takes it from the count of who acted', async () => {
    const { project, people } = await scene();
    await map(project, people.ann);
    await check(project, people.zoe, 'VALIDATED');
    await undo(project, people.yan);
    expect(await outcome(project, people)).toMatchObject({ ann: '1 0 0', yan: '0 0 0', zoe: '0 0 0' });
  });

  it('a second time takes the mapper’s count back, never the validator’s', async () => {
    const { project, people } = await scene();
    await map(project, people.zoe, 'MAPPED', 2);
    await map(project, people.ann);
    await check(project, people.zoe, 'VALIDATED');
    await undo(project, people.zoe);
    expect((await undo(project, people.zoe)).body).toMatchObject({ taskStatus: 'READY' });
    expect(await outcome(project, people)).toMatchObject({ task: 'READY', ann: '0 0 0', zoe: '1 0 0' });
    expectRefusal(await undo(project, people.zoe), 'UndoPermissionError');
  });

  it('an invalidation brings back mapped work with its mapper, and withdraws the invalidation', async () => {
    const { project, people } = await scene();
    await map(project, people.ann);
    await check(project, people.zoe, 'INVALIDATED');
    expect(await outcome(project, people)).toMatchObject({ task: 'INVALIDATED', zoe: '0 0 1' });
    expect((await undo(project, people.zoe)).body).toMatchObject({ taskStatus: 'MAPPED' });
    expect(await outcome(project, people)).toMatchObject({ task: 'MAPPED, mapped by ann', ann: '1 0 0', zoe: '0 0 0' });
    expect((await invalidations(project)).map(({ closed, validator }) => [closed, validator])).toEqual([[true, null]]);
  });

  it('a manager’s invalidation brings back the validation with mapper and validator', async () => {
    const { project, people } = await scene();
    await map(project, people.ann);
    await check(project, people.zoe, 'VALIDATED');
    await done(project, 'invalidate-all', { as: project.author });
    expect((await undo(project, project.author)).body).toMatchObject({ taskStatus: 'VALIDATED' });
    const after = await outcome(project, people);
    expect(after).toMatchObject({ task: 'VALIDATED, mapped by ann, validated by zoe', ann: '1 0 0', zoe: '0 1 0' });
    expect(after.history?.at(-2)).toMatch(/^COMMENT Undo state from INVALIDATED to VALIDATED/);
  });

  it('an invalidation of bad imagery brings the bad imagery back', async () => {
    const { project, people } = await scene();
    await map(project, people.ann, 'BADIMAGERY');
    await check(project, people.zoe, 'INVALIDATED');
    await undo(project, people.zoe);
    expect(await outcome(project, people)).toMatchObject({ task: 'BADIMAGERY, mapped by ann', zoe: '0 0 0' });
  });

  it('goes through all of a task’s life, and the counts go with it', async () => {
    const { project, people } = await scene();
    await map(project, people.ann);
    await check(project, people.zoe, 'INVALIDATED');
    await map(project, people.ben);
    await check(project, people.yan, 'VALIDATED');
    expect(await outcome(project, people)).toMatchObject({ ann: '1 0 0', ben: '1 0 0', yan: '0 1 0', zoe: '0 0 1' });
    await undo(project, people.yan);
    await check(project, people.zoe, 'INVALIDATED');
    expect(await outcome(project, people)).toMatchObject({ yan: '0 0 0', zoe: '0 0 2' });
    await undo(project, people.zoe);
    expect(await outcome(project, people)).toMatchObject({ task: 'MAPPED, mapped by ben', zoe: '0 0 1' });
    await undo(project, people.yan);
    expect(await outcome(project, people)).toMatchObject({ task: 'READY', ann: '1 0 0', ben: '0 0 0', zoe: '0 0 1' });
  });

  it('what a manager did to all changes nobody’s count', async () => {
    const { project, people } = await scene();
    const { author } = project;
    const cast = { ...people, author };
    await map(project, author, 'MAPPED', 2);
    await done(project, 'map-all', { as: author });
    await undo(project, author);
    expect(await outcome(project, cast)).toMatchObject({ task: 'READY', author: '1 0 0' });
    await done(project, 'map-all', { as: author });
    await done(project, 'validate-all', { as: author });
    await undo(project, author);
    expect(await outcome(project, cast)).toMatchObject({ task: 'MAPPED, mapped by author', author: '1 0 0' });
  });

  it('is for the last who did anything, who may not validate otherwise: commenting counts', async () => {
    const people = await world.make.users('ann', 'ben', 'yan', 'zoe');
    const project = await world.make.project({ tasks: ['READY'], validationLevel: 'ADVANCED' });
    await map(project, people.ann);
    expectRefusal(await undo(project, people.ben), 'UndoPermissionError');
    await world.post(`projects/${project.id}/comments/tasks/1/`, { as: people.ben, body: { comment: 'hm' } });
    expectRefusal(await undo(project, people.ann), 'UndoPermissionError');
    expect((await undo(project, people.ben)).body).toMatchObject({ taskStatus: 'READY' });
    expect(await outcome(project, people)).toMatchObject({ ann: '0 0 0', ben: '0 0 0' });
  });

  it.each([
    ['no body', {}],
    ['what the front-end sends', { raw: '[object Object]' }],
    ['an empty body', { raw: '' }],
    ['any JSON', { body: [1, 2] }],
    ['half a JSON', { raw: '{"a":' }],
    ['another type', { raw: 'x=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    ['no known type', { raw: '\u0000\u0001', headers: { 'content-type': 'application/octet-stream' } }],
  ] satisfies [string, Call][])('takes %s', async (_what, call) => {
    const { project, people } = await scene();
    await map(project, people.ann);
    expect((await undo(project, people.ann, call)).body).toMatchObject({ taskStatus: 'READY' });
  });
});

describe('undoing a bulk action', () => {
  it.each(['lock-for-mapping/1', 'lock-for-validation'])(
    'leaves the count of a manager alone who held the task themselves (%s)',
    async (lock) => {
      const { project, people } = await scene();
      const { author } = project;
      await map(project, author, 'MAPPED', 2);
      if (lock === 'lock-for-validation') {
        await map(project, people.ann);
        await check(project, people.zoe, 'INVALIDATED');
      }
      await done(project, lock, { as: author, body: { taskIds: [1] } });
      await done(project, 'map-all', { as: author });
      await undo(project, author);
      expect(await outcome(project, { ...people, author })).toMatchObject({ task: 'READY', author: '1 0 0' });
    },
  );
});

describe('undoing is refused', () => {
  it.each(['READY', 'LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION'] as const)('for a task that is %s', async (state) => {
    const { ann } = await world.make.users('ann');
    const project = await world.make.project({ tasks: [{ state, holder: ann }] });
    const before = await fingerprint(world.database);
    for (const as of [ann, project.author]) expectRefusal(await undo(project, as), 'UndoPermissionError');
    expect(await fingerprint(world.database)).toBe(before);
  });

  it('without a session, a user, a project, a task', async () => {
    const { project, people } = await scene();
    expectRefusal(await act(project, 'undo-last-action/1'), 'InvalidToken');
    expectNotFound(await undo(project, { id: 1_999_999_995, username: '' }), 'USER_NOT_FOUND');
    expectNotFound(await undo({ id: 2_000_000_000 }, people.ann), 'PROJECT_NOT_FOUND');
    expectNotFound(await act(project, 'undo-last-action/99', { as: people.ann }), 'TASK_NOT_FOUND');
  });
});

describe('undoing, where the history is hard to read', () => {
  it('of the same verdict twice takes it from the count once', async () => {
    const { project, people } = await scene();
    await map(project, people.ann);
    await map(project, people.ben, 'MAPPED', 2);
    await check(project, people.zoe, 'INVALIDATED', 2);
    await check(project, people.zoe, 'INVALIDATED');
    await check(project, people.yan, 'INVALIDATED');
    await undo(project, people.yan);
    await undo(project, people.yan);
    expect(await outcome(project, people)).toMatchObject({
      task: 'MAPPED, mapped by ann',
      ann: '1 0 0',
      yan: '0 0 0',
      zoe: '0 0 1',
    });
  });

  it('is not misled by a comment that reads as if it were an undo', async () => {
    const { project, people } = await scene();
    await map(project, people.ann, 'MAPPED', 2);
    await map(project, people.ann, 'MAPPED', 1, 'Undo state from MAPPED to READY');
    await undo(project, people.ann);
    expect(await outcome(project, people)).toMatchObject({ task: 'READY', ann: '1 0 0' });
  });

  it('under a lock that ran out is an undo like any other: undoing it again goes on from there', async () => {
    const { project, people } = await scene();
    await map(project, people.ann);
    await map(project, people.yan, 'MAPPED', 2);
    await check(project, people.zoe, 'INVALIDATED');
    await done(project, 'lock-for-mapping/1', { as: people.yan });
    await world.make.age(project, 1, 121);
    await undo(project, people.yan);
    expect(await outcome(project, people)).toMatchObject({ task: 'MAPPED, mapped by ann', zoe: '0 0 0' });
    await undo(project, people.yan);
    expect(await outcome(project, people)).toMatchObject({ task: 'READY', ann: '0 0 0', yan: '1 0 0' });
  });

  it('brings back the mapper whose work a manager marked as mapped while a validator held it', async () => {
    const { project, people } = await scene();
    await map(project, people.ann);
    await done(project, 'lock-for-validation', { as: people.zoe, body: { taskIds: [1] } });
    await done(project, 'map-all', { as: project.author });
    expect(await outcome(project, people)).toMatchObject({ task: 'MAPPED, mapped by ann' });
    await check(project, people.zoe, 'INVALIDATED');
    await undo(project, people.zoe);
    expect(await outcome(project, people)).toMatchObject({ task: 'MAPPED, mapped by ann' });
  });
});
