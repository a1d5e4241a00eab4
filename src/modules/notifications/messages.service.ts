import type { Tx } from '../../db/transaction.js';
import { insertMessages } from './messages.repository.js';

/** `messages.message_type`, by the names that clients see. */
export const MESSAGE_TYPE = {
  SYSTEM: 1,
  BROADCAST: 2,
  MENTION_NOTIFICATION: 3,
  VALIDATION_NOTIFICATION: 4,
  INVALIDATION_NOTIFICATION: 5,
  REQUEST_TEAM_NOTIFICATION: 6,
  INVITATION_NOTIFICATION: 7,
  TASK_COMMENT_NOTIFICATION: 8,
  PROJECT_CHAT_NOTIFICATION: 9,
  PROJECT_ACTIVITY_NOTIFICATION: 10,
  TEAM_BROADCAST: 11,
} as const;

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
