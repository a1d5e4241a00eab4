import type { Context } from '../../context.js';
import { inModelTransaction } from '../../db/transaction.js';
import { DomainError } from '../../errors/errors.js';
import { paginationOf, type Pagination } from '../../paging.js';
import { MESSAGE_TYPE_NAMES, type MessageFilter, type MessageRow } from './message-list.js';
import {
  countUnread,
  deleteMessageRows,
  findMessage,
  findMessages,
  makeSeenRow,
  markRowsRead,
  setSeenNow,
  type MessageChoice,
} from './notifications.repository.js';

/** Period in which unread messages count for a user who has never opened the inbox. */
const NEVER_LOOKED_DAYS = 30;
const INT4_MAX = 2_147_483_647;

const withTypeName = ({ messageType, ...row }: MessageRow) => ({
  ...row,
  messageType: messageType === null ? null : (MESSAGE_TYPE_NAMES[messageType - 1] ?? null),
});

type NamedMessage = ReturnType<typeof withTypeName>;

/**
 * A page of the messages of a user. No message is marked as read.
 * @param locales of the titles of projects, best first
 */
export async function listMessages(
  { database }: Context,
  userId: number,
  filter: MessageFilter,
  locales: string[],
): Promise<{ pagination: Pagination; userMessages: NamedMessage[] }> {
  const { rows, total } = await findMessages(database.db, userId, filter, [...locales, 'en']);
  return {
    pagination: paginationOf(filter.page, filter.pageSize, total),
    userMessages: rows.map(withTypeName),
  };
}

/**
 * Reads a message of the user and marks it as read.
 * @returns the message as it was before
 * @throws DomainError MESSAGE_NOT_FOUND (deleted meanwhile)
 */
export async function readMessage(
  { database }: Context,
  userId: number,
  id: number,
  locales: string[],
): Promise<NamedMessage> {
  const message = await findMessage(database.db, userId, id, [...locales, 'en']);
  if (!message) throw new DomainError('MESSAGE_NOT_FOUND', { details: { message_id: id } });
  if (!message.read) await markRowsRead(database.prisma, userId, { ids: [id] });
  return withTypeName(message);
}

const known = ({ ids, types }: MessageChoice): MessageChoice => ({
  types,
  ...(ids && { ids: [...new Set(ids)].filter((id) => id > 0 && id <= INT4_MAX) }),
});

/** Deletes messages of a user. Ids that are unknown or belong to others are left out. */
export const deleteMessages = ({ database }: Context, userId: number, choice: MessageChoice): Promise<void> =>
  deleteMessageRows(database.prisma, userId, known(choice));

/** Marks messages of a user as read. Ids that are unknown or belong to others are left out. */
export const markRead = ({ database }: Context, userId: number, choice: MessageChoice): Promise<void> =>
  markRowsRead(database.prisma, userId, known(choice));

/** Counts the unread messages since the user last opened the inbox. For a user who never did: of the last 30 days. */
export async function unreadSinceLook({ database }: Context, userId: number) {
  let unread = await countUnread(database.db, userId);
  if (unread === null) {
    await inModelTransaction(database, (tx) => makeSeenRow(tx, userId, NEVER_LOOKED_DAYS));
    unread = await countUnread(database.db, userId);
  }
  return { newMessages: (unread ?? 0) > 0, unread: unread ?? 0 };
}

/**
 * Records that the user has opened the inbox. No message is marked as read.
 * @returns the count that the row of the user has: 0, unless another server has written it
 */
export const lookNow = ({ database }: Context, userId: number): Promise<number> =>
  inModelTransaction(database, async (tx) => {
    await makeSeenRow(tx, userId, 0);
    return setSeenNow(tx, userId);
  });
