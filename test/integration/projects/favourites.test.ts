import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';

const world = useApp();

const send = (method: string, project: { id: number | string }, as?: { id: number }) =>
  world.send(method, `projects/${project.id}/favorite/`, { as });

describe('favourites of a user', () => {
  it('are added once and removed once', async () => {
    const user = await world.make.user();
    const { other } = await world.make.users('other');
    const project = await world.make.project();
    const isFavourite = async (as: { id: number }) => (await send('GET', project, as)).body;
    expect(await isFavourite(user)).toEqual({ favorited: false });
    const added = { status: 201, body: { project_id: project.id } };
    expect(await send('POST', project, user)).toMatchObject(added);
    expect(await send('POST', project, user)).toMatchObject(added);
    expect(await isFavourite(user)).toEqual({ favorited: true });
    expect(await isFavourite(other)).toEqual({ favorited: false });
    expect(await send('DELETE', project, user)).toMatchObject({ status: 200, body: { project_id: project.id } });
    expect(await isFavourite(user)).toEqual({ favorited: false });
    expect(await send('DELETE', project, user)).toMatchObject({ status: 400, body: { SubCode: 'NotFeatured' } });
  });

  it('are stored once when they are added many times at once', async () => {
    const user = await world.make.user();
    const project = await world.make.project();
    const answers = await Promise.all(Array.from({ length: 10 }, () => send('POST', project, user)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const [row] = await world.database.prisma.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int AS count FROM project_favorites WHERE project_id = ${project.id}::int`;
    expect(row?.count).toBe(1);
  });

  it.each(['GET', 'POST', 'DELETE'])('need a session that may see the project: %s', async (method) => {
    const { stranger, allowed } = await world.make.users('stranger', 'allowed');
    const blocked = await world.make.user({ role: 'BLOCKED' });
    const open = await world.make.project();
    const hidden = await world.make.project({ private: true, allowed: [allowed] });
    const draft = await world.make.project({ status: 'DRAFT' });
    expectRefusal(await send(method, open), 'InvalidToken');
    expectNotFound(await send(method, open, { id: 999_999_999 }), 'USER_NOT_FOUND');
    for (const project of [hidden, draft]) expectRefusal(await send(method, project, stranger), 'PrivateProject');
    expectNotFound(await send(method, { id: 2_147_483_647 }, stranger), 'PROJECT_NOT_FOUND');
    expectNotFound(await send(method, { id: 'x' }, stranger), 'PROJECT_NOT_FOUND');
    if (method === 'DELETE') await Promise.all([send('POST', hidden, allowed), send('POST', open, blocked)]);
    for (const [project, as] of [
      [hidden, allowed],
      [open, blocked],
    ] as const)
      expect((await send(method, project, as)).status).toBe(method === 'POST' ? 201 : 200);
  });
});
