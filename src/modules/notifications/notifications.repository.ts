import { Prisma } from '../../generated/prisma/client.js';
import { isoDate, type Sql, NOW } from '../../db/sql.js';
import type { Db, Models, ModelTx } from '../../db/transaction.js';
import { offsetOf } from '../../paging.js';
import type { MessageFilter, MessageRow, SortColumn } from './message-list.js';

/** The name of the project in the first of the locales that has one. If none has, the name in its default locale. */
const projectTitle = (locales: string[]): Sql => Prisma.sql`(
  SELECT i.name FROM project_info i JOIN projects p ON p.id = i.project_id
  WHERE i.project_id = m.project_id AND i.name <> '' AND (i.locale = ANY(${locales}::text[]) OR i.locale = p.default_locale)
  ORDER BY array_position(${locales}::text[], i.locale::text) NULLS LAST LIMIT 1)`;

const columns = (locales: string[]): Sql => Prisma.sql`
  m.id AS "messageId", m.subject, m.message, m.from_user_id::float8 AS "fromUserId", s.username AS "fromUsername",
  s.picture_url AS "displayPictureUrl", m.project_id AS "projectId", ${projectTitle(locales)} AS "projectTitle",
  m.task_id AS "taskId", m.message_type AS "messageType", ${isoDate(Prisma.sql`m.date`)} AS "sentDate",
  coalesce(m.read, false) AS read`;

function conditions(userId: number, { messageType, from, project, taskId, status }: MessageFilter): Sql {
  const filters = [Prisma.sql`m.to_user_id = ${userId}::bigint`];
  if (messageType) filters.push(Prisma.sql`m.message_type = ANY(${messageType}::int[])`);
  if (from) filters.push(Prisma.sql`starts_with(lower(s.username), lower(${from}))`);
  if (project !== undefined) filters.push(Prisma.sql`m.project_id = ${project}::int`);
  if (taskId !== undefined) filters.push(Prisma.sql`m.task_id = ${taskId}::int`);
  if (status === 'read') filters.push(Prisma.sql`m.read`);
  if (status === 'unread') filters.push(Prisma.sql`m.read IS NOT TRUE`);
  return Prisma.join(filters, ' AND ');
}

const SORTED_BY: Record<SortColumn, Sql> = {
  date: Prisma.sql`m.date`,
  read: Prisma.sql`coalesce(m.read, false)`,
  project_id: Prisma.sql`m.project_id`,
  message_type: Prisma.sql`m.message_type`,
  from_user_id: Prisma.sql`m.from_user_id`,
};

/** Reads a page of the messages of a user, and the number of messages on all pages, in one statement. */
export async function findMessages(
  db: Db,
  userId: number,
  filter: MessageFilter,
  locales: string[],
): Promise<{ rows: MessageRow[]; total: number }> {
  const sender = Prisma.sql`LEFT JOIN users s ON s.id = m.from_user_id`;
  const where = Prisma.sql`WHERE ${conditions(userId, filter)}`;
  const direction = filter.sortDirection === 'asc' ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  // The sender is joined only if the filter needs it. Without it an index is enough to count.
  const [row] = await db.$queryRaw<{ total: number; rows: MessageRow[] | null }[]>`/* findMessages */
    SELECT (SELECT count(*)::int FROM messages m ${filter.from ? sender : Prisma.empty} ${where}) AS total, (
      SELECT json_agg(x) FROM (
        SELECT ${columns(locales)} FROM messages m ${sender} ${where}
        ORDER BY ${SORTED_BY[filter.sortBy]} ${direction}, m.date DESC, m.id DESC
        LIMIT ${filter.pageSize}::int OFFSET ${offsetOf(filter.page, filter.pageSize)}::int) x) AS rows`;
  return { rows: row?.rows ?? [], total: row?.total ?? 0 };
}

/** Reads a message of a user. @returns null if the user has no such message */
export async function findMessage(db: Db, userId: number, id: number, locales: string[]): Promise<MessageRow | null> {
  const [row] = await db.$queryRaw<MessageRow[]>`/* findMessage */
    SELECT ${columns(locales)} FROM messages m LEFT JOIN users s ON s.id = m.from_user_id
    WHERE m.id = ${id}::int AND m.to_user_id = ${userId}::bigint`;
  return row ?? null;
}

/** Chooses messages of a user: all, those of some types, or some by id. */
export interface MessageChoice {
  types?: number[] | null | undefined;
  ids?: number[] | undefined;
}

const chosen = (userId: number, { types, ids }: MessageChoice) => ({
  toUserId: BigInt(userId),
  ...(types && { messageType: { in: types } }),
  ...(ids && { id: { in: ids } }),
});

export const deleteMessageRows = async (db: Models, userId: number, choice: MessageChoice): Promise<void> =>
  void (await db.message.deleteMany({ where: chosen(userId, choice) }));

export const markRowsRead = async (db: Models, userId: number, choice: MessageChoice): Promise<void> =>
  void (await db.message.updateMany({ where: chosen(userId, choice), data: { read: true } }));

/** Counts the unread messages since the user last opened the inbox. @returns null for a user without a row in `notifications` */
export async function countUnread(db: Db, userId: number): Promise<number | null> {
  const [row] = await db.$queryRaw<{ unread: number | null }[]>`/* countUnread */
    SELECT CASE WHEN n.seen IS NULL THEN NULL ELSE (SELECT count(*)::int FROM messages m
      WHERE m.to_user_id = ${userId}::bigint AND m.read IS NOT TRUE AND m.date > n.seen) END AS unread
    FROM (SELECT max(date) AS seen FROM notifications WHERE user_id = ${userId}::bigint) n`;
  return row?.unread ?? null;
}

/**
 * Creates the row in `notifications` for a user who has none. Waits for other transactions that create it.
 * @param daysAgo number of days since the visit that the new row records
 */
export async function ensureVisitRow(tx: ModelTx, userId: number, daysAgo: number): Promise<void> {
  await tx.$queryRaw`/* ensureVisitRow */ SELECT id FROM users WHERE id = ${userId}::bigint FOR NO KEY UPDATE`;
  await tx.$executeRaw`/* ensureVisitRow */ INSERT INTO notifications (user_id, unread_count, date)
    SELECT ${userId}::bigint, 0, ${NOW} - ${daysAgo}::int * interval '1 day'
    WHERE NOT EXISTS (SELECT FROM notifications WHERE user_id = ${userId}::bigint AND date IS NOT NULL)`;
}

/**
 * Records that the user has opened the inbox now.
 * @returns `unread_count` of the row. It is 0 if version 5 has not written another number.
 */
export async function setVisitNow(tx: ModelTx, userId: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`/* setVisitNow */
    UPDATE notifications SET date = ${NOW} WHERE user_id = ${userId}::bigint
    RETURNING coalesce(unread_count, 0) AS count`;
  return row?.count ?? 0;
}
