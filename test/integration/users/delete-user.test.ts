import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { User } from '../../support/factory.js';

const world = useApp();

const remove = (as: User | undefined, id: number | string) => world.send('DELETE', `users/${id}/`, { as });

async function withBelongings(): Promise<User> {
  const ann = await world.make.user({ name: 'ann', picture: 'https://example.org/ann.png' });
  const id = BigInt(ann.id);
  await world.database.prisma.user.update({
    where: { id },
    data: {
      name: 'Ann',
      city: 'Valletta',
      emailAddress: 'ann@example.org',
      isEmailVerified: true,
      gender: 2,
      slackId: 'ann',
    },
  });
  await world.make.licence({ acceptedBy: [ann] });
  await world.database.prisma.applicationKey.create({ data: { userId: id, appKey: 'key' } });
  await world.database.prisma.message.create({ data: { toUserId: id, subject: 's', message: 'm', messageType: 1 } });
  await world.database.prisma.$executeRaw`
    WITH i AS (INSERT INTO interests (name) VALUES (${`Interest of ${ann.id}`}) RETURNING id)
    INSERT INTO user_interests (user_id, interest_id) SELECT ${id}::bigint, id FROM i`;
  return ann;
}

describe('deleting a user', () => {
  it('removes everything personal and keeps the row and the work', async () => {
    const ann = await withBelongings();
    const project = await world.make.project({ tasks: [{ state: 'MAPPED', mapper: ann }] });
    await world.database.prisma.$executeRaw`
      INSERT INTO project_chat (project_id, user_id, time_stamp, message)
      VALUES (${project.id}::int, ${ann.id}::int, now(), 'my address is …')`;
    const answer = await remove(ann, ann.id);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      id: ann.id,
      username: `user_${ann.id}`,
      name: null,
      city: null,
      emailAddress: null,
      isEmailVerified: false,
      slackId: null,
      gender: null,
      pictureUrl: null,
    });
    const where = { toUserId: BigInt(ann.id) };
    const [left] = await world.database.prisma.$queryRaw<object[]>`
      SELECT (SELECT count(*)::int FROM user_licenses WHERE "user" = ${ann.id}::bigint) AS licences,
        (SELECT count(*)::int FROM user_interests WHERE user_id = ${ann.id}::bigint) AS interests,
        (SELECT count(*)::int FROM application_keys WHERE "user" = ${ann.id}::bigint) AS keys,
        (SELECT count(*)::int FROM task_history WHERE user_id = ${ann.id}::bigint) AS work,
        (SELECT message FROM project_chat WHERE project_id = ${project.id}::int) AS comment`;
    expect(left).toEqual({ licences: 0, interests: 0, keys: 0, work: 2, comment: `Deleted user_${ann.id} message` });
    expect(await world.database.prisma.message.count({ where })).toBe(0);
    expectNotFound(await world.get(`users/queries/${ann.username}/`, { as: ann }), 'USER_NOT_FOUND');
    expect((await remove(ann, ann.id)).body).toEqual(answer.body);
  });

  it('makes an admin a mapper and keeps a blocked user blocked', async () => {
    const admin = await world.make.user({ role: 'ADMIN' });
    const other = await world.make.user({ role: 'ADMIN' });
    const blocked = await world.make.user({ role: 'BLOCKED' });
    expect((await remove(admin, other.id)).body).toMatchObject({ role: 'MAPPER' });
    expect((await remove(admin, blocked.id)).body).toMatchObject({ role: 'READ_ONLY' });
  });

  it('succeeds when another account holds the replacement name', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    await world.database.prisma.user.update({ where: { id: BigInt(ben.id) }, data: { username: `user_${ann.id}` } });
    expect((await remove(ann, ann.id)).body).toMatchObject({ username: `user_${ann.id}` });
    expect((await world.get(`users/${ben.id}/`, { as: ben })).body).toMatchObject({ username: `user_${ben.id}` });
  });

  it('succeeds when the replacement name of that account is taken too', async () => {
    const { ann, ben, cem } = await world.make.users('ann', 'ben', 'cem');
    for (const [user, held] of [
      [ben, ann],
      [cem, ben],
    ] as const)
      await world.database.prisma.user.update({
        where: { id: BigInt(user.id) },
        data: { username: `user_${held.id}` },
      });
    expect(await remove(ann, ann.id)).toMatchObject({ status: 200, body: { username: `user_${ann.id}` } });
    expect((await world.get(`users/${cem.id}/`, { as: cem })).body).toMatchObject({ username: `user_${ben.id}` });
  });

  it('returns 401 to others than the user and admins', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const manager = await world.make.user();
    await world.make.organisation({ managers: [manager] });
    const admin = await world.make.user({ role: 'ADMIN' });
    for (const as of [ben, manager])
      for (const id of [ann.id, 1_999_999_999]) expectRefusal(await remove(as, id), 'NotOneself');
    expectRefusal(await remove(undefined, ann.id), 'InvalidToken');
    expectNotFound(await remove(admin, 1_999_999_999), 'USER_NOT_FOUND', { user_id: 1_999_999_999 });
    expectNotFound(await remove(admin, 'abc'), 'USER_NOT_FOUND');
    expect((await world.get(`users/${ann.id}/`, { as: ann })).body).toMatchObject({ username: ann.username });
  });
});
