import { NOW } from '../../../db/sql.js';
import type { Tx } from '../../../db/transaction.js';

/** A level that a user can get. */
export interface GivenLevel {
  id: number;
  name: string;
}

/**
 * Locks the level of a user until the transaction ends.
 * @returns the id and the rank of the current level, or null for an unknown user
 */
export async function lockUserLevel(tx: Tx, userId: number): Promise<{ levelId: number; ordering: number } | null> {
  // The level is read in a second statement: a join in the locking statement would return the level before the wait.
  await tx.$queryRaw`/* lockUserLevel */ SELECT id FROM users WHERE id = ${userId}::bigint FOR NO KEY UPDATE`;
  const [row] = await tx.$queryRaw<{ levelId: number; ordering: number }[]>`/* lockUserLevel */
    SELECT l.id AS "levelId", l.ordering FROM users u JOIN mapping_levels l ON l.id = u.mapping_level
    WHERE u.id = ${userId}::bigint`;
  return row ?? null;
}

/** The level for which a user is nominated. Of several, the lowest level above that of the user. Null if there is none. */
export async function readNomination(
  tx: Tx,
  userId: number,
  ordering: number,
): Promise<(GivenLevel & { approvalsRequired: number }) | null> {
  const [row] = await tx.$queryRaw<(GivenLevel & { approvalsRequired: number })[]>`/* readNomination */
    SELECT l.id, l.name, l.approvals_required AS "approvalsRequired"
    FROM user_next_level n JOIN mapping_levels l ON l.id = n.level_id
    WHERE n.user_id = ${userId}::bigint AND l.ordering > ${ordering}::int ORDER BY l.ordering LIMIT 1`;
  return row ?? null;
}

/** Nominates a user, once. */
export const insertNomination = async (tx: Tx, userId: number, levelId: number): Promise<void> =>
  void (await tx.$executeRaw`/* insertNomination */
    INSERT INTO user_next_level (user_id, level_id, nomination_date)
    VALUES (${userId}::bigint, ${levelId}::int, ${NOW}) ON CONFLICT DO NOTHING`);

/** Stores the vote of an admin, once. @returns the number of admins who have voted */
export async function insertVote(
  tx: Tx,
  { userId, levelId, voterId }: { userId: number; levelId: number; voterId: number },
): Promise<number> {
  await tx.$executeRaw`/* insertVote */
    INSERT INTO user_level_vote (user_id, level_id, voter_id, vote_date)
    VALUES (${userId}::bigint, ${levelId}::int, ${voterId}::bigint, ${NOW}) ON CONFLICT DO NOTHING`;
  const [row] = await tx.$queryRaw<{ votes: number }[]>`/* countVotes */
    SELECT count(*)::int AS votes FROM user_level_vote WHERE user_id = ${userId}::bigint AND level_id = ${levelId}::int`;
  return row?.votes ?? 0;
}

/** Gives a user a level, and deletes the nomination for it with its votes. */
export async function updateUserLevel(tx: Tx, userId: number, levelId: number): Promise<void> {
  await tx.$executeRaw`/* updateUserLevel */
    UPDATE users SET mapping_level = ${levelId}::int WHERE id = ${userId}::bigint`;
  await tx.$executeRaw`/* deleteVotes */
    DELETE FROM user_level_vote WHERE user_id = ${userId}::bigint AND level_id = ${levelId}::int`;
  await tx.$executeRaw`/* deleteNomination */
    DELETE FROM user_next_level WHERE user_id = ${userId}::bigint AND level_id = ${levelId}::int`;
}

/** Deletes all nominations of all users with their votes. */
export async function deleteNominations(tx: Tx): Promise<void> {
  await tx.$executeRaw`/* deleteNominations */ DELETE FROM user_level_vote`;
  await tx.$executeRaw`/* deleteNominations */ DELETE FROM user_next_level`;
}
