import { Prisma } from '../../generated/prisma/client.js';
import { MESSAGE_TYPE, TEAM_ROLE } from '../../access/codes.js';
import { sqlCode } from '../../access/codes.sql.js';
import type { Sql } from '../../db/sql.js';
import { mailsOfMessages } from '../../mail/outbox.sql.js';
import { PROJECT_TITLE } from '../../text/links.js';

/** Whether the user `u` wants messages of a type. Types that nobody can switch off are always wanted. */
export const wantsMessage = (type: Sql): Sql => Prisma.sql`CASE ${type}
  WHEN ${sqlCode(MESSAGE_TYPE.BROADCAST)} THEN u.projects_notifications
  WHEN ${sqlCode(MESSAGE_TYPE.VALIDATION_NOTIFICATION)} THEN u.task_validation_notification
  WHEN ${sqlCode(MESSAGE_TYPE.INVALIDATION_NOTIFICATION)} THEN u.task_invalidation_notification
  WHEN ${sqlCode(MESSAGE_TYPE.TASK_COMMENT_NOTIFICATION)} THEN u.tasks_comments_notifications
  WHEN ${sqlCode(MESSAGE_TYPE.PROJECT_CHAT_NOTIFICATION)} THEN u.projects_comments_notifications
  WHEN ${sqlCode(MESSAGE_TYPE.PROJECT_ACTIVITY_NOTIFICATION)} THEN u.projects_notifications ELSE true END`;

/** The text of a column, escaped for HTML. */
const htmlOf = (column: Sql): Sql => Prisma.sql`replace(replace(replace(replace(replace(${column},
  '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;')`;

/** A part of a `WITH` clause that reads the name of a project in its default language and its id. */
export const titlePart = (projectId: number): Sql => Prisma.sql`
  titled AS MATERIALIZED (
    SELECT ltrim(${htmlOf(Prisma.sql`coalesce(i.name, '')`)} || ' #' || p.id) AS title
    FROM projects p LEFT JOIN project_info i ON i.project_id = p.id AND i.locale = p.default_locale
    WHERE p.id = ${projectId}::int
  )`;

/** Replaces the placeholder in a text by the name of the project from `titlePart`. */
export const withTitle = (text: Sql): Sql => Prisma.sql`replace(${text}, ${PROJECT_TITLE}::text, titled.title)`;

/**
 * The managers of a project, as receivers: managers of its organisation, and active members of teams that manage it.
 * Blocked users get messages too, as in version 5, because they may read.
 */
export const managerIds = (projectId: number): Sql => Prisma.sql`
  SELECT o.user_id FROM projects p JOIN organisation_managers o ON o.organisation_id = p.organisation_id
  WHERE p.id = ${projectId}::int
  UNION SELECT m.user_id FROM project_teams t JOIN team_members m ON m.team_id = t.team_id
  WHERE t.project_id = ${projectId}::int AND t.role = ${sqlCode(TEAM_ROLE.PROJECT_MANAGER)} AND m.active`;

/**
 * The parts of a `WITH` clause that insert unread messages and queue their mails.
 * @param rows a SELECT with the columns message, subject, sender, receiver, date, type, project and task
 */
export const messageParts = (rows: Sql): Sql => Prisma.sql`
  message_row AS (
    INSERT INTO messages (message, subject, from_user_id, to_user_id, date, message_type, project_id, task_id, read)
    SELECT given.*, false FROM (${rows}) given RETURNING id, to_user_id, message_type
  ),
  mail_row AS (${mailsOfMessages(Prisma.sql`message_row`)})`;
