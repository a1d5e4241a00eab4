import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { Project, User } from '../../support/factory.js';
import { writeHistory } from '../statistics/history.js';

const world = useApp();

interface Tasks {
  tasks: { taskId: number; projectId: number; lastUpdated: string; numberOfComments: number }[];
  pagination: { total: number };
}

const tasksOf = async (user: User, as: User, query = ''): Promise<Tasks> => {
  const answer = await world.get(`users/${user.id}/tasks/?${query}`, { as });
  expect(answer.status, answer.text).toBe(200);
  return answer.body as Tasks;
};

const EMPTY = [1, 2, 3].map(() => ({ state: 'READY' as const, history: [] }));

async function threeTasks(by: User, spec: object = {}): Promise<Project> {
  const project = await world.make.project({ tasks: EMPTY, ...spec });
  await writeHistory(world.database, project, [
    { task: 1, by, at: '2026-01-16 08:00:00.000001', text: 'MAPPED' },
    { task: 2, by, at: '2026-01-17 08:00:00', text: 'VALIDATED' },
    { task: 3, by, at: '2026-01-18 00:00:00', text: 'BADIMAGERY' },
    { task: 3, by: project.author, at: '2026-01-19 00:00:00', text: 'cloudy', action: 'COMMENT' },
  ]);
  return project;
}

describe('tasks of a user', () => {
  it('are those with a history row, newest first, with the comments of everybody', async () => {
    const ann = await world.make.user();
    const project = await threeTasks(ann);
    const { tasks, pagination } = await tasksOf(ann, ann);
    expect(pagination).toMatchObject({ total: 3, perPage: 10 });
    expect(tasks.map(({ taskId }) => taskId)).toEqual([3, 2, 1]);
    expect(tasks[0]).toMatchObject({
      projectId: project.id,
      taskStatus: 'READY',
      lockHolder: null,
      taskHistory: [],
      taskAnnotation: null,
      perTaskInstructions: null,
      lastUpdated: '2026-01-18T00:00:00.000000Z',
      numberOfComments: 1,
      geometry: { type: 'MultiPolygon' },
    });
    expect(tasks[2]).toMatchObject({ lastUpdated: '2026-01-16T08:00:00.000001Z', numberOfComments: 0 });
  });

  it.each([
    ['status=VALIDATED', [2]],
    ['status=mapped', [1]],
    ['start_date=2026-01-17', [3, 2]],
    ['start_date=2026-01-17&end_date=2026-01-18', [3, 2]],
    ['end_date=2026-01-17T08:00:00Z', [2, 1]],
    ['end_date=2020-01-01', []],
    ['sort_by=action_date', [1, 2, 3]],
    ['sort_by=project_id', [1, 2, 3]],
    ['page_size=2&page=2', [1]],
    ['page=9', []],
    ['project_id=2147483647', []],
    ['project_status=ARCHIVED', []],
    ['project_status=published', [3, 2, 1]],
  ])('are filtered, ordered and paged by %s', async (query, ids) => {
    const ann = await world.make.user();
    await threeTasks(ann);
    expect((await tasksOf(ann, ann, query)).tasks.map(({ taskId }) => taskId)).toEqual(ids);
  });

  it('are shown for private projects and drafts to callers who may see them', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const admin = await world.make.user({ role: 'ADMIN' });
    const hidden = await threeTasks(ann, { private: true, allowed: [ann] });
    await threeTasks(ann, { status: 'DRAFT' });
    expect((await tasksOf(ann, ann)).pagination.total).toBe(3);
    expect((await tasksOf(ann, ben)).tasks).toEqual([]);
    expect((await tasksOf(ann, admin)).pagination.total).toBe(6);
    expect((await tasksOf(ann, hidden.author)).pagination.total).toBe(3);
  });

  it('are empty for an invalid date, and refused for other invalid values', async () => {
    const ann = await world.make.user();
    await threeTasks(ann);
    expect(await tasksOf(ann, ann, 'start_date=nonsense')).toEqual({ tasks: [], pagination: { total: 0 } });
    for (const query of ['status=FOO', 'project_status=FOO', 'page=0', 'page=x', 'page_size=0', 'project_id=x'])
      expect((await world.get(`users/${ann.id}/tasks/?${query}`, { as: ann })).status, query).toBe(400);
    expectNotFound(await world.get('users/1999999999/tasks/', { as: ann }), 'USER_NOT_FOUND');
    expectNotFound(await world.get('users/abc/tasks/', { as: ann }), 'USER_NOT_FOUND');
    expectRefusal(await world.get(`users/${ann.id}/tasks/`), 'InvalidToken');
  });
});

describe('favourite projects', () => {
  const favourite = (user: User, project: Project) =>
    world.database.prisma.$executeRaw`
      INSERT INTO project_favorites (project_id, user_id) VALUES (${project.id}::int, ${user.id}::bigint)`;

  it('are the chosen ones that the caller may see', async () => {
    const ann = await world.make.user();
    const open = await world.make.project();
    const hidden = await world.make.project({ private: true });
    for (const project of [open, hidden]) await favourite(ann, project);
    const answer = await world.get('users/queries/favorites/', { as: ann });
    expect(answer.body).toMatchObject({
      favoritedProjects: [
        {
          projectId: open.id,
          status: 'PUBLISHED',
          tasks: null,
          projectInfo: null,
          priorityAreas: null,
          organisationName: null,
        },
      ],
    });
    const ben = await world.make.user();
    expect((await world.get('users/queries/favorites/', { as: ben })).body).toEqual({ favoritedProjects: [] });
    expectRefusal(await world.get('users/queries/favorites/'), 'InvalidToken');
  });
});

describe('recommended projects', () => {
  it("are published public projects by other authors in the user's campaigns, each once", async () => {
    const ann = await world.make.user({ level: 'INTERMEDIATE' });
    const worked = await world.make.project();
    const alike = await world.make.project();
    const own = await world.make.project({ author: ann });
    const hidden = [
      await world.make.project({ private: true }),
      await world.make.project({ status: 'DRAFT' }),
      await world.make.project({ status: 'ARCHIVED' }),
    ];
    await world.database.prisma.$executeRaw`
      UPDATE users SET projects_mapped = ARRAY[${worked.id}::int] WHERE id = ${ann.id}::bigint`;
    const ids = [worked, alike, own, ...hidden].map(({ id }) => id);
    await world.database.prisma.$executeRaw`
      WITH c AS (INSERT INTO campaigns (name) VALUES (${`Campaign ${ann.id}`}) RETURNING id)
      INSERT INTO campaign_projects (campaign_id, project_id) SELECT c.id, unnest(${ids}::int[]) FROM c`;
    const answer = await world.get(`users/${ann.username}/recommended-projects/`, { as: ann });
    const { results } = answer.body as { results: { projectId: number; difficulty: string }[] };
    const found = results.map(({ projectId }) => projectId);
    expect(found.slice(0, 2)).toEqual([alike.id, worked.id]);
    expect(new Set(found).size).toBe(found.length);
    expect(found.length).toBeLessThanOrEqual(20);
    for (const { id } of hidden) expect(found).not.toContain(id);
    expectNotFound(await world.get('users/nobody/recommended-projects/', { as: ann }), 'USER_NOT_FOUND');
    expectRefusal(await world.get(`users/${ann.username}/recommended-projects/`), 'InvalidToken');
  });
});

describe('interests of the projects that a user has worked on', () => {
  it('are shown with their shares', async () => {
    const ann = await world.make.user();
    const projects = [await threeTasks(ann), await threeTasks(ann)];
    const [first, second] = projects.map(({ id }) => id) as [number, number];
    await world.database.prisma.$executeRaw`
      WITH i AS (INSERT INTO interests (name) VALUES (${`A ${ann.id}`}), (${`B ${ann.id}`}) RETURNING id, name)
      INSERT INTO project_interests (interest_id, project_id)
      SELECT i.id, p.id FROM i, unnest(${[first, second]}::int[]) AS p(id)
      WHERE i.name LIKE 'A %' OR p.id = ${first}::int`;
    const answer = await world.get(`users/${ann.id}/statistics/interests/`, { as: ann });
    expect(answer.body).toEqual({
      rates: [
        { name: `A ${ann.id}`, rate: 2 / 3 },
        { name: `B ${ann.id}`, rate: 1 / 3 },
      ],
    });
    expect((await world.get('users/1999999999/statistics/interests/', { as: ann })).body).toEqual({ rates: [] });
    expectNotFound(await world.get('users/abc/statistics/interests/', { as: ann }), 'USER_NOT_FOUND');
    expectRefusal(await world.get(`users/${ann.id}/statistics/interests/`), 'InvalidToken');
  });
});
