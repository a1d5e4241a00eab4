import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import { useLadder } from '../../support/ladder.js';

const world = useApp();
useLadder();

const admin = () => world.make.user({ role: 'ADMIN' });

const LEVEL = {
  name: ' Mwalimu & "fundi" ',
  approvalsRequired: 3,
  color: '#00ff00',
  requiredBadges: [{ id: 1 }, { id: 2 }],
};

interface Level {
  id: number;
  ordering: number;
}

const makeLevel = async (more: object = {}): Promise<Level> =>
  (await world.post('levels/', { as: await admin(), body: { ...LEVEL, ...more } })).body as Level;

describe('mapping levels', () => {
  it('are created above all others, listed without badges and read with badges', async () => {
    const made = await makeLevel({ requiredBadges: [{ id: 2 }, { id: 1 }, { id: 2, name: 'x' }] });
    const badges = [
      { id: 1, name: 'INTERMEDIATE_internal' },
      { id: 2, name: 'ADVANCED_internal' },
    ];
    const stored = { ...made, name: 'Mwalimu & "fundi"', color: '#00ff00', isBeginner: false, requiredBadges: badges };
    expect((await world.get(`levels/${made.id}/`)).body).toEqual(stored);
    const { levels } = (await world.get('levels/')).body as { levels: Level[] };
    const orderings = levels.map(({ ordering }) => ordering);
    expect(orderings).toEqual([...orderings].sort((a, b) => a - b));
    expect(levels.at(-1)).toEqual({ ...stored, requiredBadges: [] });
    expect(await makeLevel({ approvalsRequired: undefined, color: undefined })).toMatchObject({
      approvalsRequired: 0,
      color: null,
      ordering: made.ordering + 1,
    });
  });

  it('keep fields that are not sent, and end all nominations and votes', async () => {
    const as = await admin();
    const made = await makeLevel();
    const ann = await world.make.user();
    await world.database.prisma.userNextLevel.create({ data: { userId: BigInt(ann.id), levelId: 2 } });
    const change = (body: object) => world.send('PATCH', `levels/${made.id}/`, { as, body });
    expect((await change({ name: 'Bingwa' })).body).toEqual({ ...made, name: 'Bingwa' });
    expect(await world.database.prisma.userNextLevel.count()).toBe(0);
    expect((await change({ color: null, requiredBadges: [{ id: 2 }, { id: 2 }] })).body).toMatchObject({
      color: null,
      requiredBadges: [{ id: 2 }],
    });
    expect((await change({ isBeginner: true, requiredBadges: [] })).body).toMatchObject({ requiredBadges: [] });
  });

  it('are deleted when nothing refers to them', async () => {
    const as = await admin();
    const remove = (id: number | string) => world.send('DELETE', `levels/${id}/`, { as });
    const made = await makeLevel();
    const ann = await world.make.user();
    await world.database.prisma.user.update({ where: { id: BigInt(ann.id) }, data: { mappingLevel: made.id } });
    expectNotFound(await remove(1), 'MAPPING_LEVEL_BEGINNER', { level_id: 1 });
    expectNotFound(await remove(made.id), 'MAPPING_LEVEL_HAS_USERS', { level_id: made.id });
    await world.database.prisma.user.update({ where: { id: BigInt(ann.id) }, data: { mappingLevel: 1 } });
    await world.make.project({ author: ann, mappingLevel: 'INTERMEDIATE' });
    expectNotFound(await remove(2), 'MAPPING_LEVEL_HAS_USERS', { level_id: 2 });
    await world.database.prisma.userNextLevel.create({ data: { userId: BigInt(ann.id), levelId: made.id } });
    expect((await remove(made.id)).text).toBe('null');
    expectNotFound(await world.get(`levels/${made.id}/`), 'MAPPING_LEVEL_NOT_FOUND', { level_id: made.id });
  });

  it.each([
    { name: null },
    { name: '  ' },
    { requiredBadges: [] },
    { requiredBadges: 'x' },
    { requiredBadges: [{ name: 'x' }] },
    { requiredBadges: [{ id: 2_147_483_647 }] },
    { approvalsRequired: -1 },
    { approvalsRequired: 'many' },
    { isBeginner: 'maybe' },
  ])('return 400 InvalidData for %j', async (wrong) => {
    const as = await admin();
    const { id } = await makeLevel();
    for (const answer of [
      await world.post('levels/', { as, body: { ...LEVEL, ...wrong } }),
      await world.send('PATCH', `levels/${id}/`, { as, body: wrong }),
    ])
      expect(answer).toMatchObject({ status: 400, body: { SubCode: 'InvalidData' } });
  });

  it('return 403 when others write, and 404 for an unknown id', async () => {
    const manager = await world.make.user();
    await world.make.organisation({ managers: [manager] });
    const { id } = await makeLevel();
    const calls = [
      ['POST', 'levels/', LEVEL],
      ['PATCH', `levels/${id}/`, { name: 'x' }],
      ['DELETE', `levels/${id}/`, undefined],
    ] as const;
    for (const [method, path, body] of calls) {
      expectRefusal(await world.send(method, path, { body }), 'InvalidToken');
      expect((await world.send(method, path, { as: manager, body })).status).toBe(403);
    }
    const as = await admin();
    for (const unknown of ['0', 'abc', '-3', '2147483648', '2147483647']) {
      expectNotFound(await world.get(`levels/${unknown}/`), 'MAPPING_LEVEL_NOT_FOUND');
      for (const [method, body] of [['PATCH', { name: 'x' }], ['DELETE']] as const)
        expectNotFound(await world.send(method, `levels/${unknown}/`, { as, body }), 'MAPPING_LEVEL_NOT_FOUND');
    }
  });
});
