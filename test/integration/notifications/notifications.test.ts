import { describe, expect, it } from 'vitest';
import { inTransaction } from '../../../src/db/transaction.js';
import { MESSAGE_TYPE, sendMessages } from '../../../src/modules/notifications/messages.service.js';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';

const world = useApp();

type Listed = {
  userMessages: { messageId: number; read: boolean; messageType: string }[];
  pagination: { total: number };
};

async function inbox() {
  const { ann, ben } = await world.make.users('ann', 'ben');
  const admin = await world.make.user({ role: 'ADMIN' });
  await inTransaction(world.database, (tx) =>
    sendMessages(
      tx,
      [MESSAGE_TYPE.SYSTEM, MESSAGE_TYPE.MENTION_NOTIFICATION, MESSAGE_TYPE.TEAM_BROADCAST].map((type) => ({
        type,
        toUserId: ann.id,
        fromUserId: ben.id,
        subject: 's',
        message: 'm',
      })),
    ),
  );
  const list = async (query = '', as = ann): Promise<Listed> =>
    (await world.get(`notifications/${query}`, { as })).body as Listed;
  const ids = (await list('?sortBy=message_type&sortDirection=asc')).userMessages.map(({ messageId }) => messageId);
  return { ann, ben, admin, list, ids };
}

describe('inbox', () => {
  it('lists, filters and pages the messages of the caller', async () => {
    const { ann, ben, list, ids } = await inbox();
    expect((await list('?messageType=3,11')).pagination.total).toBe(2);
    expect((await list(`?from=${ben.username.toUpperCase()}`)).pagination.total).toBe(3);
    expect((await list('?from=%25')).pagination.total).toBe(0);
    expect((await list(`?from=%20${ben.username}%20`)).pagination.total).toBe(3);
    expect((await list('?messageType=3,%2011&pageSize=100000')).pagination.total).toBe(2);
    expect((await list('?messageType=-1')).pagination.total).toBe(0);
    expect((await list('?page=2147483647&pageSize=2147483647')).userMessages).toEqual([]);
    expect((await list('?pageSize=2&page=9')).userMessages).toEqual([]);
    expect((await list('', ben)).userMessages).toEqual([]);
    expect(ids).toHaveLength(3);
    for (const query of ['?page=0', '?pageSize=0', '?messageType=x', '?project=x'])
      expect(await world.get(`notifications/${query}`, { as: ann })).toMatchObject({ status: 400 });
  });

  it('shows a message to its receiver alone and marks it as read afterwards', async () => {
    const { ann, ben, admin, ids, list } = await inbox();
    const [id = 0] = ids;
    for (const as of [ben, admin]) {
      expectRefusal(await world.get(`notifications/${id}/`, { as }), 'AccessOtherUserMessage');
      expectRefusal(await world.send('DELETE', `notifications/${id}/`, { as }), 'AccessOtherUserMessage');
    }
    expect((await world.get(`notifications/${id}/`, { as: ann })).body).toMatchObject({
      read: false,
      fromUserId: ben.id,
    });
    expect((await list('?status=read')).userMessages.map(({ messageId }) => messageId)).toEqual([id]);
    expectNotFound(await world.get('notifications/2000000000/', { as: ann }), 'MESSAGE_NOT_FOUND');
    expectNotFound(await world.get('notifications/x/', { as: ann }), 'MESSAGE_NOT_FOUND');
    expectRefusal(await world.get(`notifications/${id}/`), 'InvalidToken');
  });

  it('lets only the receiver read or delete a message', async () => {
    const { ann, ben, admin, ids } = await inbox();
    const manager = await world.make.user();
    await world.make.organisation({ managers: [manager] });
    const blocked = await world.make.user({ role: 'BLOCKED' });
    for (const method of ['GET', 'DELETE']) {
      const send = (as?: typeof ann | number, id = ids[1]) => world.send(method, `notifications/${id}/`, { as });
      expectRefusal(await send(), 'InvalidToken');
      expectNotFound(await send(1_999_999_999), 'USER_NOT_FOUND');
      for (const as of [ben, manager, blocked, admin]) expectRefusal(await send(as), 'AccessOtherUserMessage');
      expectNotFound(await send(ann, 2_000_000_000), 'MESSAGE_NOT_FOUND');
      expect(await send(ann)).toMatchObject({ status: 200 });
    }
    expectNotFound(await world.get(`notifications/${ids[1]}/`, { as: ann }), 'MESSAGE_NOT_FOUND');
  });

  it('lets a blocked receiver read and delete a message', async () => {
    const { ann, ids } = await inbox();
    await world.database.prisma.user.update({ where: { id: BigInt(ann.id) }, data: { role: -1 } });
    for (const method of ['GET', 'DELETE'])
      expect(await world.send(method, `notifications/${ids[0]}/`, { as: ann })).toMatchObject({ status: 200 });
  });

  it('deletes and marks only messages of the caller', async () => {
    const { ann, ben, ids, list } = await inbox();
    const body = { messageIds: [...ids, 4_000_000_000] };
    await world.send('DELETE', 'notifications/delete-multiple/', { as: ben, body });
    await world.post('notifications/mark-as-read-multiple/', { as: ben, body });
    expect((await list('?status=unread')).pagination.total).toBe(3);
    await world.post('notifications/mark-as-read-all/?messageType=1', { as: ann });
    expect((await list('?status=unread')).pagination.total).toBe(2);
    await world.send('DELETE', 'notifications/delete-multiple/', { as: ann, body: { messageIds: ids.slice(0, 1) } });
    expect((await list()).pagination.total).toBe(2);
    await world.send('DELETE', 'notifications/delete-all/?messageType=3', { as: ann });
    expect((await list()).userMessages.map(({ messageType }) => messageType)).toEqual(['TEAM_BROADCAST']);
    expect(await world.send('DELETE', 'notifications/delete-multiple/', { as: ann, body: {} })).toMatchObject({
      status: 400,
    });
  });

  it('counts messages since the last visit, and a visit marks none as read', async () => {
    const { ann, list } = await inbox();
    const count = async () => (await world.get('notifications/queries/own/count-unread/', { as: ann })).body;
    expect(await count()).toEqual({ newMessages: true, unread: 3 });
    expect((await world.post('notifications/queries/own/post-unread/', { as: ann })).body).toBe(0);
    expect(await count()).toEqual({ newMessages: false, unread: 0 });
    expect((await list('?status=unread')).pagination.total).toBe(3);
  });

  it('answers a visit with the count in the row of the user', async () => {
    const { ann } = await inbox();
    await world.database.prisma.$executeRaw`
      INSERT INTO notifications (user_id, unread_count, date) VALUES (${ann.id}::bigint, 7, '2026-01-01')`;
    expect((await world.post('notifications/queries/own/post-unread/', { as: ann })).body).toBe(7);
    expect((await world.get('notifications/queries/own/count-unread/', { as: ann })).body).toMatchObject({ unread: 0 });
  });
});
