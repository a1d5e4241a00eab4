import { beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../../src/cli/commands.js';
import { createContext, type Context } from '../../../src/context.js';
import { SECRET, testConfig } from '../../support/app.js';
import { testDatabase } from '../../support/database.js';
import { factoryFor, type Factory } from '../../support/factory.js';
import { useOsm } from '../../support/osm-server.js';

const osm = useOsm();
let context: Context;
let make: Factory;

beforeAll(async () => {
  const { database } = await testDatabase();
  make = factoryFor(database);
  context = createContext({ database, config: testConfig({ OSM_SERVER_URL: osm.url }), secret: SECRET });
});

const rowOf = (id: number) =>
  context.database.prisma.user.findUnique({ where: { id: BigInt(id) }, select: { username: true, role: true } });

/** Names as OSM allows them. */
const NAMES = ["O'Brien", 'a "b" c', 'አበበ 東京 🌍', '<b>&amp;', "'; DROP TABLE users; --", '100%_x', '--role', 'a\\b'];

describe('admin commands', () => {
  it('create a user who never signed in as an admin, by name or by id', async () => {
    const [byName, byId] = [osm.add('Never Here'), osm.add('Nor Here')];
    await runCommand(context, 'setRole', { user: 'Never Here', role: 'admin' });
    await runCommand(context, 'setRole', { user: String(byId), role: 'admin' });
    expect(await rowOf(byName)).toEqual({ username: 'Never Here', role: 1 });
    expect(await rowOf(byId)).toEqual({ username: 'Nor Here', role: 1 });
  });

  it('print a sentence when the name is unknown here and at OSM', async () => {
    await expect(runCommand(context, 'setRole', { user: 'No Such Name', role: 'admin' })).rejects.toThrow(
      /Give the OSM id/,
    );
  });

  it('set roles and levels of known users and list them', async () => {
    const ann = await make.user();
    await runCommand(context, 'setRole', { user: ann.username.toUpperCase(), role: 'admin' });
    await runCommand(context, 'setLevel', { user: String(ann.id), level: 'advanced' });
    const admins = await runCommand(context, 'listUsers', { role: 'admin', limit: 100_000 });
    expect(admins).toContainEqual({ id: ann.id, username: ann.username, role: 'admin', level: 'ADVANCED' });
    const blocked = await runCommand(context, 'listUsers', { role: 'blocked', limit: 100_000 });
    expect(blocked.map(({ id }) => id)).not.toContain(ann.id);
    await expect(runCommand(context, 'setLevel', { user: ann.username, level: 'HERO' })).rejects.toThrow(
      /no mapping level HERO/,
    );
  });

  it.each(NAMES)('find a user of the name %j, here and at OSM', async (part) => {
    const ann = await make.user({ name: part });
    const name = ann.username;
    expect(await runCommand(context, 'setRole', { user: name, role: 'blocked' })).toMatchObject({ id: ann.id });
    expect((await rowOf(ann.id))?.role).toBe(-1);
    expect(await runCommand(context, 'setLevel', { user: name, level: 'INTERMEDIATE' })).toMatchObject({ id: ann.id });
    const blocked = await runCommand(context, 'listUsers', { role: 'blocked', limit: 100_000 });
    expect(blocked).toContainEqual({ id: ann.id, username: name, role: 'blocked', level: 'INTERMEDIATE' });
    expect(await runCommand(context, 'deleteUser', { user: name })).toMatchObject({ id: ann.id });
    expect(await rowOf(ann.id)).toEqual({ username: `user_${ann.id}`, role: -1 });
    const newcomer = `${part} ${ann.id}`;
    const id = osm.add(newcomer);
    await runCommand(context, 'setRole', { user: newcomer, role: 'admin' });
    expect(await rowOf(id)).toEqual({ username: newcomer, role: 1 });
  });

  it('refuse unknown users', async () => {
    const user = 'No Such Name';
    await expect(runCommand(context, 'setLevel', { user, level: 'ADVANCED' })).rejects.toThrow(/No Such Name/);
    await expect(runCommand(context, 'deleteUser', { user })).rejects.toThrow(/No Such Name/);
    await expect(runCommand(context, 'setRole', { user: '1999999999', role: 'admin' })).rejects.toThrow(/1999999999/);
  });

  it('delete the personal data of a user', async () => {
    const ann = await make.user();
    await runCommand(context, 'deleteUser', { user: ann.username });
    expect(await rowOf(ann.id)).toMatchObject({ username: `user_${ann.id}` });
  });
});
