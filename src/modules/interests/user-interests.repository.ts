import type { Db, Tx } from '../../db/transaction.js';
import type { InterestRow } from './interests.repository.js';

/** All interests by id, with whether a user has chosen them (null: not). */
export const readInterestsOf = (db: Db, userId: number): Promise<(InterestRow & { userSelected: true | null })[]> =>
  db.$queryRaw`/* readInterestsOf */
    SELECT i.id, i.name, CASE WHEN EXISTS (
      SELECT FROM user_interests u WHERE u.interest_id = i.id AND u.user_id = ${userId}::bigint) THEN true END
      AS "userSelected"
    FROM interests i ORDER BY i.id`;

/** Reads interests and locks them against deletion until the transaction ends. Unknown ids are left out. */
export const lockInterests = (tx: Tx, ids: number[]): Promise<InterestRow[]> =>
  tx.$queryRaw<InterestRow[]>`/* lockInterests */
    SELECT id, name FROM interests WHERE id = ANY(${ids}::int[]) ORDER BY id FOR KEY SHARE`;

/**
 * Replaces the interests of a user. The row of the user is locked first, so that simultaneous requests never store both
 * lists.
 */
export async function replaceInterests(tx: Tx, userId: number, ids: number[]): Promise<void> {
  await tx.$queryRaw`/* replaceInterests */ SELECT id FROM users WHERE id = ${userId}::bigint FOR NO KEY UPDATE`;
  await tx.$executeRaw`/* replaceInterests */ DELETE FROM user_interests WHERE user_id = ${userId}::bigint`;
  await tx.$executeRaw`/* replaceInterests */
    INSERT INTO user_interests (user_id, interest_id) SELECT ${userId}::bigint, unnest(${ids}::int[])`;
}
