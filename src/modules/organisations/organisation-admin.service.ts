import { nameOfCode, ORGANISATION_TYPE } from '../../access/codes.js';
import type { Context } from '../../context.js';
import { findUser } from '../users/users.service.js';
import { addOrganisationManager, registerOrganisation } from './organisation-writes.service.js';
import { findOrganisations } from './organisations.repository.js';
import { findOrganisation } from './organisations.service.js';

/** Commands of operators about organisations. */

/** Creates an organisation with its first manager. @throws DomainError USER_NOT_FOUND, NameExists */
export async function makeOrganisation(
  context: Context,
  input: {
    name: string;
    manager: string;
    type: keyof typeof ORGANISATION_TYPE;
    slug?: string | undefined;
    description?: string | undefined;
  },
): Promise<{ organisationId: number; manager: string }> {
  const { manager: name, ...organisation } = input;
  const manager = await findUser(context, name);
  const organisationId = await registerOrganisation(context, manager.id, { ...organisation, managers: [] });
  return { organisationId, manager: manager.username };
}

/** All organisations by name. */
export async function organisationsForOperators({ database }: Context) {
  const rows = await findOrganisations(database.prisma, undefined, false);
  return rows.map(({ id, name, slug, type }) => ({ id, name, slug, type: nameOfCode(ORGANISATION_TYPE, type) }));
}

/** Makes a user a manager of an organisation. @throws DomainError ORGANISATION_NOT_FOUND, USER_NOT_FOUND */
export async function giveManager(
  context: Context,
  organisationName: string,
  userName: string,
): Promise<{ organisation: string; manager: string }> {
  const organisation = await findOrganisation(context, organisationName);
  const user = await findUser(context, userName);
  await addOrganisationManager(context, organisation.id, user.id);
  return { organisation: organisation.name, manager: user.username };
}
