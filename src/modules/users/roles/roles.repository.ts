import type { Models, Tx } from '../../../db/transaction.js';

/** Gives a user a role. @returns whether there is such a user */
export const updateRole = async (db: Models, username: string, role: number): Promise<boolean> =>
  (await db.user.updateMany({ where: { username }, data: { role } })).count > 0;

/** Gives a user a mapping level. @returns whether there is such a user */
export const updateLevelOf = async (db: Models, username: string, levelId: number): Promise<boolean> =>
  (await db.user.updateMany({ where: { username }, data: { mappingLevel: levelId } })).count > 0;

/** Switches the expert mode of a user. @returns whether there is such a user */
export const updateExpertMode = async (db: Models, username: string, isExpert: boolean): Promise<boolean> =>
  (await db.user.updateMany({ where: { username }, data: { isExpert } })).count > 0;

/** The id of the level with an exact name; the lowest level if there are several; null if there is none. */
export async function readLevelId(tx: Tx, name: string): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ id: number }[]>`/* readLevelIdByName */
    SELECT id FROM mapping_levels WHERE name = ${name}::text ORDER BY ordering LIMIT 1 FOR KEY SHARE`;
  return row?.id ?? null;
}
