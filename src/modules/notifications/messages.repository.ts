import { Prisma } from '../../generated/prisma/client.js';
import type { MESSAGE_TYPE } from '../../access/codes.js';
import { NOW, table } from '../../db/sql.js';
import type { Tx } from '../../db/transaction.js';
import { messageParts, wantsMessage } from './messages.sql.js';

const COLUMNS = {
  type: 'int',
  toUserId: 'bigint',
  fromUserId: 'bigint',
  subject: 'text',
  message: 'text',
  projectId: 'int',
  taskId: 'int',
};

/** A message to a user. */
export interface NewMessage {
  type: (typeof MESSAGE_TYPE)[keyof typeof MESSAGE_TYPE];
  toUserId: number;
  /** The sender; null for a message of the system. */
  fromUserId: number | null;
  /** HTML that is safe to show. */
  subject: string;
  /** HTML that is safe to show. */
  message: string;
  projectId?: number | null;
  taskId?: number | null;
}

/**
 * Inserts unread messages with the present date and queues their mails. Unknown receivers and receivers who have switched the type
 * off get no message.
 */
export async function insertMessages(tx: Tx, messages: NewMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map((message) => ({ projectId: null, taskId: null, ...message }));
  await tx.$executeRaw`/* insertMessages */ WITH ${messageParts(Prisma.sql`
    SELECT m.message, m.subject, m."fromUserId", u.id, ${NOW}, m.type, m."projectId", m."taskId"
    FROM (SELECT * FROM ${table(COLUMNS, rows)}) m JOIN users u ON u.id = m."toUserId"
    WHERE ${wantsMessage(Prisma.sql`m.type`)}`)}
    SELECT count(*) FROM message_row`;
}
