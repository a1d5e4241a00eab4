import { Prisma } from '../../../generated/prisma/client.js';
import { VISIBLE_TO_USER, visibleTo } from '../../../access/project-policy.sql.js';
import { longTable } from '../../../db/sql.js';
import type { Db } from '../../../db/transaction.js';

/** A user (null: no session) who reads the stream of a project. */
export interface StreamReader {
  projectId: number;
  userId: number | null;
}

const READER = { projectId: 'int', userId: 'bigint' };
const MAY_SEE = Prisma.sql`(${visibleTo(null)} OR ${VISIBLE_TO_USER})`;

/** Finds the readers who may not see their project any more, with one statement for all. */
export const readFormerReaders = (db: Db, readers: StreamReader[]): Promise<StreamReader[]> => {
  const rows = readers.map(({ projectId, userId }) => ({ projectId, userId }));
  return db.$queryRaw<StreamReader[]>`/* readFormerReaders */
    SELECT sent."projectId", sent."userId"::float8 AS "userId"
    FROM ${longTable(READER, rows)} LEFT JOIN projects p ON p.id = sent."projectId"
      LEFT JOIN users u ON u.id = sent."userId"
    WHERE ${MAY_SEE} IS NOT TRUE`;
};
