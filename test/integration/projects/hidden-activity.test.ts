import { beforeAll, describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { Project, User } from '../../support/factory.js';

const world = useApp();

describe.each([
  'activities/',
  'activities/latest/',
  'annotations/',
  'campaigns/',
  'comments/',
  'comments/tasks/1/',
  'contributions/',
  'tasks/',
  'tasks/1/',
])('GET projects/{id}/%s of a private project or a draft', (path) => {
  let hidden: Project;
  let draft: Project;
  let allowed: User;
  let outsider: User;

  beforeAll(async () => {
    ({ allowed, outsider } = await world.make.users('allowed', 'outsider'));
    hidden = await world.make.project({ private: true, allowed: [allowed], tasks: ['MAPPED'] });
    draft = await world.make.project({
      status: 'DRAFT',
      allowed: [allowed],
      tasks: ['MAPPED'],
      author: hidden.author,
    });
  });

  it('returns 200 to readers of the project', async () => {
    for (const as of [allowed, hidden.author, await world.make.user({ role: 'ADMIN' })])
      expect((await world.get(`projects/${hidden.id}/${path}`, { as })).status).toBe(200);
    expect((await world.get(`projects/${draft.id}/${path}`, { as: draft.author })).status).toBe(200);
  });

  it('returns 403 to all other callers', async () => {
    for (const as of [undefined, outsider]) {
      expectRefusal(await world.get(`projects/${hidden.id}/${path}`, { as }), 'PrivateProject');
      expectRefusal(await world.get(`projects/${draft.id}/${path}`, { as }), 'PrivateProject');
    }
    expectRefusal(await world.get(`projects/${draft.id}/${path}`, { as: allowed }), 'PrivateProject');
  });

  it('returns 404 for an unknown project and for a session without a user', async () => {
    const code = path.endsWith('/1/') ? 'TASK_NOT_FOUND' : 'PROJECT_NOT_FOUND';
    expectNotFound(await world.get(`projects/2000000000/${path}`), code);
    for (const id of ['x', '0', '99999999999']) expect((await world.get(`projects/${id}/${path}`)).status).toBe(404);
    expectNotFound(await world.get(`projects/${hidden.id}/${path}`, { as: 1_999_999_999 }), 'USER_NOT_FOUND');
  });
});
