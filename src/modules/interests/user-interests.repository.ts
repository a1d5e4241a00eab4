import type { Db, Tx } from '../../db/transaction.js';
import type { InterestRow } from './interests.repository.js';

/** All interests, ordered by id. `userSelected` is true if the user has chosen the interest, else null. */
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
 * Replaces the interests of a user. The row of the user is locked first. Of two simultaneous requests, the later one replaces
 * the list of the earlier one.
 */
export async function replaceInterests(tx: Tx, userId: number, ids: number[]): Promise<void> {
  await tx.$queryRaw`/* replaceInterests */ SELECT id FROM users WHERE id = ${userId}::bigint FOR NO KEY UPDATE`;
  await tx.$executeRaw`/* replaceInterests */ DELETE FROM user_interests WHERE user_id = ${userId}::bigint`;
  await tx.$executeRaw`/* replaceInterests */
    INSERT INTO user_interests (user_id, interest_id) SELECT ${userId}::bigint, unnest(${ids}::int[])`;
}
