import type { JOIN_METHOD, TEAM_FUNCTION } from '../../access/codes.js';
import type { Context } from '../../context.js';
import { findOrganisation } from '../organisations/organisations.service.js';
import { findUser } from '../users/users.service.js';
import { addMemberForOperator } from './members/team-members.service.js';
import { createTeam } from './teams.service.js';
import { findTeamSummaries, type TeamSummary } from './teams.repository.js';

/** Commands of operators about teams. */

/** Creates a team with its first manager. @throws DomainError ORGANISATION_NOT_FOUND, USER_NOT_FOUND */
export async function makeTeam(
  context: Context,
  input: { name: string; organisation: string; manager: string; join: keyof typeof JOIN_METHOD; private: boolean },
): Promise<{ teamId: number; manager: string }> {
  const organisation = await findOrganisation(context, input.organisation);
  const manager = await findUser(context, input.manager);
  const teamId = await createTeam(context, manager.id, {
    organisation_id: organisation.id,
    name: input.name,
    joinMethod: input.join,
    visibility: input.private ? 'PRIVATE' : 'PUBLIC',
  });
  return { teamId, manager: manager.username };
}

/** All teams by id. */
export const teamsForOperators = ({ database }: Context): Promise<TeamSummary[]> => findTeamSummaries(database.prisma);

/** Adds a user to a team. @throws DomainError TEAM_NOT_FOUND, USER_NOT_FOUND */
export async function addTeamMember(
  context: Context,
  teamId: number,
  userName: string,
  role: keyof typeof TEAM_FUNCTION,
): Promise<{ member: string }> {
  const user = await findUser(context, userName);
  await addMemberForOperator(context, teamId, user.id, role);
  return { member: user.username };
}
