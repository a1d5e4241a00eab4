import type { Db } from '../db/transaction.js';
import { insertMail, type Mail } from './outbox.repository.js';

export type { Mail } from './outbox.repository.js';

/**
 * Queues a mail. It is sent after the commit. After a failure the mail is sent again later, and the request does not fail.
 * @param tx the transaction of the change that the mail is about; the database if there is none
 */
export const queueMail = (tx: Db, mail: Mail): Promise<void> => insertMail(tx, mail);
