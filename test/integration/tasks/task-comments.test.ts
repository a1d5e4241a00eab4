import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';

const world = useApp();

describe('projects/{id}/comments/tasks/{task}/', () => {
  it('GET returns the task with the comment that POST has stored', async () => {
    const project = await world.make.project({ tasks: ['READY'] });
    const user = await world.make.user();
    const path = `projects/${project.id}/comments/tasks/1/`;
    const posted = await world.post(path, { as: user, body: { comment: 'The river moved' } });
    expect(posted.status).toBe(200);
    const read = await world.get(path);
    expect(read.body).toEqual(posted.body);
    expect(read.body).toMatchObject({
      taskHistory: [{ action: 'COMMENT', actionText: 'The river moved', actionBy: user.username }],
    });
  });

  it('GET returns 403 to those who may not see the project, and 404 for an unknown task', async () => {
    const project = await world.make.project({ private: true, tasks: ['READY'] });
    expectRefusal(await world.get(`projects/${project.id}/comments/tasks/1/`), 'PrivateProject');
    expectNotFound(
      await world.get(`projects/${project.id}/comments/tasks/9/`, { as: project.author }),
      'TASK_NOT_FOUND',
    );
  });

  it('POST returns 400 without a comment and 403 to a blocked user', async () => {
    const project = await world.make.project({ tasks: ['READY'] });
    const path = `projects/${project.id}/comments/tasks/1/`;
    for (const body of [{}, { comment: '' }, { comment: ' \n' }, { comment: null }, { comment: 5 }])
      expect(await world.post(path, { as: project.author, body })).toMatchObject({
        status: 400,
        body: { SubCode: 'InvalidData' },
      });
    expect((await world.get(path)).body).toMatchObject({ taskHistory: [] });
    const blocked = await world.make.user({ role: 'BLOCKED' });
    expectRefusal(await world.post(path, { as: blocked, body: { comment: 'hm' } }), 'ReadOnly');
  });
});
