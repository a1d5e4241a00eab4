import { asOneStatement } from '../../db/transaction.js';
import type { Context } from '../../context.js';
import { DomainError } from '../../errors/errors.js';
import {
  findManagedBy,
  findOrganisationByName,
  insertOrganisation,
  type KnownOrganisation,
} from './organisations.repository.js';

export type { KnownOrganisation } from './organisations.repository.js';

/**
 * Finds an organisation by name (in any case) or id.
 * @throws DomainError ORGANISATION_NOT_FOUND
 */
export async function findOrganisation({ database }: Context, name: string): Promise<KnownOrganisation> {
  const organisation = await findOrganisationByName(database.db, name);
  if (!organisation)
    throw new DomainError('ORGANISATION_NOT_FOUND', {
      sentence: `There is no organisation named ${name}.`,
      details: { organisation: name },
    });
  return organisation;
}

/** The organisations that a user manages, by id. */
export const managedOrganisations = ({ database }: Context, userId: number): Promise<KnownOrganisation[]> =>
  findManagedBy(database.db, userId);

/** Makes an organisation with its first manager. */
export const createOrganisation = (
  { database }: Context,
  organisation: { name: string; slug: string; description: string; managerId: number },
): Promise<KnownOrganisation> => asOneStatement(database, (tx) => insertOrganisation(tx, organisation));
