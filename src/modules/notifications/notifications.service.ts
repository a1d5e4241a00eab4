import type { Context } from '../../context.js';
import { inModelTransaction } from '../../db/transaction.js';
import { DomainError } from '../../errors/errors.js';
import { isInt4Id } from '../../int4.js';
import { paginationOf, type Pagination } from '../../paging.js';
import { messageTypeName, type MessageFilter, type MessageRow } from './message-list.js';
import {
  countUnread,
  deleteMessageRows,
  findMessage,
  findMessages,
  ensureVisitRow,
  markRowsRead,
  setVisitNow,
  type MessageChoice,
} from './notifications.repository.js';

/** If a user has never opened the inbox, the unread messages of this number of days are counted. */
const DAYS_BEFORE_FIRST_VISIT = 30;

const withTypeName = ({ messageType, ...row }: MessageRow) => ({ ...row, messageType: messageTypeName(messageType) });

type NamedMessage = ReturnType<typeof withTypeName>;

/**
 * Reads a page of the messages of a user. No message is marked as read.
 * @param locales locales of the names of projects, best first
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
 * @throws DomainError MESSAGE_NOT_FOUND if the message was deleted after the check of the access
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

/** Leaves out ids that no message can have. */
const possible = ({ ids, types }: MessageChoice): MessageChoice => ({
  types,
  ...(ids && { ids: [...new Set(ids)].filter(isInt4Id) }),
});

/** Deletes messages of a user. Ids that are unknown or belong to others are left out. */
export const deleteMessages = ({ database }: Context, userId: number, choice: MessageChoice): Promise<void> =>
  deleteMessageRows(database.prisma, userId, possible(choice));

/** Marks messages of a user as read. Ids that are unknown or belong to others are left out. */
export const markRead = ({ database }: Context, userId: number, choice: MessageChoice): Promise<void> =>
  markRowsRead(database.prisma, userId, possible(choice));

/** Counts the unread messages since the user last opened the inbox. See `DAYS_BEFORE_FIRST_VISIT` for the first visit. */
export async function countUnreadSinceVisit({ database }: Context, userId: number) {
  let unread = await countUnread(database.db, userId);
  if (unread === null) {
    await inModelTransaction(database, (tx) => ensureVisitRow(tx, userId, DAYS_BEFORE_FIRST_VISIT));
    unread = await countUnread(database.db, userId);
  }
  return { newMessages: (unread ?? 0) > 0, unread: unread ?? 0 };
}

/**
 * Records that the user has opened the inbox. No message is marked as read.
 * @returns the count in the row of the user. It is 0 if version 5 has not written another number.
 */
export const recordVisit = ({ database }: Context, userId: number): Promise<number> =>
  inModelTransaction(database, async (tx) => {
    await ensureVisitRow(tx, userId, 0);
    return setVisitNow(tx, userId);
  });
