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
 * Locks the organisation against deletion.
 * @throws DomainError ORGANISATION_NOT_FOUND
 */
export async function holdOrganisation(tx: ModelTx, organisationId: number): Promise<void> {
  if (!(await lockOrganisation(tx, organisationId, 'reference'))) throw organisationNotFound(organisationId);
}

/**
 * Creates an organisation.
 * @param firstManagerId becomes a manager besides those of the input
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
        ...defined({ logo, description, url, subscriptionTier }),
      };
      return createOrganisationWithManagers(tx, row, [...new Set([firstManagerId, ...named.map(({ id }) => id)])]);
    }),
  );

/** An object without its undefined values. */
function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

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
      await updateOrganisationRow(tx, id, defined({ name, slug, logo, description, url, ...ofAdmins }));
      if (managers)
        await replaceManagers(
          tx,
          id,
          named.map((user) => user.id),
        );
    }),
  );

/**
 * Deletes an organisation with its rows of managers and its links to campaigns.
 * @throws DomainError ORGANISATION_NOT_FOUND, OrgHasProjects (it has projects or teams)
 */
export const deleteOrganisation = ({ database }: Context, id: number): Promise<void> =>
  inModelTransaction(database, async (tx) => {
    if (!(await lockOrganisation(tx, id, 'write'))) throw organisationNotFound(id);
    if (await isOrganisationUsed(tx, id)) throw new DomainError('OrgHasProjects');
    await deleteOrganisationRow(tx, id);
  });

/**
 * Makes a user a manager of an organisation. Nothing changes if the user is one already.
 * @throws DomainError ORGANISATION_NOT_FOUND
 */
export const addOrganisationManager = ({ database }: Context, id: number, userId: number): Promise<void> =>
  inModelTransaction(database, async (tx) => {
    await holdOrganisation(tx, id);
    await addManagers(tx, id, [userId]);
  });
