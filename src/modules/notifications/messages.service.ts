import { MESSAGE_TYPE } from '../../access/codes.js';
import type { Tx } from '../../db/transaction.js';
import { insertMessages } from './messages.repository.js';

export { MESSAGE_TYPE };

/** A message from one user (or nobody) to another. */
export interface NewMessage {
  type: (typeof MESSAGE_TYPE)[keyof typeof MESSAGE_TYPE];
  toUserId: number;
  /** Null: nobody in particular sends it. */
  fromUserId: number | null;
  /** HTML that is safe to show. */
  subject: string;
  /** HTML that is safe to show. */
  message: string;
  projectId?: number | null;
  taskId?: number | null;
}

/**
 * Sends messages: rows in `messages`, in the transaction of what they report. Receivers who have switched off a type get
 * no row of it. Mails follow after the commit, to receivers with a verified address.
 */
export const sendMessages = (tx: Tx, messages: NewMessage[]): Promise<void> => insertMessages(tx, messages);
