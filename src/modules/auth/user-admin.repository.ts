import type { Models } from '../../db/transaction.js';

/** A user in the list for operators. */
export interface ListedUser {
  id: number;
  username: string;
  role: number;
  level: string;
}

/**
 * Users, ordered by id.
 * @param wanted.role the code of a role; null for all
 */
export async function findListedUsers(
  db: Models,
  { role, limit }: { role: number | null; limit: number },
): Promise<ListedUser[]> {
  const rows = await db.user.findMany({
    ...(role !== null && { where: { role } }),
    select: { id: true, username: true, role: true, level: { select: { name: true } } },
    orderBy: { id: 'asc' },
    take: limit,
  });
  return rows.map(({ id, username, role: code, level }) => ({
    id: Number(id),
    username: username ?? '',
    role: code,
    level: level.name,
  }));
}

/** Writes the role of a user. */
export const updateRole = async (db: Models, id: number, role: number): Promise<void> =>
  void (await db.user.update({ where: { id: BigInt(id) }, data: { role }, select: { id: true } }));

/** Writes the mapping level of a user. */
export const updateLevel = async (db: Models, id: number, mappingLevel: number): Promise<void> =>
  void (await db.user.update({ where: { id: BigInt(id) }, data: { mappingLevel }, select: { id: true } }));

/** The mapping levels, lowest first. */
export const findLevelNames = (db: Models): Promise<{ id: number; name: string }[]> =>
  db.mappingLevel.findMany({ select: { id: true, name: true }, orderBy: { ordering: 'asc' } });
