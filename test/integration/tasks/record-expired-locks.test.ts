import type { FeatureCollection } from 'geojson';
import { describe, expect, it } from 'vitest';
import { recordExpiredLocks } from '../../../src/modules/tasks/expired-locks/expired-locks.service.js';
import { SECRET, testConfig, useApp } from '../../support/app.js';
import type { Project, User } from '../../support/factory.js';
import { checkInvariants } from '../../support/invariants.js';
import { fingerprint, readState } from '../../support/state.js';
import { actingIn } from './acting.js';
import { createContext } from '../../../src/context.js';

const world = useApp();
const { done } = actingIn(world);

const recordLocks = (): Promise<number> =>
  recordExpiredLocks(createContext({ database: world.database, config: testConfig(), secret: SECRET }));

type Cast = Record<'ann' | 'ben' | 'zoe', User>;

async function scene(): Promise<{ people: Cast; project: Project }> {
  await recordLocks();
  const people = await world.make.users('ann', 'ben', 'zoe');
  const { ann: mapper, ben, zoe } = people;
  const project = await world.make.project({
    tasks: [
      { state: 'LOCKED_FOR_MAPPING', holder: ben, lockedFor: 121 },
      { state: 'LOCKED_FOR_MAPPING', before: 'INVALIDATED', holder: ben, mapper, lockedFor: 500 },
      { state: 'LOCKED_FOR_VALIDATION', holder: zoe, mapper, lockedFor: 121 },
      { state: 'LOCKED_FOR_VALIDATION', before: 'BADIMAGERY', holder: zoe, mapper, lockedFor: 2000 },
      { state: 'LOCKED_FOR_VALIDATION', before: 'INVALIDATED', holder: zoe, mapper, lockedFor: 121 },
      { state: 'LOCKED_FOR_MAPPING', holder: ben, lockedFor: 119 },
      'READY',
      { state: 'VALIDATED', mapper, validator: zoe },
    ],
  });
  return { people, project };
}

const listed = async (project: Project): Promise<unknown[]> => {
  const { body } = await world.get(`projects/${project.id}/tasks/`);
  return (body as FeatureCollection).features.map(({ properties }) => properties);
};

describe('the job that records expired locks', () => {
  it('writes the state that every read shows, and nothing else', async () => {
    const { people, project } = await scene();
    const seen = await listed(project);
    const before = await readState(world.database, project, people);
    expect(await recordLocks()).toBe(5);
    expect(await listed(project)).toEqual(seen);
    const after = await readState(world.database, project, people);
    expect(after.tasks).toEqual({
      1: 'READY',
      2: 'INVALIDATED',
      3: 'MAPPED, mapped by ann',
      4: 'BADIMAGERY, mapped by ann',
      5: 'INVALIDATED',
      6: 'LOCKED_FOR_MAPPING, locked by ben',
      7: 'READY',
      8: 'VALIDATED, mapped by ann, validated by zoe',
    });
    expect(after.history[1]).toEqual(['AUTO_UNLOCKED_FOR_MAPPING ended, ben']);
    expect(after.history[3]?.at(-1)).toBe('AUTO_UNLOCKED_FOR_VALIDATION ended, zoe');
    expect(after.history[6]).toEqual(before.history[6]);
    expect(after.project).toEqual(before.project);
    expect(after.users).toEqual(before.users);
    await checkInvariants(world.database, project);
  });

  it('writes the duration of the lock as a time of day', async () => {
    const { project } = await scene();
    await recordLocks();
    const rows = await world.database.prisma.$queryRaw<{ task: number; text: string }[]>`
      SELECT task_id AS task, action_text AS text FROM task_history
      WHERE project_id = ${project.id}::int AND action LIKE 'AUTO%' ORDER BY task_id`;
    expect(rows[0]?.text).toMatch(/^02:01:\d\d\.\d{6}$/);
    expect(rows[3]?.text).toBe('23:59:59.999999');
  });

  it('writes nothing when it is repeated', async () => {
    await scene();
    await recordLocks();
    const before = await fingerprint(world.database);
    expect(await recordLocks()).toBe(0);
    expect(await fingerprint(world.database)).toBe(before);
  });

  it('writes each lock once when it runs twice at the same time', async () => {
    const { people, project } = await scene();
    const freed = await Promise.all([recordLocks(), recordLocks(), recordLocks()]);
    expect(freed.reduce((sum, n) => sum + n, 0)).toBe(5);
    const { history } = await readState(world.database, project, people);
    expect(history[1]).toEqual(['AUTO_UNLOCKED_FOR_MAPPING ended, ben']);
    await checkInvariants(world.database, project);
  });

  it('writes the auto-unlock to the row of the extension of an extended lock', async () => {
    const { people, project } = await scene();
    await done(project, 'extend', { as: people.ben, body: { taskIds: [6] } });
    await world.make.age(project, 6, 121);
    await recordLocks();
    expect((await readState(world.database, project, people)).history[6]).toEqual([
      'LOCKED_FOR_MAPPING ended, ben',
      'AUTO_UNLOCKED_FOR_MAPPING ended, ben',
    ]);
    await checkInvariants(world.database, project);
  });

  it('restores the earlier state when the history has a state change to a lock', async () => {
    const people = await world.make.users('ann', 'ben');
    const change = (text: string, ago: number) => ({ action: 'STATE_CHANGE' as const, text, by: people.ann, ago });
    const history = [change('INVALIDATED', 20_000), change('LOCKED_FOR_VALIDATION', 10_000)];
    const project = await world.make.project({
      tasks: [{ state: 'LOCKED_FOR_MAPPING', before: 'INVALIDATED', holder: people.ben, mapper: people.ann, history }],
    });
    const seen = await listed(project);
    await recordLocks();
    expect((await readState(world.database, project, people)).tasks).toEqual({ 1: 'INVALIDATED' });
    expect(await listed(project)).toEqual(seen);
    expect(await recordLocks()).toBe(0);
  });

  it('allows the last holder to hand in', async () => {
    const { people, project } = await scene();
    await recordLocks();
    await done(project, 'unlock-after-mapping/2', { as: people.ben, body: { status: 'MAPPED' } });
    const validatedTasks = [3, 4, 5].map((taskId) => ({ taskId, status: 'VALIDATED' }));
    await done(project, 'unlock-after-validation', { as: people.zoe, body: { validatedTasks } });
    const state = await readState(world.database, project, people);
    expect(state.users.ben?.mapped).toBe(1);
    expect(state.users.zoe?.validated).toBe(3);
    await checkInvariants(world.database, project);
  });
});
