import type { Context } from '../../context.js';
import { inTransaction } from '../../db/transaction.js';
import { DomainError } from '../../errors/errors.js';
import { lockInterests, readInterestsOf, replaceInterests } from './user-interests.repository.js';
import { isInt4Id } from '../../int4.js';

const NOT_COUNTED = { countProjects: null, countUsers: null };

/** All interests, and which of them a user has chosen. */
export async function listInterestsOf({ database }: Context, userId: number) {
  const interests = await readInterestsOf(database.db, userId);
  return { interests: interests.map((row) => ({ ...row, ...NOT_COUNTED })) };
}

/**
 * Replaces the interests of a user.
 * @param chosen ids of interests; duplicates count once
 * @returns those that were chosen
 * @throws DomainError INTEREST_NOT_FOUND (then nothing changes)
 */
export const chooseInterests = ({ database }: Context, userId: number, chosen: number[]) =>
  inTransaction(database, async (tx) => {
    const ids = [...new Set(chosen)];
    const interests = await lockInterests(tx, ids.filter(isInt4Id));
    const known = new Set(interests.map(({ id }) => id));
    const unknown = ids.find((id) => !known.has(id));
    if (unknown !== undefined) throw new DomainError('INTEREST_NOT_FOUND', { details: { interest_id: unknown } });
    await replaceInterests(tx, userId, ids);
    return { interests: interests.map((row) => ({ ...row, userSelected: null, ...NOT_COUNTED })) };
  });
