import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';

const world = useApp();

const rowsOf = async (projectId: number): Promise<number> => {
  const [row] = await world.database.prisma.$queryRaw<{ n: number }[]>`
    SELECT ((SELECT count(*) FROM projects WHERE id = ${projectId}::int) +
      (SELECT count(*) FROM tasks WHERE project_id = ${projectId}::int) +
      (SELECT count(*) FROM task_history WHERE project_id = ${projectId}::int))::int AS n`;
  return row?.n ?? -1;
};

describe('deleting a project', () => {
  it('removes it with its history and keeps the messages of users', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const project = await world.make.project({ author: ann });
    const at = `projects/${project.id}/tasks/actions`;
    await world.post(`${at}/lock-for-mapping/1/`, { as: ben });
    await world.post(`${at}/stop-mapping/1/`, { as: ben, body: { comment: `look, @[${ann.username}]` } });
    const answer = await world.send('DELETE', `projects/${project.id}/`, { as: ann });
    expect(answer).toMatchObject({ status: 200, body: { Success: 'Project deleted' } });
    expect(await rowsOf(project.id)).toBe(0);
    const messages = await world.database.prisma.$queryRaw<object[]>`
      SELECT project_id AS project, task_id AS task FROM messages WHERE to_user_id = ${ann.id}::bigint`;
    expect(messages).toEqual([{ project: null, task: null }]);
  });

  it('is refused when a user has worked on it', async () => {
    const project = await world.make.project({ tasks: ['READY', 'MAPPED'] });
    const before = await rowsOf(project.id);
    expectRefusal(await world.send('DELETE', `projects/${project.id}/`, { as: project.author }), 'HasMappedTasks');
    expect(await rowsOf(project.id)).toBe(before);
  });

  it('returns 403 to others than managers of the project', async () => {
    const project = await world.make.project();
    expectRefusal(await world.send('DELETE', `projects/${project.id}/`), 'InvalidToken');
    expectRefusal(
      await world.send('DELETE', `projects/${project.id}/`, { as: await world.make.user() }),
      'UserPermissionError',
    );
    const admin = await world.make.user({ role: 'ADMIN' });
    expectNotFound(await world.send('DELETE', 'projects/2000000000/', { as: admin }), 'PROJECT_NOT_FOUND');
    expectNotFound(await world.send('DELETE', `projects/${project.id}/`, { as: 1_999_999_999 }), 'USER_NOT_FOUND');
    expect((await world.send('DELETE', `projects/${project.id}/`, { as: admin })).status).toBe(200);
  });
});
