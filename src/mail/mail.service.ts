import type { Db } from '../db/transaction.js';
import { insertMail, type Mail } from './outbox.repository.js';

export type { Mail } from './outbox.repository.js';

/**
 * Queues a mail. It is sent after the commit, and repeated until the mail server accepts it. Failures do not change the
 * answer.
 * @param tx the transaction of the change that the mail is about; without one, a client outside a transaction
 */
export const queueMail = (tx: Db, mail: Mail): Promise<void> => insertMail(tx, mail);
