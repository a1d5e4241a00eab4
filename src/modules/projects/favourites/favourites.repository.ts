import type { Db, StatementTx, Tx } from '../../../db/transaction.js';

/** Whether a project is a favourite of a user. Prisma's client cannot read the table of favourites: it has no unique key. */
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

/** Removes a favourite. @returns false if there is no such favourite */
export const deleteFavourite = async (tx: StatementTx, projectId: number, userId: number): Promise<boolean> =>
  (await tx.$executeRaw`/* deleteFavourite */
    DELETE FROM project_favorites WHERE project_id = ${projectId}::int AND user_id = ${userId}::bigint`) > 0;
