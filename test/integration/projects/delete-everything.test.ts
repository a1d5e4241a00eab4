import { describe, expect, it } from 'vitest';
import { ringAround } from '../../support/areas.js';
import { expectRefusal, useApp } from '../../support/app.js';
import type { Project } from '../../support/factory.js';
import { adorn, unique } from './adorn.js';

const world = useApp();

const SQUARE = { type: 'Polygon', coordinates: [ringAround(1, 1, 2, 2)] };

const TABLES = [
  'campaign_projects',
  'project_allowed_users',
  'project_chat',
  'project_custom_editors',
  'project_favorites',
  'project_info',
  'project_interests',
  'project_partnerships',
  'project_partnerships_history',
  'project_priority_areas',
  'project_teams',
  'task_annotations',
  'task_history',
  'task_invalidation_history',
  'tasks',
] as const;

/** How many rows of each table belong to a project. */
async function rowsOf(projectId: number): Promise<Record<string, number>> {
  const counts = await Promise.all(
    TABLES.map(async (table) => {
      const [row] = await world.database.prisma.$queryRawUnsafe<{ n: number }[]>(
        `SELECT count(*)::int AS n FROM ${table} WHERE project_id = $1::int`,
        projectId,
      );
      return [table, row?.n ?? -1] as const;
    }),
  );
  const [issues] = await world.database.prisma.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM task_mapping_issues i JOIN task_history h ON h.id = i.task_history_id
    WHERE h.project_id = ${projectId}::int`;
  return { ...Object.fromEntries(counts), task_mapping_issues: issues?.n ?? -1 };
}

/** A project with a row in every table, whose tasks 1 and 2 are READY again. */
async function fullProject(): Promise<Project> {
  const { mapper, allowed } = await world.make.users('mapper', 'allowed');
  const admin = await world.make.user({ role: 'ADMIN' });
  const project = await world.make.project({
    allowed: [allowed],
    teams: [{ team: await world.make.team(), role: 'MAPPER' }],
    tasks: [{ state: 'LOCKED_FOR_VALIDATION', mapper, holder: admin }, 'READY'],
  });
  await adorn(world.database, project, {
    campaigns: [unique('campaign')],
    interests: [unique('interest')],
    customEditor: { name: 'e', url: 'u' },
    favouriteOf: [allowed],
    priorityAreas: [SQUARE],
    texts: { en: { name: 'n' }, fr: { name: 'f' } },
  });
  const { id: partnerId } = await world.database.prisma.partner.create({
    data: { name: unique('partner'), primaryHashtag: '#x' },
  });
  const { id: categoryId } = await world.database.prisma.mappingIssueCategory.create({ data: { name: unique('c') } });
  const steps: [string, object][] = [
    ['projects/partnerships/', { projectId: project.id, partnerId, startedOn: '2026-01-01' }],
    [`projects/${project.id}/comments/`, { message: `look, @[${mapper.username}]` }],
    [`projects/${project.id}/comments/tasks/1/`, { comment: `here, @[${mapper.username}]` }],
    [
      `projects/${project.id}/tasks/actions/unlock-after-validation/`,
      {
        validatedTasks: [
          {
            taskId: 1,
            status: 'INVALIDATED',
            validationIssues: [{ mappingIssueCategoryId: categoryId, issue: 'i', count: 2 }],
          },
        ],
      },
    ],
    [`projects/${project.id}/tasks/actions/reset-all/`, {}],
  ];
  for (const [path, body] of steps) {
    const answer = await world.post(path, { as: admin, body });
    expect(answer.status, `${path} ${answer.text}`).toBeLessThan(300);
  }
  await world.database.prisma.taskAnnotation.create({
    data: { projectId: project.id, taskId: 1, annotationType: 't', properties: {}, updatedTimestamp: new Date() },
  });
  return project;
}

describe('a project with rows in every table', () => {
  it('is deleted with all its rows, except the messages', async () => {
    const project = await fullProject();
    const before = await rowsOf(project.id);
    for (const [table, count] of Object.entries(before)) expect(count, table).toBeGreaterThan(0);
    const messages = await world.database.prisma.message.findMany({ where: { projectId: project.id } });
    expect(messages.some(({ taskId }) => taskId === 1)).toBe(true);
    const areas = await world.database.prisma.$queryRaw<{ id: number }[]>`
      SELECT priority_area_id AS id FROM project_priority_areas WHERE project_id = ${project.id}::int`;

    const answer = await world.send('DELETE', `projects/${project.id}/`, { as: project.author });
    expect(answer).toMatchObject({ status: 200, body: { Success: 'Project deleted' } });
    expect(await rowsOf(project.id)).toEqual(Object.fromEntries(Object.keys(before).map((table) => [table, 0])));
    expect(await world.database.prisma.priorityArea.count({ where: { id: { in: areas.map(({ id }) => id) } } })).toBe(
      0,
    );
    const kept = await world.database.prisma.message.findMany({ where: { id: { in: messages.map(({ id }) => id) } } });
    expect(kept).toHaveLength(messages.length);
    for (const { projectId, taskId } of kept) expect([projectId, taskId]).toEqual([null, null]);
  });

  it('deletes a task with its history, issues, annotations and the references of messages', async () => {
    const project = await fullProject();
    const admin = await world.make.user({ role: 'ADMIN' });
    const answer = await world.send('DELETE', `projects/${project.id}/tasks/`, { as: admin, body: { tasks: [1] } });
    expect(answer).toMatchObject({ status: 200, body: { Success: 'Task(s) deleted' } });
    expect(await rowsOf(project.id)).toMatchObject({
      tasks: 1,
      task_annotations: 0,
      task_invalidation_history: 0,
      task_mapping_issues: 0,
      project_chat: 1,
    });
    const messages = await world.database.prisma.message.findMany({ where: { projectId: project.id } });
    expect(messages.length).toBeGreaterThan(0);
    for (const { taskId } of messages) expect(taskId).toBeNull();
  });

  it('is deleted by a manager of its organisation, not by one of another', async () => {
    const { boss, other } = await world.make.users('boss', 'other');
    const organisation = await world.make.organisation({ managers: [boss] });
    await world.make.organisation({ managers: [other] });
    const project = await world.make.project({ organisation });
    const path = `projects/${project.id}/`;
    expectRefusal(await world.send('DELETE', path, { as: other }), 'UserPermissionError');
    expect((await world.send('DELETE', path, { as: boss })).status).toBe(200);
    expect((await world.get(path)).status).toBe(404);
  });
});
