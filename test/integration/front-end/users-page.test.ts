import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.js';
import type { User } from '../../support/factory.js';
import { eachHas, openBrowser, type Browser } from './browser.js';

/** The page on which admins find users, approve levels and change roles, of a server that serves the stock front-end. */

const folder = mkdtempSync(join(tmpdir(), 'tessera-users-page-'));
writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Maps</title>');
afterAll(() => rmSync(folder, { recursive: true }));

const world = useApp({ FRONTEND_DIR: folder });
const PREFIX = `page${Date.now()}`;

let page: Browser;
let mapper: User;

beforeAll(async () => {
  page = openBrowser(world, await world.make.user({ name: 'admin', role: 'ADMIN' }));
  mapper = await world.make.user({ name: `${PREFIX}mapper`, level: 'ADVANCED' });
  await world.make.user({ name: `${PREFIX}other` });
  await world.database.prisma.userStats.create({
    data: { userId: BigInt(mapper.id), stats: { building: 12 }, dateObtained: new Date('2026-01-15T09:30:00Z') },
  });
});

const namesOf = async (query: string) =>
  ((await page.json(`users/?${query}`)).users as { username: string }[]).map(({ username }) => username);

describe('page of users', () => {
  it('shows when statistics were stored: it adds the Z of UTC to the date', async () => {
    const { users, pagination } = await page.json(`users/?page=1&username=${mapper.username}`);
    eachHas(users, 'id', 'username', 'role', 'mappingLevel', 'pictureUrl', 'stats', 'requires_approval');
    expect(pagination).toMatchObject({ total: 1, pages: 1 });
    const [shown] = users as [{ statsLastUpdated: string; stats: { building: number } }];
    expect(new Date(`${shown.statsLastUpdated}Z`)).toEqual(new Date('2026-01-15T09:30:00Z'));
    expect(shown.stats.building.toFixed(1)).toBe('12.0');
  });

  it('filters by role and by the id of a level, and keeps all users when the level is cleared', async () => {
    const { levels } = await page.json('levels/');
    const advanced = (levels as { id: number; name: string }[]).find(({ name }) => name === 'ADVANCED');
    expect(await namesOf(`page=1&username=${PREFIX}&level=${advanced?.id}`)).toEqual([mapper.username]);
    expect(await namesOf(`page=1&username=${PREFIX}&level=undefined`)).toHaveLength(2);
    expect(await namesOf(`page=1&username=${PREFIX}&role=ADMIN`)).toEqual([]);
    expect(await namesOf(`page=1&username=${PREFIX}&sort=building&sort_dir=desc`)).toHaveLength(2);
  });

  it('changes the role and the level of a user by their names', async () => {
    const path = `users/${encodeURIComponent(mapper.username)}/actions`;
    for (const role of ['READ_ONLY', 'ADMIN', 'MAPPER'])
      await page.json(`${path}/set-role/${role}/`, { method: 'PATCH' });
    await page.json(`${path}/set-level/BEGINNER/`, { method: 'PATCH' });
    const { users } = await page.json(`users/?page=1&username=${mapper.username}`);
    expect(users).toMatchObject([{ role: 'MAPPER', mappingLevel: 'BEGINNER' }]);
  });
});
