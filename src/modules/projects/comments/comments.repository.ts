import { MESSAGE_TYPE } from '../../../access/codes.js';
import { sqlCode } from '../../../access/codes.sql.js';
import { VISIBLE_TO_USER } from '../../../access/project-policy.sql.js';
import { Prisma } from '../../../generated/prisma/client.js';
import { isoDate, NOW, type Sql } from '../../../db/sql.js';
import type { Db, Models, StatementTx } from '../../../db/transaction.js';
import type { Group } from '../../../text/mentions.js';
import { isHandIn } from '../../tasks/tasks.sql.js';
import { managerIds, messageParts, titlePart, wantsMessage, withTitle } from '../../notifications/messages.sql.js';

/** A comment on a project. */
export interface ProjectComment {
  id: number;
  message: string;
  pictureUrl: string | null;
  timestamp: string;
  username: string;
}

/** A page of the comments on a project, newest first, and the number of all comments. */
export async function findComments(db: Db, projectId: number, page: number, perPage: number) {
  const chat = await db.$queryRaw<ProjectComment[]>`/* findComments */
    SELECT c.id::float8 AS id, c.message, u.picture_url AS "pictureUrl", ${isoDate(Prisma.sql`c.time_stamp`)} AS timestamp,
      u.username
    FROM project_chat c JOIN users u ON u.id = c.user_id WHERE c.project_id = ${projectId}::int
    ORDER BY c.time_stamp DESC, c.id DESC LIMIT ${perPage}::int OFFSET ${(page - 1) * perPage}::bigint`;
  const [count] = await db.$queryRaw<{ total: number }[]>`/* countComments */
    SELECT count(*)::int AS total FROM project_chat c WHERE c.project_id = ${projectId}::int`;
  return { chat, total: count?.total ?? 0 };
}

/** The author of a comment on the project; null if the project has no such comment. */
export async function findCommentWriter(db: Models, projectId: number, id: number): Promise<number | null> {
  const comment = await db.projectChatMessage.findFirst({ where: { id, projectId }, select: { userId: true } });
  return comment && Number(comment.userId);
}

/** Deletes a comment on the project. @returns false if the project has no such comment */
export const deleteCommentRow = async (db: Models, projectId: number, id: number): Promise<boolean> =>
  (await db.projectChatMessage.deleteMany({ where: { id, projectId } })).count > 0;

/** A new comment, and the texts of its messages. */
export interface CommentToWrite {
  projectId: number;
  writerId: number;
  /** HTML that is safe to show. */
  stored: string;
  names: string[];
  groups: Group[];
  mentionSubject: string;
  commentSubject: string;
  /** The text of the messages: HTML that is safe to show. */
  message: string;
}

const mapperIds = (projectId: number): Sql => Prisma.sql`
  SELECT h.user_id FROM task_history h
  WHERE h.project_id = ${projectId}::int AND ${isHandIn(projectId)}`;

const GROUP_IDS: Partial<Record<Group, (projectId: number) => Sql>> = {
  author: (projectId) => Prisma.sql`SELECT p.author_id FROM projects p WHERE p.id = ${projectId}::int`,
  managers: managerIds,
  mappers: mapperIds,
};

const mentionedIds = ({ projectId, names, groups }: CommentToWrite): Sql =>
  Prisma.join(
    [
      Prisma.sql`SELECT u.id AS user_id FROM users u WHERE u.username = ANY(${names}::text[])`,
      ...groups.flatMap((group) => GROUP_IDS[group]?.(projectId) ?? []),
    ],
    ' UNION ',
  );

/** Stores a comment and its messages in one statement: all or nothing. */
export async function insertComment(tx: StatementTx, comment: CommentToWrite): Promise<void> {
  const { projectId, writerId, stored, mentionSubject, commentSubject, message } = comment;
  const rows = Prisma.sql`
    SELECT ${message}::text, ${withTitle(Prisma.sql`t.subject`)}, ${writerId}::bigint, u.id, ${NOW}, t.type, ${projectId}::int,
      NULL::int
    FROM chat_row, titled, (
      SELECT user_id, ${sqlCode(MESSAGE_TYPE.MENTION_NOTIFICATION)} AS type, ${mentionSubject}::text AS subject FROM mentioned
      UNION ALL
      SELECT w.user_id, ${sqlCode(MESSAGE_TYPE.PROJECT_CHAT_NOTIFICATION)}, ${commentSubject}::text FROM (
        SELECT h.user_id FROM task_history h WHERE h.project_id = ${projectId}::int AND h.action = 'STATE_CHANGE'
        UNION SELECT f.user_id FROM project_favorites f WHERE f.project_id = ${projectId}::int) w
    ) t JOIN users u ON u.id = t.user_id JOIN projects p ON p.id = ${projectId}::int
    WHERE u.id <> ${writerId}::bigint AND ${wantsMessage(Prisma.sql`t.type`)} AND ${VISIBLE_TO_USER} ORDER BY t.type, u.id`;
  await tx.$executeRaw`/* insertComment */ WITH
    chat_row AS (
      INSERT INTO project_chat (project_id, user_id, time_stamp, message)
      VALUES (${projectId}::int, ${writerId}::bigint, ${NOW}, ${stored}) RETURNING id
    ), ${titlePart(projectId)},
    mentioned AS (${mentionedIds(comment)}), ${messageParts(rows)}
    SELECT count(*) FROM chat_row`;
}
