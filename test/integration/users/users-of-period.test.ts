import { describe, expect, it } from 'vitest';
import { expectRefusal, useApp } from '../../support/app.js';

const world = useApp();

const PATH = 'users/statistics/';

describe('users of a period', () => {
  it('are counted by level, gender, verification and work, both days included', async () => {
    const users = [];
    for (const level of ['BEGINNER', 'BEGINNER', 'ADVANCED'] as const) users.push(await world.make.user({ level }));
    const [first, second, third] = users.map(({ id }) => id) as [number, number, number];
    await world.database.prisma.$executeRaw`
      UPDATE users SET date_registered = d.at, gender = d.gender, is_email_verified = d.verified, projects_mapped = d.projects
      FROM (VALUES (${first}::bigint, timestamp '1999-05-01 00:00:00', 1, true, ARRAY[1]),
        (${second}::bigint, timestamp '1999-05-02 23:59:59.999999', 4, false, ARRAY[]::int[]),
        (${third}::bigint, timestamp '1999-05-03 00:00:00', 2, true, ARRAY[1])) AS d(id, at, gender, verified, projects)
      WHERE users.id = d.id`;
    const answer = await world.get(`${PATH}?startDate=1999-05-01&endDate=1999-05-02`, { as: first });
    expect(answer.body).toMatchObject({
      total: 2,
      contributed: 1,
      emailVerified: 1,
      genders: { male: 1, female: 0, preferNotIdentify: 1, selfDescribe: 0 },
    });
    const { byLevel } = answer.body as { byLevel: { name: string; count: number }[] };
    expect(byLevel.slice(0, 3)).toEqual([
      { name: 'BEGINNER', count: 2 },
      { name: 'INTERMEDIATE', count: 0 },
      { name: 'ADVANCED', count: 0 },
    ]);
  });

  it.each([
    ['startDate=01.02.2026', 'InvalidDateValue'],
    ['startDate=2026-02-30', 'InvalidDateValue'],
    ['startDate=2026-03-01&endDate=abc', 'InvalidDateValue'],
    ['startDate=2026-03-01&endDate=2026-02-01', 'InvalidDateRange'],
    ['startDate=2020-01-01&endDate=2026-02-01', 'InvalidDateRange'],
    ['', 'InvalidData'],
  ])('return 400 for %j', async (query, code) => {
    const ann = await world.make.user();
    expect(await world.get(`${PATH}?${query}`, { as: ann })).toMatchObject({ status: 400, body: { SubCode: code } });
  });

  it('may cover three years, and need a session', async () => {
    const ann = await world.make.user();
    const answer = await world.get(`${PATH}?startDate=2023-01-01&endDate=2025-12-31`, { as: ann });
    expect(answer.status).toBe(200);
    expectRefusal(await world.get(`${PATH}?startDate=2026-01-01`), 'InvalidToken');
  });
});
