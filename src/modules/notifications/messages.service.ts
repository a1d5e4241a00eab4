import { MESSAGE_TYPE } from '../../access/codes.js';
import type { Tx } from '../../db/transaction.js';
import { insertMessages, type NewMessage } from './messages.repository.js';

export { MESSAGE_TYPE, type NewMessage };

/**
 * Sends messages: inserts rows into `messages` in the transaction of the reported change. Receivers who have switched
 * off a type get no message of it. After the commit, mails are sent to receivers with a verified address.
 */
export const sendMessages = (tx: Tx, messages: NewMessage[]): Promise<void> => insertMessages(tx, messages);
