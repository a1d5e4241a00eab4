import { NOW, table } from '../../db/sql.js';
import type { Tx } from '../../db/transaction.js';
import type { NewMessage } from './messages.service.js';

const COLUMNS = {
  type: 'int',
  toUserId: 'bigint',
  fromUserId: 'bigint',
  subject: 'text',
  message: 'text',
  projectId: 'int',
  taskId: 'int',
};

/** Inserts messages, unread and dated now, for receivers who exist. */
export async function insertMessages(tx: Tx, messages: NewMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const rows = messages.map((message) => ({ projectId: null, taskId: null, ...message }));
  await tx.$executeRaw`/* insertMessages */
    INSERT INTO messages (message, subject, from_user_id, to_user_id, date, read, message_type, project_id, task_id)
    SELECT m.message, m.subject, m."fromUserId", u.id, ${NOW}, false, m.type, m."projectId", m."taskId"
    FROM (SELECT * FROM ${table(COLUMNS, rows)}) m JOIN users u ON u.id = m."toUserId"`;
}
