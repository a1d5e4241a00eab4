import { beforeAll, describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { Project, User } from '../../support/factory.js';

const world = useApp();

describe.each(['activities/', 'activities/latest/', 'contributions/', 'contributions/queries/day/', 'statistics/'])(
  'of a project that is not for everybody, %s',
  (path) => {
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

    it('is told to those who may see it', async () => {
      for (const as of [allowed, hidden.author, await world.make.user({ role: 'ADMIN' })])
        expect((await world.get(`projects/${hidden.id}/${path}`, { as })).status).toBe(200);
      expect((await world.get(`projects/${draft.id}/${path}`, { as: draft.author })).status).toBe(200);
    });

    it('is told to nobody else', async () => {
      for (const as of [undefined, outsider]) {
        expectRefusal(await world.get(`projects/${hidden.id}/${path}`, { as }), 'PrivateProject');
        expectRefusal(await world.get(`projects/${draft.id}/${path}`, { as }), 'PrivateProject');
      }
      expectRefusal(await world.get(`projects/${draft.id}/${path}`, { as: allowed }), 'PrivateProject');
    });

    it('is not there where there is no such project, or no such user', async () => {
      const details = { project_id: 2_000_000_000 };
      expectNotFound(await world.get(`projects/2000000000/${path}`), 'PROJECT_NOT_FOUND', details);
      for (const id of ['x', '0', '99999999999'])
        expectNotFound(await world.get(`projects/${id}/${path}`), 'PROJECT_NOT_FOUND', { project_id: id });
      expectNotFound(await world.get(`projects/${hidden.id}/${path}`, { as: 1_999_999_999 }), 'USER_NOT_FOUND');
    });
  },
);
