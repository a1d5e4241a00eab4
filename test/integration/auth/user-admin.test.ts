import { beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../../src/cli/commands.js';
import { createContext, type Context } from '../../../src/context.js';
import { SECRET, testConfig } from '../../support/app.js';
import { testDatabase } from '../../support/database.js';
import { factoryFor, type Factory } from '../../support/factory.js';
import { useOsmUsers } from '../../support/osm-server.js';

const osm = useOsmUsers();
let context: Context;
let make: Factory;

beforeAll(async () => {
  const { database } = await testDatabase();
  make = factoryFor(database);
  context = createContext({ database, config: testConfig({ OSM_SERVER_URL: osm.url }), secret: SECRET });
});

const rowOf = (id: number) =>
  context.database.prisma.user.findUnique({ where: { id: BigInt(id) }, select: { username: true, role: true } });

describe('the admin commands', () => {
  it('make an admin of somebody who has never signed in, by name or by id', async () => {
    const [byName, byId] = [osm.add('Never Here'), osm.add('Nor Here')];
    await runCommand(context, 'setRole', { user: 'Never Here', role: 'admin' });
    await runCommand(context, 'setRole', { user: String(byId), role: 'admin' });
    expect(await rowOf(byName)).toEqual({ username: 'Never Here', role: 1 });
    expect(await rowOf(byId)).toEqual({ username: 'Nor Here', role: 1 });
  });

  it('say so where nobody here and nobody at OSM has the name', async () => {
    await expect(runCommand(context, 'setRole', { user: 'No Such Name', role: 'admin' })).rejects.toThrow(
      /Give the OSM id/,
    );
  });

  it('give roles and levels to users who are here, and list them', async () => {
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

  it('delete what is personal of a user', async () => {
    const ann = await make.user();
    await runCommand(context, 'deleteUser', { user: ann.username });
    expect(await rowOf(ann.id)).toMatchObject({ username: `user_${ann.id}` });
  });
});
