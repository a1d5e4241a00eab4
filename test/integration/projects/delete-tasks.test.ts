import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';

const world = useApp();

const countersOf = async (id: number) => {
  const { totalTasks, tasksMapped, tasksValidated, tasksBadImagery } =
    await world.database.prisma.project.findUniqueOrThrow({ where: { id } });
  return { totalTasks, tasksMapped, tasksValidated, tasksBadImagery };
};

describe('deleting tasks', () => {
  it('removes them with their history and updates the counters', async () => {
    const admin = await world.make.user({ role: 'ADMIN' });
    const project = await world.make.project({ tasks: ['READY', 'MAPPED', 'VALIDATED', 'BADIMAGERY', 'MAPPED'] });
    const path = `projects/${project.id}/tasks/`;
    const lock = await world.post(`projects/${project.id}/tasks/actions/lock-for-validation/`, {
      as: admin,
      body: { taskIds: [2] },
    });
    expect(lock.status).toBe(200);
    const answer = await world.send('DELETE', path, { as: admin, body: { tasks: [2, 3, 2] } });
    expect(answer).toMatchObject({ status: 200, body: { Success: 'Task(s) deleted' } });
    expect(await countersOf(project.id)).toEqual({
      totalTasks: 3,
      tasksMapped: 1,
      tasksValidated: 0,
      tasksBadImagery: 1,
    });
    const left = await world.database.prisma.taskHistory.count({
      where: { projectId: project.id, taskId: { in: [2, 3] } },
    });
    expect(left).toBe(0);
  });

  it('deletes all or none, and does nothing for an empty list', async () => {
    const admin = await world.make.user({ role: 'ADMIN' });
    const project = await world.make.project({ tasks: ['READY', 'MAPPED'] });
    const path = `projects/${project.id}/tasks/`;
    expectNotFound(await world.send('DELETE', path, { as: admin, body: { tasks: [1, 99] } }), 'TASK_NOT_FOUND');
    expect((await world.send('DELETE', path, { as: admin, body: { tasks: [] } })).status).toBe(200);
    expect(await countersOf(project.id)).toMatchObject({ totalTasks: 2, tasksMapped: 1 });
  });

  it('returns 403 to others than admins', async () => {
    const project = await world.make.project();
    const path = `projects/${project.id}/tasks/`;
    const body = { tasks: [1] };
    expectRefusal(await world.send('DELETE', path, { body }), 'InvalidToken');
    expectRefusal(await world.send('DELETE', path, { as: project.author, body }), 'OnlyAdminAccess');
    const admin = await world.make.user({ role: 'ADMIN' });
    expect(await world.send('DELETE', path, { as: admin, body: {} })).toMatchObject({
      body: { SubCode: 'InvalidData' },
    });
    expectNotFound(await world.send('DELETE', 'projects/2000000000/tasks/', { as: admin, body }), 'PROJECT_NOT_FOUND');
  });
});

describe('deleting a project', () => {
  it('returns 403 to a manager by team and to a blocked manager', async () => {
    const { ann } = await world.make.users('ann');
    const team = await world.make.team({ members: [ann] });
    const project = await world.make.project();
    await world.database.prisma.$executeRaw`INSERT INTO project_teams (team_id, project_id, role)
      VALUES (${team.id}::int, ${project.id}::int, 2)`;
    expectRefusal(await world.send('DELETE', `projects/${project.id}/`, { as: ann }), 'DeletePermissionError');
    const blocked = await world.make.user({ role: 'BLOCKED' });
    const organisation = await world.make.organisation({ managers: [blocked] });
    await world.database.prisma.project.update({ where: { id: project.id }, data: { organisationId: organisation } });
    expectRefusal(await world.send('DELETE', `projects/${project.id}/`, { as: blocked }), 'UserPermissionError');
  });
});
