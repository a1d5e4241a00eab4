import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { User } from '../../support/factory.js';

const world = useApp();

const profile = async (name: string, as: User): Promise<Record<string, unknown>> => {
  const answer = await world.get(`users/queries/${encodeURIComponent(name)}/`, { as });
  expect(answer.status, answer.text).toBe(200);
  return answer.body as Record<string, unknown>;
};

describe('user by name', () => {
  it('is shown completely to the user, and without private fields to others and to admins', async () => {
    const ann = await world.make.user({
      name: `Zoë O'Brien & <söhne> "x"`,
      level: 'ADVANCED',
      idOffset: 3_000_000_000,
    });
    const { ben } = await world.make.users('ben');
    const admin = await world.make.user({ role: 'ADMIN' });
    await world.database.prisma.$executeRaw`
      UPDATE users SET email_address = 'ann@example.org', is_email_verified = true, gender = 3,
        self_description_gender = 'mapper', city = 'Valletta', projects_mapped = ARRAY[3, 5]
      WHERE id = ${ann.id}::bigint`;
    const own = await profile(ann.username, ann);
    expect(own).toMatchObject({
      id: ann.id,
      username: ann.username,
      role: 'MAPPER',
      mappingLevel: 'ADVANCED',
      level_ordering: 3,
      projectsMapped: 2,
      city: 'Valletta',
      isExpert: false,
      defaultEditor: 'ID',
    });
    const ofOneself = {
      emailAddress: 'ann@example.org',
      isEmailVerified: true,
      gender: 'SELF_DESCRIBE',
      selfDescriptionGender: 'mapper',
    };
    expect(own).toMatchObject(ofOneself);
    const hidden = Object.fromEntries(Object.keys(ofOneself).map((key) => [key, null]));
    for (const other of [ben, admin]) expect(await profile(ann.username, other)).toEqual({ ...own, ...hidden });
  });

  it('has a role name, and no number of projects when there is none', async () => {
    const ann = await world.make.user();
    expect(await profile(ann.username, ann)).toMatchObject({ projectsMapped: null, emailAddress: null, gender: null });
    const blocked = await world.make.user({ role: 'BLOCKED' });
    expect(await profile(blocked.username, blocked)).toMatchObject({ role: 'READ_ONLY' });
    const admin = await world.make.user({ role: 'ADMIN' });
    expect(await profile(admin.username, ann)).toMatchObject({ role: 'ADMIN' });
  });

  it('is found by the exact name only, and with a session only', async () => {
    const ann = await world.make.user();
    const upper = ann.username.toUpperCase();
    for (const name of ['nobody', upper, '%25', '%00'])
      expectNotFound(await world.get(`users/queries/${name}/`, { as: ann }), 'USER_NOT_FOUND', {
        username: decodeURIComponent(name),
      });
    expectRefusal(await world.get(`users/queries/${ann.username}/`), 'InvalidToken');
    expectNotFound(await world.get(`users/queries/${ann.username}/`, { as: 1_999_999_999 }), 'USER_NOT_FOUND', {
      user_id: 1_999_999_999,
    });
  });
});
