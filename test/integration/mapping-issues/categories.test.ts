import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';

const world = useApp();
const PATH = 'tasks/issues/categories/';

let made = 0;
const freshName = (): string => `Category ${process.pid} ${Date.now()} ${++made}`;
const admin = () => world.make.user({ role: 'ADMIN' });

async function create(body: object = {}) {
  const as = await admin();
  const name = freshName();
  const answer = await world.post(PATH, { as, body: { name, ...body } });
  return { as, name, id: (answer.body as { categoryId: number }).categoryId };
}

const listed = async (query = ''): Promise<number[]> =>
  ((await world.get(PATH + query)).body as { categories: { categoryId: number }[] }).categories.map(
    ({ categoryId }) => categoryId,
  );

describe('categories of mapping issues', () => {
  it('are created, read, changed in part and deleted by an admin', async () => {
    const { as, name, id } = await create({ description: 'Off' });
    const category = { categoryId: id, name, description: 'Off', archived: false };
    expect((await world.get(`${PATH}${id}/`)).body).toEqual(category);
    expect((await world.send('PATCH', `${PATH}${id}/`, { as, body: { archived: true } })).body).toEqual({
      ...category,
      archived: true,
    });
    expect((await world.send('DELETE', `${PATH}${id}/`, { as })).status).toBe(200);
    expectNotFound(await world.get(`${PATH}${id}/`), 'ISSUE_CATEGORY_NOT_FOUND', { category_id: id });
  });

  it('are listed without the archived ones by default', async () => {
    const [open, archived] = [await create(), await create({ archived: true })];
    expect(await listed()).toContain(open.id);
    expect(await listed()).not.toContain(archived.id);
    expect(await listed('?includeArchived=true')).toEqual(expect.arrayContaining([open.id, archived.id]));
    expect((await world.get(`${PATH}?includeArchived=perhaps`)).status).toBe(400);
  });

  it('return 400 NameExists for a taken name', async () => {
    const [one, other] = [await create(), await create()];
    expectRefusal(
      await world.post(PATH, { as: one.as, body: { name: ` ${other.name} ` } }),
      'NameExists',
      `Value '${other.name}' already exists`,
    );
    const renamed = await world.send('PATCH', `${PATH}${one.id}/`, { as: one.as, body: { name: other.name } });
    expectRefusal(renamed, 'NameExists', `Value '${other.name}' already exists`);
  });

  it.each([{}, { name: ' ' }, { name: null }, { name: 5 }, { name: 'x', archived: 'yes' }])(
    'return 400 InvalidData for %j',
    async (body) => {
      const answer = await world.post(PATH, { as: await admin(), body });
      expect(answer).toMatchObject({ status: 400, body: { SubCode: 'InvalidData' } });
    },
  );

  it('return 401 without a session, 403 to plain users and 404 for an unknown id', async () => {
    const { as, id } = await create();
    const user = await world.make.user();
    for (const [method, path] of [
      ['POST', PATH],
      ['PATCH', `${PATH}${id}/`],
      ['DELETE', `${PATH}${id}/`],
    ] as const) {
      const body = { name: freshName() };
      expect((await world.send(method, path, { body })).status).toBe(401);
      expect((await world.send(method, path, { as: user, body })).status).toBe(403);
    }
    for (const unknown of ['2000000000', 'abc', '99999999999'])
      for (const method of ['GET', 'PATCH', 'DELETE'])
        expect((await world.send(method, `${PATH}${unknown}/`, { as, body: {} })).status).toBe(404);
  });
});
