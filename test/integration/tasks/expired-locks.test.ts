import type { FeatureCollection } from 'geojson';
import { describe, expect, it } from 'vitest';
import { expectRefusal, useApp } from '../../support/app.js';
import type { Project, User } from '../../support/factory.js';
import { checkInvariants } from '../../support/invariants.js';
import { fingerprint, readState } from '../../support/state.js';

const world = useApp();

const actions = (project: Project): string => `projects/${project.id}/tasks/actions`;
const lock = (project: Project, as: User) => world.post(`${actions(project)}/lock-for-mapping/1/`, { as });
const stop = (project: Project, as: User) => world.post(`${actions(project)}/stop-mapping/1/`, { as });
const handIn = (project: Project, as: User) =>
  world.post(`${actions(project)}/unlock-after-mapping/1/`, { as, body: { status: 'MAPPED' } });

const expiredFor = (holder: User, before: 'READY' | 'INVALIDATED' = 'READY'): Promise<Project> =>
  world.make.project({ tasks: [{ state: 'LOCKED_FOR_MAPPING', before, holder, lockedFor: 121 }] });

/** A project with an expired lock that the job has recorded as an auto-unlock. */
async function recordedFor(holder: User): Promise<Project> {
  return world.make.project({
    tasks: [
      {
        state: 'READY',
        history: [{ action: 'AUTO_UNLOCKED_FOR_MAPPING', text: '02:00:00.000000', by: holder, ago: 3600 }],
      },
    ],
  });
}

describe('an expired lock', () => {
  it('is shown as free by every read, and reads write nothing', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const project = await world.make.project({
      tasks: [
        { state: 'LOCKED_FOR_MAPPING', before: 'INVALIDATED', holder: ann, lockedFor: 121 },
        { state: 'LOCKED_FOR_VALIDATION', mapper: ben, holder: ann, lockedFor: 121 },
      ],
    });
    const before = await fingerprint(world.database);
    const list = await world.get(`projects/${project.id}/tasks/`);
    expect((list.body as FeatureCollection).features.map(({ properties }) => properties)).toMatchObject([
      { taskStatus: 'INVALIDATED', lockedBy: null, mappedBy: null },
      { taskStatus: 'MAPPED', lockedBy: null, mappedBy: ben.id },
    ]);
    const one = await world.get(`projects/${project.id}/tasks/1/`);
    expect(one.body).toMatchObject({ taskStatus: 'INVALIDATED', lockHolder: null });
    const two = await world.get(`projects/${project.id}/tasks/2/`);
    expect(two.body).toMatchObject({ taskStatus: 'MAPPED', lockHolder: null });
    const mapped = await world.get(`projects/${project.id}/tasks/queries/mapped/`);
    expect(mapped.body).toMatchObject({ mappedTasks: [{ username: ben.username, tasksMapped: [2] }] });
    for (const format of ['xml', 'gpx'])
      expect((await world.get(`projects/${project.id}/tasks/queries/${format}/`)).status).toBe(200);
    expect(await fingerprint(world.database)).toBe(before);
  });

  it('is still shown as a lock one minute before it expires', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const project = await world.make.project({ tasks: [{ state: 'LOCKED_FOR_MAPPING', holder: ann, lockedFor: 119 }] });
    expect((await world.get(`projects/${project.id}/tasks/1/`)).body).toMatchObject({
      taskStatus: 'LOCKED_FOR_MAPPING',
      lockHolder: ann.username,
    });
    expectRefusal(await lock(project, ben), 'InvalidTaskState');
  });

  it('expires after its time since the last extension', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const history = [
      { action: 'LOCKED_FOR_MAPPING', text: '01:50:00.000000', by: ann, ago: 200 * 60 },
      { action: 'EXTENDED_FOR_MAPPING', text: null, by: ann, ago: 90 * 60 },
    ] as const;
    const project = await world.make.project({
      tasks: [{ state: 'LOCKED_FOR_MAPPING', holder: ann, history: [...history] }],
    });
    expectRefusal(await lock(project, ben), 'InvalidTaskState');
    await world.make.age(project, 1, 31);
    expect((await lock(project, ben)).status).toBe(200);
  });

  it('allows another user to lock the task', async () => {
    const people = await world.make.users('ann', 'ben');
    const project = await expiredFor(people.ann);
    const answer = await lock(project, people.ben);
    expect(answer.body).toMatchObject({ taskStatus: 'LOCKED_FOR_MAPPING', lockHolder: people.ben.username });
    expect(await readState(world.database, project, people)).toMatchObject({
      tasks: { 1: 'LOCKED_FOR_MAPPING, locked by ben' },
      history: { 1: ['AUTO_UNLOCKED_FOR_MAPPING ended, ann', 'LOCKED_FOR_MAPPING running, ben'] },
    });
    await checkInvariants(world.database, project);
  });

  it('allows its last holder to lock the task again', async () => {
    const people = await world.make.users('ann');
    const project = await expiredFor(people.ann);
    expect((await lock(project, people.ann)).status).toBe(200);
    expect((await readState(world.database, project, people)).history[1]).toEqual([
      'AUTO_UNLOCKED_FOR_MAPPING ended, ann',
      'LOCKED_FOR_MAPPING running, ann',
    ]);
    await checkInvariants(world.database, project);
  });

  it('of a validator restores MAPPED, so that nobody can map the task', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const project = await world.make.project({
      tasks: [{ state: 'LOCKED_FOR_VALIDATION', holder: ann, lockedFor: 121 }],
    });
    expectRefusal(await lock(project, ben), 'InvalidTaskState');
  });

  it('of an invalidated task restores INVALIDATED', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const project = await expiredFor(ann, 'INVALIDATED');
    expect((await lock(project, ben)).status).toBe(200);
    expect((await stop(project, ben)).body).toMatchObject({ taskStatus: 'INVALIDATED' });
    await checkInvariants(world.database, project);
  });

  it('can be stopped by its holder', async () => {
    const people = await world.make.users('ann');
    const project = await expiredFor(people.ann);
    expect((await stop(project, people.ann)).body).toMatchObject({ taskStatus: 'READY', lockHolder: null });
    await checkInvariants(world.database, project);
  });
});

describe('late work', () => {
  it('is accepted while nobody else has locked the task', async () => {
    const people = await world.make.users('ann');
    const project = await expiredFor(people.ann);
    expect((await handIn(project, people.ann)).body).toMatchObject({ taskStatus: 'MAPPED' });
    expect(await readState(world.database, project, people)).toMatchObject({
      tasks: { 1: 'MAPPED, mapped by ann' },
      project: { mapped: 1 },
      users: { ann: { mapped: 1, workedHere: true } },
    });
    await checkInvariants(world.database, project);
  });

  it('is accepted after the expired lock was recorded', async () => {
    const people = await world.make.users('ann');
    const project = await recordedFor(people.ann);
    expect((await handIn(project, people.ann)).body).toMatchObject({ taskStatus: 'MAPPED' });
    expect((await readState(world.database, project, people)).history[1]).toEqual([
      'AUTO_UNLOCKED_FOR_MAPPING ended, ann',
      'STATE_CHANGE MAPPED, ann',
    ]);
    await checkInvariants(world.database, project);
  });

  it('is refused when another user holds the task', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    for (const project of [await expiredFor(ann), await recordedFor(ann)]) {
      expect((await lock(project, ben)).status).toBe(200);
      expectRefusal(await handIn(project, ann), 'TaskNotOwned');
      await checkInvariants(world.database, project);
    }
  });

  it('is refused when another user has locked and unlocked the task since', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    for (const project of [await expiredFor(ann), await recordedFor(ann)]) {
      await lock(project, ben);
      await stop(project, ben);
      expectRefusal(await handIn(project, ann), 'LockBeforeUnlocking');
    }
  });

  it('is refused when the state of the task has changed', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const project = await recordedFor(ann);
    await lock(project, ben);
    await handIn(project, ben);
    expectRefusal(await handIn(project, ann), 'LockBeforeUnlocking');
  });

  it('is refused to a user who never held the task', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    expectRefusal(await handIn(await recordedFor(ann), ben), 'LockBeforeUnlocking');
    expectRefusal(await handIn(await expiredFor(ann), ben), 'LockBeforeUnlocking');
  });

  it('is accepted once when it is sent twice', async () => {
    const people = await world.make.users('ann');
    const project = await recordedFor(people.ann);
    expect((await handIn(project, people.ann)).status).toBe(200);
    expectRefusal(await handIn(project, people.ann), 'LockBeforeUnlocking');
    expect((await readState(world.database, project, people)).users.ann?.mapped).toBe(1);
  });
});

describe('with TASK_AUTOUNLOCK_AFTER=30m', () => {
  const short = useApp({ TASK_AUTOUNLOCK_AFTER: '30m' });

  it('expires a lock after half an hour', async () => {
    const { ann } = await short.make.users('ann');
    const project = await short.make.project({ tasks: [{ state: 'LOCKED_FOR_MAPPING', holder: ann, lockedFor: 31 }] });
    expect((await short.get(`projects/${project.id}/tasks/1/`)).body).toMatchObject({
      taskStatus: 'READY',
      autoUnlockSeconds: 1800,
    });
    expect((await world.get(`projects/${project.id}/tasks/1/`)).body).toMatchObject({
      taskStatus: 'LOCKED_FOR_MAPPING',
    });
  });
});
