import { MESSAGE_TYPE } from '../../access/codes.js';
import type { Tx } from '../../db/transaction.js';
import { insertMessages, type NewMessage } from './messages.repository.js';

export { MESSAGE_TYPE, type NewMessage };

/**
 * Sends messages in the transaction of the change that they report. Receivers who have switched a type off get no message of this
 * type. After the commit, mails are sent to the receivers with a verified address.
 */
export const sendMessages = (tx: Tx, messages: NewMessage[]): Promise<void> => insertMessages(tx, messages);
