import { projectNotFound } from '../../../access/project-policy.js';
import type { Context } from '../../../context.js';
import { inModelTransaction } from '../../../db/transaction.js';
import { DomainError } from '../../../errors/errors.js';
import { findInterestsToLink, lockProjectRow, replaceInterests, setFeatured } from './project-actions.repository.js';

/** Marks a project as featured. @throws DomainError AlreadyFeatured */
export async function featureProject({ database }: Context, projectId: number): Promise<void> {
  if (!(await setFeatured(database.prisma, projectId, true))) throw new DomainError('AlreadyFeatured');
}

/** Removes a project from the featured projects. @throws DomainError NotFeatured */
export async function unfeatureProject({ database }: Context, projectId: number): Promise<void> {
  if (!(await setFeatured(database.prisma, projectId, false))) throw new DomainError('NotFeatured');
}

/**
 * Replaces the interests of a project, all or none. An id that is given twice counts once.
 * @returns the interests that the project has now, ordered by id
 * @throws DomainError INTEREST_NOT_FOUND, PROJECT_NOT_FOUND (it was deleted meanwhile)
 */
export const setInterests = (
  { database }: Context,
  projectId: number,
  ids: number[],
): Promise<{ id: number; name: string | null }[]> =>
  inModelTransaction(database, async (tx) => {
    if (!(await lockProjectRow(tx, projectId))) throw projectNotFound(projectId);
    const interests = await findInterestsToLink(tx, ids);
    const unknown = ids.find((id) => !interests.some((interest) => interest.id === id));
    if (unknown !== undefined) throw new DomainError('INTEREST_NOT_FOUND', { details: { interest_id: unknown } });
    await replaceInterests(
      tx,
      projectId,
      interests.map(({ id }) => id),
    );
    return interests;
  });
