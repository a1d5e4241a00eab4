import type { Db } from '../db/transaction.js';

/** A mail that is not about a row of `messages`, such as the verification of an address. */
export interface Mail {
  /** One address. */
  to: string;
  /** Plain text. */
  subject: string;
  /** HTML that is safe to show. */
  html: string;
  /** The content as plain text. */
  text: string;
}

/** Queues a mail in the transaction of the change that it is about. Does nothing if no server sends mails. */
export async function insertMail(tx: Db, { to, subject, html, text }: Mail): Promise<void> {
  await tx.$executeRaw`/* insertMail */
    INSERT INTO tessera_mail.outbox (recipient, subject, html, text)
    SELECT ${to}, ${subject}, ${html}, ${text} FROM tessera_mail.switch WHERE sends`;
}
