import { userNotFound } from '../../../access/viewer.js';
import type { Context } from '../../../context.js';
import { inTransaction } from '../../../db/transaction.js';
import { freeName } from '../../auth/register-user.service.js';
import { anonymise, deletePersonalRows } from './deletion.repository.js';

/**
 * Deletes the personal data of a user. The row and the work are kept, under the name `user_<id>`. Repeating this
 * changes nothing.
 * @throws DomainError USER_NOT_FOUND
 */
export const deleteUser = ({ database }: Context, userId: number): Promise<void> =>
  inTransaction(database, async (tx) => {
    const username = `user_${userId}`;
    // Another account may have this name, if it was renamed at OSM.
    await freeName(tx, { id: userId, username });
    if (!(await anonymise(tx, userId, username))) throw userNotFound(userId);
    await deletePersonalRows(tx, userId);
  });
