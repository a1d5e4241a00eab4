import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { User } from '../../support/factory.js';

const world = useApp();

const act = (as: User | undefined, user: { username: string }, action: string) =>
  world.send('PATCH', `users/${encodeURIComponent(user.username)}/actions/${action}`, { as });

const shown = async (user: User) => (await world.get(`users/${user.id}/`, { as: user })).body;

describe('admins', () => {
  it('set roles by name in any case', async () => {
    const admin = await world.make.user({ role: 'ADMIN' });
    const ann = await world.make.user({ name: 'Ann & <b>' });
    for (const role of ['ADMIN', 'read_only', 'Mapper']) {
      expect((await act(admin, ann, `set-role/${role}/`)).body).toEqual({ Success: 'Role Added' });
      expect(await shown(ann)).toMatchObject({ role: role.toUpperCase() });
    }
    for (const role of ['VALIDATOR', '1', '%00'])
      expect((await act(admin, ann, `set-role/${role}/`)).status).toBeGreaterThanOrEqual(403);
    expectRefusal(await act(admin, ann, 'set-role/VALIDATOR/'), 'UnknownAddRole');
  });

  it('set levels by exact name without a notification', async () => {
    const admin = await world.make.user({ role: 'ADMIN' });
    const ann = await world.make.user();
    expect((await act(admin, ann, 'set-level/ADVANCED/')).body).toEqual({ Success: 'Level set' });
    expect(await shown(ann)).toMatchObject({ mappingLevel: 'ADVANCED', level_ordering: 3 });
    for (const level of ['advanced', '%00', '%20ADVANCED'])
      expectRefusal(await act(admin, ann, `set-level/${level}/`), 'UnknownUserRole');
    expect(await world.database.prisma.message.count({ where: { toUserId: BigInt(ann.id) } })).toBe(0);
  });

  it('set the expert mode of the named user', async () => {
    const admin = await world.make.user({ role: 'ADMIN' });
    const ann = await world.make.user();
    expect((await act(admin, ann, 'set-expert-mode/true/')).body).toEqual({ Success: 'Expert mode updated' });
    expect(await shown(ann)).toMatchObject({ isExpert: true });
    expect(await shown(admin)).toMatchObject({ isExpert: false });
    await act(admin, ann, 'set-expert-mode/false/');
    expect(await shown(ann)).toMatchObject({ isExpert: false });
    expect(await act(admin, ann, 'set-expert-mode/yes/')).toMatchObject({
      status: 400,
      body: { SubCode: 'InvalidData' },
    });
  });

  it.each(['set-role/ADMIN/', 'set-level/ADVANCED/', 'set-expert-mode/true/', 'approve-level', 'update-stats'])(
    'alone may %s',
    async (action) => {
      const { ann, ben } = await world.make.users('ann', 'ben');
      const manager = await world.make.user();
      await world.make.organisation({ managers: [manager] });
      const admin = await world.make.user({ role: 'ADMIN' });
      expectRefusal(await act(undefined, ann, action), 'InvalidToken');
      for (const as of [ann, ben, manager])
        expect(await act(as, ann, action)).toMatchObject({
          status: 403,
          body: { error: { code: 403, sub_code: 'UNKNOWN_ERROR', details: {} } },
        });
      expectNotFound(await act({ id: 1_999_999_999, username: '' }, ann, action), 'USER_NOT_FOUND');
      expectNotFound(await act(admin, { username: 'nobody' }, action), 'USER_NOT_FOUND', { username: 'nobody' });
      expect(await shown(ann)).toMatchObject({ role: 'MAPPER', mappingLevel: 'BEGINNER', isExpert: false });
    },
  );
});
