import type { Db, StatementTx, Tx } from '../../../db/transaction.js';

/** Whether a project is a favourite of a user. The links have no unique key, which Prisma's client cannot address. */
export async function isFavourite(db: Db, projectId: number, userId: number): Promise<boolean> {
  const [row] = await db.$queryRaw<{ found: boolean }[]>`/* isFavourite */
    SELECT EXISTS (SELECT FROM project_favorites
      WHERE project_id = ${projectId}::int AND user_id = ${userId}::bigint) AS found`;
  return row?.found ?? false;
}

/**
 * Locks a user, so that two simultaneous requests do not both add the favourite, and locks the project against
 * deletion.
 * @returns whether the project exists
 */
export async function lockForFavourite(tx: Tx, projectId: number, userId: number): Promise<boolean> {
  await tx.$queryRaw`/* lockForFavourite */ SELECT id FROM users WHERE id = ${userId}::bigint FOR NO KEY UPDATE`;
  const rows = await tx.$queryRaw<unknown[]>`/* lockForFavourite */
    SELECT id FROM projects WHERE id = ${projectId}::int FOR KEY SHARE`;
  return rows.length > 0;
}

/** Adds a favourite if it does not exist. Lock the user first. */
export async function insertFavourite(tx: Tx, projectId: number, userId: number): Promise<void> {
  await tx.$executeRaw`/* insertFavourite */
    INSERT INTO project_favorites (project_id, user_id) SELECT ${projectId}::int, ${userId}::bigint
    WHERE NOT EXISTS (SELECT FROM project_favorites
      WHERE project_id = ${projectId}::int AND user_id = ${userId}::bigint)`;
}

/** @returns whether there was such a favourite */
export const deleteFavourite = async (tx: StatementTx, projectId: number, userId: number): Promise<boolean> =>
  (await tx.$executeRaw`/* deleteFavourite */
    DELETE FROM project_favorites WHERE project_id = ${projectId}::int AND user_id = ${userId}::bigint`) > 0;
