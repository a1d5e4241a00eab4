import { MESSAGE_TYPE } from '../../access/codes.js';
import type { Tx } from '../../db/transaction.js';
import { insertMessages, type NewMessage } from './messages.repository.js';

export { MESSAGE_TYPE, type NewMessage };

/**
 * Sends messages: rows in `messages`, in the transaction of what they report. Receivers who have switched off a type get
 * no row of it. Mails follow after the commit, to receivers with a verified address.
 */
export const sendMessages = (tx: Tx, messages: NewMessage[]): Promise<void> => insertMessages(tx, messages);
