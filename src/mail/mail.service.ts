import type { Db } from '../db/transaction.js';
import { insertMail, type Mail } from './outbox.repository.js';

export type { Mail } from './outbox.repository.js';

/**
 * Queues a mail. It leaves after the commit, is tried again while the mail server does not take it, and changes no answer.
 * @param tx the transaction of what the mail is about; a client outside a transaction where there is nothing else to write
 */
export const queueMail = (tx: Db, mail: Mail): Promise<void> => insertMail(tx, mail);
