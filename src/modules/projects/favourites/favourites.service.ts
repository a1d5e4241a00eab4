import { projectNotFound } from '../../../access/project-policy.js';
import type { Context } from '../../../context.js';
import { asOneStatement, inTransaction } from '../../../db/transaction.js';
import { DomainError } from '../../../errors/errors.js';
import { deleteFavourite, insertFavourite, isFavourite, lockForFavourite } from './favourites.repository.js';

/** Whether a project is a favourite of a user. */
export const hasFavourite = ({ database }: Context, projectId: number, userId: number): Promise<boolean> =>
  isFavourite(database.db, projectId, userId);

/**
 * Makes a project a favourite of a user. Repeating this changes nothing.
 * @throws DomainError PROJECT_NOT_FOUND (it was deleted meanwhile)
 */
export const addFavourite = ({ database }: Context, projectId: number, userId: number): Promise<void> =>
  inTransaction(database, async (tx) => {
    if (!(await lockForFavourite(tx, projectId, userId))) throw projectNotFound(projectId);
    await insertFavourite(tx, projectId, userId);
  });

/** Removes a project from the favourites of a user. @throws DomainError NotFavourite */
export async function removeFavourite({ database }: Context, projectId: number, userId: number): Promise<void> {
  if (!(await asOneStatement(database, (tx) => deleteFavourite(tx, projectId, userId))))
    throw new DomainError('NotFavourite');
}
