import { beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.js';
import type { Project, User } from '../../support/factory.js';
import { actingIn } from '../tasks/acting.js';

const world = useApp();
const { done } = actingIn(world);

interface Statistics {
  contributionsByDay: { date: string; count: number }[];
  tasksMapped: number;
}

const statisticsOf = async (user: User): Promise<Statistics> =>
  (await world.get(`users/${user.username}/statistics/`, { as: user })).body as Statistics;

const today = (): string => `${new Date().toISOString().slice(0, 10)}T00:00:00`;

describe('contributionsByDay of GET users/{name}/statistics/', () => {
  let project: Project;
  let mapper: User;
  let validator: User;

  beforeAll(async () => {
    ({ mapper, validator } = await world.make.users('mapper', 'validator'));
    project = await world.make.project({ tasks: ['READY', 'READY', 'READY'], author: validator });
  });

  it('stays empty after a split', async () => {
    await done(project, 'lock-for-mapping/1', { as: mapper });
    await done(project, 'split/1', { as: mapper });
    expect((await statisticsOf(mapper)).contributionsByDay).toEqual([]);
  });

  it('does not count hand-ins as READY and as bad imagery', async () => {
    for (const status of ['READY', 'BADIMAGERY']) {
      await done(project, 'lock-for-mapping/2', { as: mapper });
      await done(project, 'unlock-after-mapping/2', { as: mapper, body: { status } });
    }
    expect((await statisticsOf(mapper)).contributionsByDay).toEqual([]);
  });

  it('counts a hand-in as MAPPED and a validation once each, at the midnight of their day', async () => {
    await done(project, 'lock-for-mapping/3', { as: mapper });
    await done(project, 'unlock-after-mapping/3', { as: mapper, body: { status: 'MAPPED' } });
    await done(project, 'lock-for-validation', { as: validator, body: { taskIds: [3] } });
    const body = { validatedTasks: [{ taskId: 3, status: 'VALIDATED' }] };
    await done(project, 'unlock-after-validation', { as: validator, body });
    expect((await statisticsOf(mapper)).contributionsByDay).toEqual([{ date: today(), count: 1 }]);
    expect((await statisticsOf(validator)).contributionsByDay).toEqual([{ date: today(), count: 1 }]);
  });

  it('does not count an undo, nor its author as a mapper', async () => {
    await done(project, 'undo-last-action/3', { as: validator });
    const { contributionsByDay, tasksMapped } = await statisticsOf(validator);
    expect(contributionsByDay).toEqual([{ date: today(), count: 1 }]);
    expect(tasksMapped).toBe(0);
    expect((await statisticsOf(mapper)).tasksMapped).toBe(1);
  });

  it('counts work before a split once', async () => {
    await done(project, 'reset-all', { as: validator });
    await done(project, 'split/3', { as: mapper });
    expect((await statisticsOf(mapper)).contributionsByDay).toEqual([{ date: today(), count: 1 }]);
  });
});
