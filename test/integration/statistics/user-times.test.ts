import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';

const world = useApp();

describe('GET projects/{id}/statistics/queries/{name}/', () => {
  it('returns the sums of the locks of the user in that project, in seconds', async () => {
    const { mapper, validator } = await world.make.users('mapper', 'validator');
    const project = await world.make.project({ tasks: [{ state: 'VALIDATED', mapper, validator }, 'READY'] });
    await world.make.project({ tasks: [{ state: 'VALIDATED', mapper, validator }] });
    const path = `projects/${project.id}/statistics/queries`;
    expect((await world.get(`${path}/${mapper.username}/`)).body).toEqual({
      timeSpentMapping: 1205,
      timeSpentValidating: 0,
      totalTimeSpent: 1205,
    });
    expect((await world.get(`${path}/${validator.username}/`)).body).toEqual({
      timeSpentMapping: 0,
      timeSpentValidating: 180,
      totalTimeSpent: 180,
    });
  });

  it('returns zeros for a user who has not worked on the project', async () => {
    const project = await world.make.project();
    const user = await world.make.user();
    const { body } = await world.get(`projects/${project.id}/statistics/queries/${user.username}/`);
    expect(body).toEqual({ timeSpentMapping: 0, timeSpentValidating: 0, totalTimeSpent: 0 });
  });

  it('returns 403 for a private project to callers who may not see it, and 404 for unknown names', async () => {
    const project = await world.make.project({ private: true });
    const path = `projects/${project.id}/statistics/queries/${project.author.username}/`;
    expectRefusal(await world.get(path), 'PrivateProject');
    expectRefusal(await world.get(path, { as: await world.make.user() }), 'PrivateProject');
    expect((await world.get(path, { as: project.author })).status).toBe(200);
    const unknown = `projects/${project.id}/statistics/queries/nobody/`;
    for (const as of [project.author, await world.make.user(), undefined])
      expectNotFound(await world.get(unknown, as ? { as } : {}), 'USER_NOT_FOUND', { username: 'nobody' });
    expectNotFound(await world.get('projects/2000000000/statistics/queries/x/'), 'PROJECT_NOT_FOUND');
  });
});
