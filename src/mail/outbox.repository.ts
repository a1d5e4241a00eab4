import type { Db } from '../db/transaction.js';

/** A mail with its own content, not a row of `messages`. An example is the verification of an address. */
export interface Mail {
  /** E-mail address of the receiver. */
  to: string;
  /** Plain text. */
  subject: string;
  /** HTML that is safe to show. */
  html: string;
  /** The content as plain text. */
  text: string;
}

/** Inserts a mail into the outbox. Does nothing if mails are switched off. */
export async function insertMail(tx: Db, { to, subject, html, text }: Mail): Promise<void> {
  await tx.$executeRaw`/* insertMail */
    INSERT INTO tessera_mail.outbox (recipient, subject, html, text)
    SELECT ${to}, ${subject}, ${html}, ${text} FROM tessera_mail.switch WHERE sends`;
}
