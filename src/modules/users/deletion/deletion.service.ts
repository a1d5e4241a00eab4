import { userNotFound } from '../../../access/viewer.js';
import type { Context } from '../../../context.js';
import { inTransaction } from '../../../db/transaction.js';
import { freeName } from '../../auth/register-user.service.js';
import { anonymise, deleteBelongings } from './deletion.repository.js';

/**
 * Deletes what is personal of a user. The row and the work stay, under the name `user_<id>`. A second call does no harm.
 * @throws DomainError USER_NOT_FOUND
 */
export const deleteUser = ({ database }: Context, userId: number): Promise<void> =>
  inTransaction(database, async (tx) => {
    const username = `user_${userId}`;
    // An account that OSM has renamed since may hold the name.
    await freeName(tx, { id: userId, username });
    if (!(await anonymise(tx, userId, username))) throw userNotFound(userId);
    await deleteBelongings(tx, userId);
  });
