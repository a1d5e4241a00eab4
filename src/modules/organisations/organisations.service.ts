import { isInt4IdText } from '../../int4.js';
import type { Context } from '../../context.js';
import { DomainError } from '../../errors/errors.js';
import {
  findManagedBy,
  findOrganisationById,
  findOrganisationsLike,
  type KnownOrganisation,
} from './organisations.repository.js';

export type { KnownOrganisation } from './organisations.repository.js';

/**
 * Finds an organisation by name in its exact spelling, else in any case, else by id.
 * @throws DomainError ORGANISATION_NOT_FOUND
 */
export async function findOrganisation({ database: { prisma } }: Context, name: string): Promise<KnownOrganisation> {
  const similar = await findOrganisationsLike(prisma, name);
  const organisation =
    similar.find((each) => each.name === name) ??
    similar.find((each) => each.name.toLowerCase() === name.toLowerCase()) ??
    (isInt4IdText(name) ? await findOrganisationById(prisma, Number(name)) : null);
  if (!organisation)
    throw new DomainError('ORGANISATION_NOT_FOUND', {
      sentence: `There is no organisation named ${name}.`,
      details: { organisation: name },
    });
  return organisation;
}

/** The organisations that a user manages, by id. */
export const managedOrganisations = ({ database }: Context, userId: number): Promise<KnownOrganisation[]> =>
  findManagedBy(database.prisma, userId);
