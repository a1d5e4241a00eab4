import { ORGANISATION_TYPE } from '../../access/codes.js';
import { organisationNotFound } from '../../access/organisation-policy.js';
import { isAdmin, type Viewer } from '../../access/viewer.js';
import type { Context } from '../../context.js';
import { inModelTransaction, type ModelTx } from '../../db/transaction.js';
import { DomainError } from '../../errors/errors.js';
import { withUniqueName } from '../../errors/unique-name.js';
import { usersNamed } from '../users/named-users.service.js';
import {
  addManagers,
  createOrganisationWithManagers,
  deleteOrganisationRow,
  isNameTaken,
  isOrganisationUsed,
  lockOrganisation,
  replaceManagers,
  updateOrganisationRow,
} from './organisations.repository.js';
import { slugOf } from './slug.js';
import { withoutUndefined } from '../../without-undefined.js';

/** The values of an organisation from a client. An undefined value is not written. Null clears the column. */
export interface OrganisationInput {
  name?: string | undefined;
  slug?: string | null | undefined;
  type?: keyof typeof ORGANISATION_TYPE | undefined;
  logo?: string | null | undefined;
  description?: string | null | undefined;
  url?: string | null | undefined;
  subscriptionTier?: number | null | undefined;
  /** User names. */
  managers?: string[] | undefined;
}

/**
 * Locks an organisation against deletion until the transaction ends.
 * @throws DomainError ORGANISATION_NOT_FOUND
 */
export async function lockExistingOrganisation(tx: ModelTx, organisationId: number): Promise<void> {
  if (!(await lockOrganisation(tx, organisationId, 'reference'))) throw organisationNotFound(organisationId);
}

/**
 * Creates an organisation.
 * @param firstManagerId a user who becomes a manager in addition to those of the input
 * @returns its id
 * @throws DomainError USER_NOT_FOUND, NameExists
 */
export const registerOrganisation = (
  { database }: Context,
  firstManagerId: number,
  input: OrganisationInput & { name: string; type: keyof typeof ORGANISATION_TYPE; managers: string[] },
): Promise<number> =>
  withUniqueName(
    undefined,
    inModelTransaction(database, async (tx) => {
      const { managers, name, type, slug: givenSlug, logo, description, url, subscriptionTier } = input;
      const named = await usersNamed(tx, managers);
      const slug = givenSlug || slugOf(name);
      if (await isNameTaken(tx, { name, slug })) throw new DomainError('NameExists');
      const row = {
        name,
        slug,
        type: ORGANISATION_TYPE[type],
        ...withoutUndefined({ logo, description, url, subscriptionTier }),
      };
      return createOrganisationWithManagers(tx, row, [...new Set([firstManagerId, ...named.map(({ id }) => id)])]);
    }),
  );

/**
 * Changes an organisation. The type and the subscription tier are written only for admins.
 * @throws DomainError ORGANISATION_NOT_FOUND, MustHaveAdmin, USER_NOT_FOUND, NameExists
 */
export const updateOrganisation = (
  { database }: Context,
  viewer: Viewer,
  id: number,
  input: Omit<OrganisationInput, 'slug'> & { slug?: string | undefined },
): Promise<void> =>
  withUniqueName(
    undefined,
    inModelTransaction(database, async (tx) => {
      const { managers, type, subscriptionTier, name, slug, logo, description, url } = input;
      if (managers?.length === 0) throw new DomainError('MustHaveAdmin');
      if (!(await lockOrganisation(tx, id, 'write'))) throw organisationNotFound(id);
      const named = await usersNamed(tx, managers ?? []);
      if (await isNameTaken(tx, { name, slug }, id)) throw new DomainError('NameExists');
      const ofAdmins = isAdmin(viewer) ? { type: type && ORGANISATION_TYPE[type], subscriptionTier } : {};
      await updateOrganisationRow(tx, id, withoutUndefined({ name, slug, logo, description, url, ...ofAdmins }));
      if (managers)
        await replaceManagers(
          tx,
          id,
          named.map((user) => user.id),
        );
    }),
  );

/**
 * Deletes an organisation with its managers and its links to campaigns.
 * @throws DomainError ORGANISATION_NOT_FOUND, OrgHasProjects (it has projects or teams)
 */
export const deleteOrganisation = ({ database }: Context, id: number): Promise<void> =>
  inModelTransaction(database, async (tx) => {
    if (!(await lockOrganisation(tx, id, 'write'))) throw organisationNotFound(id);
    if (await isOrganisationUsed(tx, id)) throw new DomainError('OrgHasProjects');
    await deleteOrganisationRow(tx, id);
  });

/**
 * Makes a user a manager of an organisation. Nothing changes if the user is already a manager of it.
 * @throws DomainError ORGANISATION_NOT_FOUND
 */
export const addOrganisationManager = ({ database }: Context, id: number, userId: number): Promise<void> =>
  inModelTransaction(database, async (tx) => {
    await lockExistingOrganisation(tx, id);
    await addManagers(tx, id, [userId]);
  });
