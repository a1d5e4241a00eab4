import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import { useLadder } from '../../support/ladder.js';

const world = useApp();
useLadder();

const BADGE = {
  name: ' Mto "ndogo" ',
  description: 'Maji & mito',
  imagePath: 'https://example.org/w.png',
  requirements: '{"waterway": 20, "changeset": 5}',
};

const admin = () => world.make.user({ role: 'ADMIN' });

async function makeBadge(more: object = {}): Promise<{ id: number }> {
  return (await world.post('badges/', { as: await admin(), body: { ...BADGE, ...more } })).body as { id: number };
}

describe('badges', () => {
  it('are created, listed by name, read, changed and deleted by admins, with their requirements as sent', async () => {
    const as = await admin();
    const { id } = await makeBadge();
    const stored = { id, ...BADGE, name: 'Mto "ndogo"', isEnabled: true, isInternal: false };
    expect((await world.get(`badges/${id}/`)).body).toEqual(stored);
    expect((await world.get('badges/')).body).toMatchObject({ badges: expect.arrayContaining([stored]) as unknown });
    const changed = await world.send('PATCH', `badges/${id}/`, { as, body: { isEnabled: false, imagePath: null } });
    expect(changed.body).toEqual({ ...stored, isEnabled: false, imagePath: null });
    expect((await world.send('PATCH', `badges/${id}/`, { as, body: {} })).body).toEqual(changed.body);
    expect((await world.send('DELETE', `badges/${id}/`, { as })).text).toBe('null');
    expectNotFound(await world.get(`badges/${id}/`), 'MAPPING_BADGE_NOT_FOUND', { badge_id: id });
  });

  it('may contain other values beside required numbers', async () => {
    const requirements = '{"building": 100, "unit": "houses", "more": [1]}';
    const { id } = await makeBadge({ requirements });
    expect((await world.get(`badges/${id}/`)).body).toMatchObject({ requirements });
  });

  it('end all nominations and votes when they change', async () => {
    const as = await admin();
    const { id } = await makeBadge();
    const ann = await world.make.user();
    await world.database.prisma.userNextLevel.create({ data: { userId: BigInt(ann.id), levelId: 2 } });
    await world.send('PATCH', `badges/${id}/`, { as, body: { name: 'New' } });
    expect(await world.database.prisma.userNextLevel.count()).toBe(0);
  });

  it('are shown on a user when they are enabled and not internal', async () => {
    const ann = await world.make.user();
    const shown = await makeBadge();
    for (const { id } of [shown, await makeBadge({ isEnabled: false }), await makeBadge({ isInternal: true })])
      await world.database.prisma.userMappingBadge.create({ data: { userId: BigInt(ann.id), badgeId: id } });
    expect((await world.get(`badges/user/${ann.id}/`)).body).toEqual({
      badges: [{ id: shown.id, name: 'Mto "ndogo"', description: BADGE.description, imagePath: BADGE.imagePath }],
    });
    expect((await world.get('badges/user/1999999999/')).body).toEqual({ badges: [] });
    expectNotFound(await world.get('badges/user/abc/'), 'USER_NOT_FOUND');
  });

  it('return 409 when a user or a level has them', async () => {
    const as = await admin();
    const ann = await world.make.user();
    const { id } = await makeBadge();
    await world.database.prisma.userMappingBadge.create({ data: { userId: BigInt(ann.id), badgeId: id } });
    expectNotFound(await world.send('DELETE', `badges/${id}/`, { as }), 'MAPPING_BADGE_HAS_USERS', { badge_id: id });
    expectNotFound(await world.send('DELETE', 'badges/1/', { as }), 'MAPPING_BADGE_HAS_USERS', { badge_id: 1 });
  });

  it.each([
    { requirements: 'x' },
    { requirements: '{}' },
    { requirements: '[1]' },
    { requirements: '{"building":"many"}' },
    { requirements: '{"building":1e999,"highway":1}' },
    { requirements: { a: 1 } },
    { name: ' ' },
    { name: null },
    { isEnabled: 'x' },
  ])('return 400 InvalidData for %j', async (wrong) => {
    const as = await admin();
    const { id } = await makeBadge();
    for (const answer of [
      await world.post('badges/', { as, body: { ...BADGE, ...wrong } }),
      await world.send('PATCH', `badges/${id}/`, { as, body: wrong }),
    ])
      expect(answer).toMatchObject({ status: 400, body: { SubCode: 'InvalidData' } });
  });

  it.each(['name', 'description', 'imagePath', 'requirements'])('return 400 without %s', async (key) => {
    const body = Object.fromEntries(Object.entries(BADGE).filter(([name]) => name !== key));
    expect((await world.post('badges/', { as: await admin(), body })).status).toBe(400);
  });

  it('return 403 when others write, and 404 for an unknown id', async () => {
    const ann = await world.make.user();
    const { id } = await makeBadge();
    const calls = [
      ['POST', 'badges/', BADGE],
      ['PATCH', `badges/${id}/`, { name: 'x' }],
      ['DELETE', `badges/${id}/`, undefined],
    ] as const;
    for (const [method, path, body] of calls) {
      expectRefusal(await world.send(method, path, { body }), 'InvalidToken');
      expect((await world.send(method, path, { as: ann, body })).status).toBe(403);
    }
    const as = await admin();
    for (const unknown of ['0', 'abc', '2147483648', '2147483647']) {
      expectNotFound(await world.get(`badges/${unknown}/`), 'MAPPING_BADGE_NOT_FOUND');
      for (const [method, body] of [['PATCH', { name: 'x' }], ['DELETE']] as const)
        expectNotFound(await world.send(method, `badges/${unknown}/`, { as, body }), 'MAPPING_BADGE_NOT_FOUND');
    }
  });
});
