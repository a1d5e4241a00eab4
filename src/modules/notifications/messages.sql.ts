import { Prisma } from '../../generated/prisma/client.js';
import type { Sql } from '../../db/sql.js';
import { mailsOfMessages } from '../../mail/outbox.sql.js';

/** Whether the user `u` wants messages of a type. Types that nobody can switch off are always wanted. */
export const wantsMessage = (type: Sql): Sql => Prisma.sql`CASE ${type}
  WHEN 2 THEN u.projects_notifications WHEN 4 THEN u.task_validation_notification
  WHEN 5 THEN u.task_invalidation_notification WHEN 8 THEN u.tasks_comments_notifications
  WHEN 9 THEN u.projects_comments_notifications WHEN 10 THEN u.projects_notifications ELSE true END`;

/**
 * The parts of a statement (`name AS (…)`) that insert messages, unread, and queue their mails.
 * @param rows the select that gives: message, subject, sender, receiver, date, type, project, task
 */
export const messageParts = (rows: Sql): Sql => Prisma.sql`
  message_row AS (
    INSERT INTO messages (message, subject, from_user_id, to_user_id, date, message_type, project_id, task_id, read)
    SELECT given.*, false FROM (${rows}) given RETURNING id, to_user_id, message_type
  ),
  mail_row AS (${mailsOfMessages(Prisma.sql`message_row`)})`;
