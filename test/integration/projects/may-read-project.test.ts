import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';

const world = useApp();

const READS = ['', 'queries/nogeometries/', 'queries/summary/'];

describe.each(READS)('readers of projects/{id}/%s', (path) => {
  const read = (project: { id: number }, as?: { id: number }) => world.get(`projects/${project.id}/${path}`, { as });

  it('are the members of a private project', async () => {
    const { mapper, reader, sleeper, allowed, stranger, boss } = await world.make.users(
      'mapper',
      'reader',
      'sleeper',
      'allowed',
      'stranger',
      'boss',
    );
    const admin = await world.make.user({ role: 'ADMIN' });
    const project = await world.make.project({
      private: true,
      allowed: [allowed],
      organisation: await world.make.organisation({ managers: [boss] }),
      teams: [
        { team: await world.make.team({ members: [mapper], inactive: [sleeper] }), role: 'MAPPER' },
        { team: await world.make.team({ members: [reader] }), role: 'READ_ONLY' },
      ],
    });
    for (const user of [mapper, allowed, boss, admin, project.author])
      expect((await read(project, user)).status).toBe(200);
    for (const user of [reader, sleeper, stranger, undefined])
      expectRefusal(await read(project, user), 'PrivateProject');
  });

  it('are the managers of a draft', async () => {
    const { mapper, manager, allowed } = await world.make.users('mapper', 'manager', 'allowed');
    const project = await world.make.project({
      status: 'DRAFT',
      allowed: [allowed],
      teams: [
        { team: await world.make.team({ members: [mapper] }), role: 'MAPPER' },
        { team: await world.make.team({ members: [manager] }), role: 'PROJECT_MANAGER' },
      ],
    });
    for (const user of [manager, project.author]) expect((await read(project, user)).status).toBe(200);
    const code = READS.indexOf(path) < 2 ? 'ProjectNotFetched' : 'PrivateProject';
    for (const user of [mapper, allowed, undefined]) expectRefusal(await read(project, user), code);
  });

  it('are all users of an archived project, blocked users included', async () => {
    const project = await world.make.project({ status: 'ARCHIVED' });
    expect((await read(project)).status).toBe(200);
    expect((await read(project, await world.make.user({ role: 'BLOCKED' }))).status).toBe(200);
  });

  it('get 404 for an unknown project', async () => {
    expectNotFound(await read({ id: 2_147_483_647 }), 'PROJECT_NOT_FOUND', { project_id: 2_147_483_647 });
    for (const id of ['abc', '0', '-1', '2147483648', '99999999999999999999'])
      expectNotFound(await world.get(`projects/${id}/${path}`), 'PROJECT_NOT_FOUND');
    const project = await world.make.project();
    expectNotFound(await read(project, { id: 999_999_999 }), 'USER_NOT_FOUND');
    const nobody = await world.get(`projects/${project.id}/${path}`, { headers: { authorization: 'Token null' } });
    expect(nobody.status).toBe(200);
  });
});
