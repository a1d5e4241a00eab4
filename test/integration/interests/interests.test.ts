import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';

const world = useApp();

/** A name that no other test uses. */
let made = 0;
const freshName = (): string => `Interest ${process.pid} ${Date.now()} ${++made}`;

async function manager() {
  const user = await world.make.user({ name: 'manager' });
  await world.make.organisation({ managers: [user] });
  return user;
}

const create = async (as: { id: number }, name = freshName()) =>
  (await world.post('interests/', { as, body: { name } })).body as { id: number; name: string };

describe('interests', () => {
  it('are created, listed, read, renamed and deleted by a manager of an organisation', async () => {
    const as = await manager();
    const { id, name } = await create(as, `  ${freshName()} `);
    expect(name).toBe(name.trim());
    expect((await world.get('interests/')).body).toMatchObject({
      interests: expect.arrayContaining([
        { id, name, userSelected: null, countProjects: null, countUsers: null },
      ]) as unknown,
    });
    const renamed = freshName();
    expect(await world.send('PATCH', `interests/${id}/`, { as, body: { name: renamed } })).toMatchObject({
      status: 200,
      body: { id, name: renamed },
    });
    expect((await world.get(`interests/${id}/`, { as })).body).toEqual({ id, name: renamed });
    expect((await world.send('DELETE', `interests/${id}/`, { as })).body).toEqual({ Success: 'Interest deleted' });
    expectNotFound(await world.get(`interests/${id}/`, { as }), 'INTEREST_NOT_FOUND', { interest_id: id });
  });

  it('return 400 NameExists for a taken name, and allow an interest its own name again', async () => {
    const as = await manager();
    const first = await create(as);
    const second = await create(as);
    expectRefusal(
      await world.post('interests/', { as, body: { name: first.name } }),
      'NameExists',
      `Value '${first.name}' already exists`,
    );
    const rename = (name: string) => world.send('PATCH', `interests/${second.id}/`, { as, body: { name } });
    expectRefusal(await rename(first.name), 'NameExists', `Value '${first.name}' already exists`);
    expect(await rename(second.name)).toMatchObject({ status: 200, body: second });
  });

  it('return 409 when a user or a project has the interest', async () => {
    const as = await manager();
    const { id } = await create(as);
    await world.database.prisma
      .$executeRaw`INSERT INTO user_interests (user_id, interest_id) VALUES (${as.id}::bigint, ${id}::int)`;
    expectNotFound(await world.send('DELETE', `interests/${id}/`, { as }), 'INTEREST_IN_USE', { interest_id: id });
    expect((await world.get(`interests/${id}/`, { as })).status).toBe(200);
  });

  it.each([{}, { name: ' ' }, { name: 7 }, [], null, 'text'])(
    'return 400 InvalidData for the body %j',
    async (body) => {
      const as = await manager();
      expect(await world.post('interests/', { as, body })).toMatchObject({
        status: 400,
        body: { SubCode: 'InvalidData' },
      });
    },
  );

  it.each(['0', 'x', '99999999999', '2147483647'])('return 404 for the id %s', async (id) => {
    const as = await manager();
    for (const [method, body] of [['GET'], ['PATCH', { name: freshName() }], ['DELETE']] as const)
      expectNotFound(await world.send(method, `interests/${id}/`, { as, body }), 'INTEREST_NOT_FOUND');
  });

  it('return 401 or 403 to writes without a session, of a plain user, of a blocked manager and of a session without a user', async () => {
    const as = await manager();
    const { id } = await create(as);
    const plain = await world.make.user();
    const blocked = await world.make.user({ role: 'BLOCKED' });
    await world.make.organisation({ managers: [blocked] });
    const calls = [
      ['GET', `interests/${id}/`, undefined],
      ['POST', 'interests/', { name: freshName() }],
      ['PATCH', `interests/${id}/`, { name: freshName() }],
      ['DELETE', `interests/${id}/`, undefined],
    ] as const;
    for (const [method, path, body] of calls) {
      expectRefusal(await world.send(method, path, { body }), 'InvalidToken');
      expectRefusal(await world.send(method, path, { as: plain, body }), 'UserNotPermitted');
      expectRefusal(await world.send(method, path, { as: blocked, body }), 'UserNotPermitted');
      expectNotFound(await world.send(method, path, { as: 1_999_999_999, body }), 'USER_NOT_FOUND');
    }
    const admin = await world.make.user({ role: 'ADMIN' });
    expect((await world.send('DELETE', `interests/${id}/`, { as: admin })).status).toBe(200);
  });
});
