import { beforeEach, describe, expect, it } from 'vitest';
import { expectRefusal, useApp } from '../../support/app.js';

const world = useApp();

const BANNER = 'system/banner/';

const write = async (body: unknown) =>
  world.send('PATCH', BANNER, { as: await world.make.user({ role: 'ADMIN' }), body });

beforeEach(async () => {
  await world.database.prisma.banner.deleteMany();
});

describe('banner', () => {
  it('is created once by the first call', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => world.get(BANNER)));
    for (const { body } of answers) expect(body).toEqual({ message: 'Welcome to the API', visible: true });
    expect(await world.database.prisma.banner.count()).toBe(1);
  });

  it('is set as Markdown by an admin, stored as limited HTML and read by anybody', async () => {
    const message = ' **Down** on [Sunday](https://example.org/a) ';
    const stored = {
      message: '<p><strong>Down</strong> on <a href="https://example.org/a" rel="nofollow">Sunday</a></p>',
      visible: false,
    };
    expect((await write({ message, visible: false })).body).toEqual(stored);
    expect((await world.get(BANNER)).body).toEqual(stored);
  });

  it.each([
    ['### small', '<h3>small</h3>'],
    ['# big', '&lt;h1&gt;big&lt;/h1&gt;'],
    ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
    ['<b onclick="x()">bold</b>', '<p><b>bold</b></p>'],
    ['[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>'],
    ['', ''],
    ['   ', ''],
  ])('converts %j to %j', async (message, html) => {
    expect((await write({ message })).body).toEqual({ message: html, visible: true });
  });

  it('may have 255 characters in any script, however long its HTML is', async () => {
    for (const message of ['x'.repeat(255), '😀'.repeat(255), '<'.repeat(255)])
      expect((await write({ message })).status).toBe(200);
  });

  it.each([
    {},
    { message: null },
    { message: 5 },
    { message: 'x'.repeat(256) },
    { message: 'a', visible: 'no' },
    { message: 'a\u0000' },
  ])('returns 400 InvalidData for %j', async (body) => {
    const answer = await write(body);
    expect(answer).toMatchObject({ status: 400, body: { SubCode: 'InvalidData' } });
    expect((await world.get(BANNER)).body).toMatchObject({ message: 'Welcome to the API' });
  });

  it('returns 403 OnlyAdminAccess to others and 401 without a session', async () => {
    const body = { message: 'x' };
    expectRefusal(await world.send('PATCH', BANNER, { as: await world.make.user(), body }), 'OnlyAdminAccess');
    expectRefusal(await world.send('PATCH', BANNER, { body }), 'InvalidToken');
  });
});
