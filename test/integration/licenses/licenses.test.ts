import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';

const world = useApp();

let count = 0;
const newName = (): string => `Licence of test ${process.pid} ${Date.now()} ${count++}`;

async function make(body: object): Promise<number> {
  const admin = await world.make.user({ role: 'ADMIN' });
  const answer = await world.post('licenses/', { as: admin, body });
  expect(answer.status).toBe(201);
  return (answer.body as { licenseId: number }).licenseId;
}

describe('licences', () => {
  it('are created, read, changed in part and deleted by an admin', async () => {
    const admin = await world.make.user({ role: 'ADMIN' });
    const name = newName();
    const id = await make({ name: ` ${name} `, plainText: 'p' });
    expect((await world.get(`licenses/${id}/`)).body).toEqual({
      licenseId: id,
      name,
      description: null,
      plainText: 'p',
    });
    const changed = await world.send('PATCH', `licenses/${id}/`, {
      as: admin,
      body: { description: 'd', plainText: null },
    });
    expect(changed).toMatchObject({ status: 200, body: { status: 'Updated' } });
    expect((await world.get(`licenses/${id}/`)).body).toEqual({
      licenseId: id,
      name,
      description: 'd',
      plainText: null,
    });
    expect((await world.get('licenses/')).body).toMatchObject({
      licenses: expect.arrayContaining([{ licenseId: id, name, description: 'd', plainText: null }]) as unknown,
    });
    expect((await world.send('DELETE', `licenses/${id}/`, { as: admin })).body).toEqual({ Success: 'License deleted' });
    expectNotFound(await world.get(`licenses/${id}/`), 'LICENSE_NOT_FOUND');
  });

  it('keep their names unique, also with simultaneous callers', async () => {
    const admin = await world.make.user({ role: 'ADMIN' });
    const name = newName();
    const answers = await Promise.all([1, 2, 3].map(() => world.post('licenses/', { as: admin, body: { name } })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400]);
    const other = await make({ name: newName() });
    expectRefusal(
      await world.send('PATCH', `licenses/${other}/`, { as: admin, body: { name } }),
      'NameExists',
      `Value '${name}' already exists`,
    );
  });

  it('are read by everybody and changed by admins only, with 404 for unknown ids', async () => {
    const id = await make({ name: newName() });
    const { ann } = await world.make.users('ann');
    const blocked = await world.make.user({ role: 'BLOCKED' });
    for (const as of [ann, blocked]) {
      expect(await world.post('licenses/', { as, body: { name: newName() } })).toMatchObject({
        status: 403,
        body: { error: { sub_code: 'UNKNOWN_ERROR' } },
      });
      expect((await world.send('PATCH', `licenses/${id}/`, { as, body: {} })).status).toBe(403);
      expect((await world.send('DELETE', `licenses/${id}/`, { as })).status).toBe(403);
      expectNotFound(await world.send('DELETE', 'licenses/2000000000/', { as }), 'LICENSE_NOT_FOUND');
    }
    expectRefusal(await world.send('DELETE', `licenses/${id}/`), 'InvalidToken');
  });

  it('return 409 to a deletion while a project uses them, and are deleted with their acceptances', async () => {
    const admin = await world.make.user({ role: 'ADMIN' });
    const ann = await world.make.user();
    const used = await world.make.licence();
    await world.make.project({ licence: used });
    expectNotFound(await world.send('DELETE', `licenses/${used}/`, { as: admin }), 'LICENSE_IN_USE');
    const free = await world.make.licence({ acceptedBy: [ann] });
    expect((await world.send('DELETE', `licenses/${free}/`, { as: admin })).status).toBe(200);
  });
});

describe('accepting a licence', () => {
  it('is stored once, also for simultaneous requests and blocked users', async () => {
    const licence = await world.make.licence();
    const ann = await world.make.user({ role: 'BLOCKED' });
    const accept = () => world.post(`licenses/${licence}/actions/accept-for-me/`, { as: ann, raw: 'null' });
    for (const answer of await Promise.all(Array.from({ length: 6 }, accept)))
      expect(answer).toMatchObject({ status: 200, body: { Success: 'Terms Accepted' } });
    const rows = await world.database.prisma.$queryRaw<
      unknown[]
    >`SELECT 1 FROM user_licenses WHERE "user" = ${ann.id}::bigint`;
    expect(rows).toHaveLength(1);
  });

  it('returns 404 for an unknown licence and 401 without a session', async () => {
    const ann = await world.make.user();
    expectNotFound(await world.post('licenses/2000000000/actions/accept-for-me/', { as: ann }), 'LICENSE_NOT_FOUND');
    expectRefusal(await world.post('licenses/1/actions/accept-for-me/'), 'InvalidToken');
  });
});
