import type { Models, ModelTx } from '../../db/transaction.js';

/** An interest as it is stored. */
export interface InterestRow {
  id: number;
  name: string | null;
}

/** All interests, ordered by id. */
export const findInterests = (db: Models): Promise<InterestRow[]> => db.interest.findMany({ orderBy: { id: 'asc' } });

/** The interest with an id; null if there is none. */
export const findInterest = (db: Models, id: number): Promise<InterestRow | null> =>
  db.interest.findUnique({ where: { id } });

/** The interest with a name, case-sensitive. */
export const findInterestByName = (db: Models, name: string): Promise<InterestRow | null> =>
  db.interest.findFirst({ where: { name } });

/** Inserts an interest. */
export const createInterestRow = (db: Models, name: string): Promise<InterestRow> =>
  db.interest.create({ data: { name } });

/** Renames an interest. @returns null if there is no such interest */
export async function renameInterestRow(db: Models, id: number, name: string): Promise<InterestRow | null> {
  const [row] = await db.interest.updateManyAndReturn({ where: { id }, data: { name } });
  return row ?? null;
}

/** Whether a user or a project has the interest. Prisma's client cannot read the tables of these links: they have no unique key. */
export async function isInterestUsed(tx: ModelTx, id: number): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ used: boolean }[]>`/* isInterestUsed */
    SELECT EXISTS (SELECT FROM user_interests WHERE interest_id = ${id}::int)
      OR EXISTS (SELECT FROM project_interests WHERE interest_id = ${id}::int) AS used`;
  return row?.used ?? false;
}

/** Deletes an interest. @returns false if there is no such interest */
export const deleteInterestRow = async (tx: ModelTx, id: number): Promise<boolean> =>
  (await tx.interest.deleteMany({ where: { id } })).count > 0;
