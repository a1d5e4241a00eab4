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

describe('undo-last-action', () => {
  it('makes mapped work ready and decreases the counter of the mapper', async () => {
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

  it('makes bad imagery ready and changes no counter', async () => {
    const { project, people } = await scene();
    await map(project, people.ann, 'MAPPED', 2);
    await map(project, people.ann, 'BADIMAGERY');
    await undo(project, people.ann);
    expect(await outcome(project, people)).toMatchObject({ task: 'READY', ann: '1 0 0' });
    expect((await readState(world.database, project)).project).toMatchObject({ badImagery: 0, mapped: 1 });
  });

  it('makes a validated task mapped, keeps its mapper, and decreases the counter of the validator', async () => {
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

  it('decreases the counter of the validator when another validator undoes', async () => {
    const { project, people } = await scene();
    await map(project, people.ann);
    await check(project, people.zoe, 'VALIDATED');
    await undo(project, people.yan);
    expect(await outcome(project, people)).toMatchObject({ ann: '1 0 0', yan: '0 0 0', zoe: '0 0 0' });
  });

  it('decreases the counter of the mapper, not of the validator, when it is repeated', async () => {
    const { project, people } = await scene();
    await map(project, people.zoe, 'MAPPED', 2);
    await map(project, people.ann);
    await check(project, people.zoe, 'VALIDATED');
    await undo(project, people.zoe);
    expect((await undo(project, people.zoe)).body).toMatchObject({ taskStatus: 'READY' });
    expect(await outcome(project, people)).toMatchObject({ task: 'READY', ann: '0 0 0', zoe: '1 0 0' });
    expectRefusal(await undo(project, people.zoe), 'UndoPermissionError');
  });

  it('of an invalidation restores mapped work with its mapper, and closes the invalidation', async () => {
    const { project, people } = await scene();
    await map(project, people.ann);
    await check(project, people.zoe, 'INVALIDATED');
    expect(await outcome(project, people)).toMatchObject({ task: 'INVALIDATED', zoe: '0 0 1' });
    expect((await undo(project, people.zoe)).body).toMatchObject({ taskStatus: 'MAPPED' });
    expect(await outcome(project, people)).toMatchObject({ task: 'MAPPED, mapped by ann', ann: '1 0 0', zoe: '0 0 0' });
    expect((await invalidations(project)).map(({ closed, validator }) => [closed, validator])).toEqual([[true, null]]);
  });

  it('of an invalidation by a manager restores the validation with mapper and validator', async () => {
    const { project, people } = await scene();
    await map(project, people.ann);
    await check(project, people.zoe, 'VALIDATED');
    await done(project, 'invalidate-all', { as: project.author });
    expect((await undo(project, project.author)).body).toMatchObject({ taskStatus: 'VALIDATED' });
    const after = await outcome(project, people);
    expect(after).toMatchObject({ task: 'VALIDATED, mapped by ann, validated by zoe', ann: '1 0 0', zoe: '0 1 0' });
    expect(after.history?.at(-2)).toMatch(/^COMMENT Undo state from INVALIDATED to VALIDATED/);
  });

  it('of an invalidation of bad imagery restores the bad imagery', async () => {
    const { project, people } = await scene();
    await map(project, people.ann, 'BADIMAGERY');
    await check(project, people.zoe, 'INVALIDATED');
    await undo(project, people.zoe);
    expect(await outcome(project, people)).toMatchObject({ task: 'BADIMAGERY, mapped by ann', zoe: '0 0 0' });
  });

  it('can undo all states of a task, with all counters', async () => {
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

  it('of a bulk action changes no counter', async () => {
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

  it('is allowed for the author of the newest history row, also of a comment', async () => {
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

describe('undo-last-action of a bulk action', () => {
  it.each(['lock-for-mapping/1', 'lock-for-validation'])(
    'changes no counter of a manager who also held the task (%s)',
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

describe('undo-last-action is refused', () => {
  it.each(['READY', 'LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION'] as const)('for a task that is %s', async (state) => {
    const { ann } = await world.make.users('ann');
    const project = await world.make.project({ tasks: [{ state, holder: ann }] });
    const before = await fingerprint(world.database);
    for (const as of [ann, project.author]) expectRefusal(await undo(project, as), 'UndoPermissionError');
    expect(await fingerprint(world.database)).toBe(before);
  });

  it('without a session, and for an unknown user, project or task', async () => {
    const { project, people } = await scene();
    expectRefusal(await act(project, 'undo-last-action/1'), 'InvalidToken');
    expectNotFound(await undo(project, { id: 1_999_999_995, username: '' }), 'USER_NOT_FOUND');
    expectNotFound(await undo({ id: 2_000_000_000 }, people.ann), 'PROJECT_NOT_FOUND');
    expectNotFound(await act(project, 'undo-last-action/99', { as: people.ann }), 'TASK_NOT_FOUND');
  });
});

describe('undo-last-action with an unusual history', () => {
  it('decreases the counter once when a task was invalidated twice', async () => {
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

  it('ignores a comment with the text of an undo', async () => {
    const { project, people } = await scene();
    await map(project, people.ann, 'MAPPED', 2);
    await map(project, people.ann, 'MAPPED', 1, 'Undo state from MAPPED to READY');
    await undo(project, people.ann);
    expect(await outcome(project, people)).toMatchObject({ task: 'READY', ann: '1 0 0' });
  });

  it('treats an undo under an expired lock as an undo, so that the next undo continues before it', async () => {
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

  it('restores the mapper when a manager marked the task as mapped while a validator held it', async () => {
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
