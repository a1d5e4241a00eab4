import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { User } from '../../support/factory.js';
import { actingIn } from './acting.js';

const world = useApp();
const { done } = actingIn(world);

interface Body {
  invalidatedTasks: { taskId: number; projectId: number; closed: boolean; historyId: number | null }[];
  pagination: { total: number; page: number; hasNext: boolean };
}

const list = async (of: User, as: User, query = ''): Promise<Body> => {
  const answer = await world.get(`projects/${of.username}/tasks/queries/own/invalidated/${query}`, { as });
  expect(answer.status, answer.text).toBe(200);
  return answer.body as Body;
};

async function invalidated() {
  const { mapper, validator } = await world.make.users('mapper', 'validator');
  const tasks = [1, 2, 3].map(() => ({ state: 'LOCKED_FOR_VALIDATION', mapper, holder: validator }) as const);
  const project = await world.make.project({ tasks });
  for (const taskId of [2, 1, 3])
    await done(project, 'unlock-after-validation', {
      as: validator,
      body: { validatedTasks: [{ taskId, status: 'INVALIDATED' }] },
    });
  return { mapper, validator, project };
}

describe('GET projects/{name}/tasks/queries/own/invalidated/', () => {
  it('returns the invalidated tasks of a mapper, the newest first', async () => {
    const { mapper, project } = await invalidated();
    const { invalidatedTasks, pagination } = await list(mapper, mapper);
    expect(invalidatedTasks.map(({ taskId }) => taskId)).toEqual([3, 1, 2]);
    expect(invalidatedTasks[0]).toMatchObject({ projectId: project.id, closed: false });
    expect(pagination).toMatchObject({ total: 3, page: 1, hasNext: false });
  });

  it('returns with asValidator the tasks that the validator invalidated', async () => {
    const { mapper, validator } = await invalidated();
    expect((await list(validator, mapper)).invalidatedTasks).toEqual([]);
    expect((await list(validator, mapper, '?asValidator=true')).invalidatedTasks).toHaveLength(3);
  });

  it('filters by project and by state, sorts and pages', async () => {
    const { mapper, validator, project } = await invalidated();
    await done(project, 'lock-for-validation', { as: validator, body: { taskIds: [1] } });
    await done(project, 'unlock-after-validation', {
      as: validator,
      body: { validatedTasks: [{ taskId: 1, status: 'VALIDATED' }] },
    });
    const ids = async (query: string) => (await list(mapper, mapper, query)).invalidatedTasks.map((t) => t.taskId);
    expect(await ids('?closed=true')).toEqual([1]);
    expect(await ids('?closed=false')).toEqual([3, 2]);
    expect(await ids(`?project=${project.id}`)).toHaveLength(3);
    expect(await ids('?project=2000000000')).toEqual([]);
    expect(await ids('?sortBy=projectId&sortDirection=ASC')).toEqual([2, 1, 3]);
    expect(await ids('?pageSize=2&page=2&sortDirection=asc')).toHaveLength(1);
  });

  it('leaves out projects that the caller may not see', async () => {
    const { mapper, project } = await invalidated();
    await world.database.prisma.$executeRaw`UPDATE projects SET private = true WHERE id = ${project.id}::int`;
    expect((await list(mapper, await world.make.user())).pagination.total).toBe(0);
    expect((await list(mapper, project.author)).pagination.total).toBe(3);
  });

  it('returns 401 without a session, 404 for an unknown user and 400 for invalid values', async () => {
    const user = await world.make.user();
    const path = `projects/${user.username}/tasks/queries/own/invalidated/`;
    expectRefusal(await world.get(path), 'InvalidToken');
    expectNotFound(await world.get(path, { as: 1_999_999_999 }), 'USER_NOT_FOUND');
    expectNotFound(await world.get('projects/nobody/tasks/queries/own/invalidated/', { as: user }), 'USER_NOT_FOUND');
    for (const query of ['page=0', 'pageSize=x', 'sortBy=name', 'sortDirection=up', 'closed=perhaps', 'project=-1'])
      expect((await world.get(`${path}?${query}`, { as: user })).status, query).toBe(400);
  });
});
