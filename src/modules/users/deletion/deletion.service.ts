import { userNotFound } from '../../../access/viewer.js';
import type { Context } from '../../../context.js';
import { inTransaction } from '../../../db/transaction.js';
import { freeName } from '../../auth/register-user.service.js';
import { anonymise, deleteBelongings } from './deletion.repository.js';

/**
 * Deletes the personal data of a user. The row and the work are kept, under the name `user_<id>`. Repeating this
 * changes nothing.
 * @throws DomainError USER_NOT_FOUND
 */
export const deleteUser = ({ database }: Context, userId: number): Promise<void> =>
  inTransaction(database, async (tx) => {
    const username = `user_${userId}`;
    // An account that was renamed at OSM may have the name.
    await freeName(tx, { id: userId, username });
    if (!(await anonymise(tx, userId, username))) throw userNotFound(userId);
    await deleteBelongings(tx, userId);
  });
