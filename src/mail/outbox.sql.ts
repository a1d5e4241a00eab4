import { Prisma } from '../generated/prisma/client.js';
import { MESSAGE_TYPE } from '../access/codes.js';
import { sqlCode } from '../access/codes.sql.js';
import type { Sql } from '../db/sql.js';

/** Reads the number of waiting mails and the age of the oldest one in seconds. */
export const MAIL_QUEUE = Prisma.sql`
  SELECT count(*)::int AS waiting, coalesce(extract(epoch FROM now() - min(o.queued_at)), 0)::float8 AS "oldestSeconds"
  FROM tessera_mail.outbox o`;

/**
 * Queues the mails of new messages for receivers with a verified address who want mails of that type. For use in a `WITH` clause.
 * @param messages the name of the new rows of `messages`: `id`, `to_user_id`, `message_type`
 */
export const mailsOfMessages = (messages: Sql): Sql => Prisma.sql`
  INSERT INTO tessera_mail.outbox (message_id)
  SELECT m.id FROM ${messages} m JOIN users u ON u.id = m.to_user_id, tessera_mail.switch s
  WHERE s.sends AND u.is_email_verified AND u.email_address <> ''
    AND CASE m.message_type WHEN ${sqlCode(MESSAGE_TYPE.MENTION_NOTIFICATION)} THEN u.mentions_notifications
      WHEN ${sqlCode(MESSAGE_TYPE.TEAM_BROADCAST)} THEN u.teams_announcement_notifications
      ELSE true END
  ON CONFLICT (message_id) DO NOTHING`;
