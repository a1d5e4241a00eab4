import type { Db } from '../db/transaction.js';

/** A mail whose lease this process has. No other process sends it during the lease. */
export interface LeasedMail {
  id: number;
  /** The row of `messages` of the mail; null if the mail has its own content. */
  messageId: number | null;
  /** The permanent id of the mail: its Message-ID. */
  key: string;
  /** Number of attempts to send it, including this one. */
  attempts: number;
  ageSeconds: number;
}

/** Content and receiver of a mail. */
export interface MailContent {
  recipient: string;
  subject: string;
  html: string;
  text: string | null;
  /** Type of the message; null for a mail without a message. */
  messageType: number | null;
  username: string | null;
}

/** Duration of a lease that is not renewed, in seconds. */
const LEASE_SECONDS = 30;

/** Stores whether servers send mails. If not, no mail is queued. */
export const setMailSwitch = async (db: Db, sends: boolean): Promise<void> =>
  void (await db.$executeRaw`/* setMailSwitch */
    INSERT INTO tessera_mail.switch (sends) VALUES (${sends}) ON CONFLICT (only_row) DO UPDATE SET sends = EXCLUDED.sends`);

/** Number of due mails, counted up to `max`. */
export async function countDue(db: Db, max: number): Promise<number> {
  const [row] = await db.$queryRaw<{ due: number }[]>`/* countDue */
    SELECT count(*)::int AS due FROM (
      SELECT FROM tessera_mail.outbox o
      WHERE o.due_at <= now() AND o.handed_over_at IS NULL AND (o.leased_until IS NULL OR o.leased_until < now())
      LIMIT ${max}::int) d`;
  return row?.due ?? 0;
}

/**
 * Takes the lease of the mail that has been due for the longest time. Two processes never get the same mail.
 * @returns null if none is due
 */
export async function leaseMail(db: Db, worker: string): Promise<LeasedMail | null> {
  const [row] = await db.$queryRaw<LeasedMail[]>`/* leaseMail */
    WITH due AS (
      SELECT o.id FROM tessera_mail.outbox o
      WHERE o.due_at <= now() AND o.handed_over_at IS NULL AND (o.leased_until IS NULL OR o.leased_until < now())
      ORDER BY o.due_at, o.id LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    UPDATE tessera_mail.outbox o SET leased_by = ${worker}::uuid, attempts = o.attempts + 1,
      leased_until = now() + ${LEASE_SECONDS}::int * interval '1 second'
    FROM due WHERE o.id = due.id
    RETURNING o.id::float8 AS id, o.message_id AS "messageId", o.mail_key::text AS key, o.attempts,
      extract(epoch FROM now() - o.queued_at)::float8 AS "ageSeconds"`;
  return row ?? null;
}

/**
 * The present content of a mail.
 * @returns null if its message was deleted or its receiver has no verified address any more
 */
export async function readMailContent(db: Db, { id, messageId }: LeasedMail): Promise<MailContent | null> {
  const [row] =
    messageId === null
      ? await db.$queryRaw<MailContent[]>`/* readMailContent */
          SELECT recipient, subject, html, text, NULL::int AS "messageType", NULL::text AS username
          FROM tessera_mail.outbox WHERE id = ${id}::bigint`
      : await db.$queryRaw<MailContent[]>`/* readMessageMail */
          SELECT u.email_address AS recipient, coalesce(m.subject, '') AS subject, coalesce(m.message, '') AS html,
            NULL::text AS text, m.message_type AS "messageType", u.username
          FROM messages m JOIN users u ON u.id = m.to_user_id
          WHERE m.id = ${messageId}::int AND u.is_email_verified AND u.email_address <> ''`;
  return row ?? null;
}

/**
 * Records that the process now sends the end of the mail to the mail server. If the process ends after this, the mail counts as
 * sent.
 * @returns false if this process has lost the lease: the mail must not be sent
 */
export const markHandedOver = async (db: Db, id: number, worker: string): Promise<boolean> =>
  (await db.$executeRaw`/* markHandedOver */
    UPDATE tessera_mail.outbox SET handed_over_at = now()
    WHERE id = ${id}::bigint AND leased_by = ${worker}::uuid AND leased_until > now()`) > 0;

/** Removes a mail that was sent or must not be sent. */
export const removeMail = async (db: Db, id: number, worker: string): Promise<void> =>
  void (await db.$executeRaw`/* removeMail */
    DELETE FROM tessera_mail.outbox WHERE id = ${id}::bigint AND leased_by = ${worker}::uuid`);

/** Ends the lease of a mail. It is tried again after some seconds. */
export const postponeMail = async (db: Db, id: number, worker: string, seconds: number): Promise<void> =>
  void (await db.$executeRaw`/* postponeMail */
    UPDATE tessera_mail.outbox SET leased_by = NULL, leased_until = NULL, handed_over_at = NULL,
      due_at = now() + ${seconds}::float8 * interval '1 second'
    WHERE id = ${id}::bigint AND leased_by = ${worker}::uuid`);

/** Extends the leases of the mails that a process is sending. */
export const renewLeases = async (db: Db, ids: number[], worker: string): Promise<void> =>
  void (await db.$executeRaw`/* renewLeases */
    UPDATE tessera_mail.outbox SET leased_until = now() + ${LEASE_SECONDS}::int * interval '1 second'
    WHERE id = ANY(${ids}::bigint[]) AND leased_by = ${worker}::uuid AND leased_until > now()`);

/** Ends all leases. Only for a database with one process, where earlier processes with leases have ended. */
export const endAllLeases = async (db: Db): Promise<void> =>
  void (await db.$executeRaw`/* endAllLeases */
    UPDATE tessera_mail.outbox SET leased_until = now() - interval '1 second' WHERE leased_by IS NOT NULL`);

/**
 * Removes the mails that a process had handed over before it ended.
 * @returns their ids
 */
export async function removeHandedOver(db: Db): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`/* removeHandedOver */
    DELETE FROM tessera_mail.outbox WHERE handed_over_at IS NOT NULL AND leased_until < now() RETURNING id::float8 AS id`;
  return rows.map(({ id }) => id);
}
