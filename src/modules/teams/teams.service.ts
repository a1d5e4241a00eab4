import { JOIN_METHOD, TEAM_FUNCTION, TEAM_VISIBILITY } from '../../access/codes.js';
import { requireAccess } from '../../access/require-access.js';
import { teamNotFound, type TeamForViewer } from '../../access/team-policy.js';
import type { Viewer } from '../../access/viewer.js';
import type { Context } from '../../context.js';
import { inModelTransaction, type ModelTx } from '../../db/transaction.js';
import { DomainError } from '../../errors/errors.js';
import { sendMessages } from '../notifications/messages.service.js';
import { lockExistingOrganisation } from '../organisations/organisation-writes.service.js';
import { usersNamed } from '../users/named-users.service.js';
import { writeMembers } from './members/member-list.repository.js';
import { addedMessages } from './team-messages.js';
import {
  createTeamRow,
  deleteOtherMembers,
  deleteTeamRow,
  isTeamInProjects,
  lockTeam,
  updateTeamRow,
  type TeamData,
} from './teams.repository.js';

/** A new team. */
export interface TeamInput {
  organisation_id: number;
  name: string;
  description?: string | null | undefined;
  joinMethod: keyof typeof JOIN_METHOD;
  visibility: keyof typeof TEAM_VISIBILITY;
}

/**
 * Creates a team with its first manager.
 * @returns its id
 * @throws DomainError ORGANISATION_NOT_FOUND
 */
export const createTeam = ({ database }: Context, managerId: number, input: TeamInput): Promise<number> =>
  inModelTransaction(database, async (tx) => {
    await lockExistingOrganisation(tx, input.organisation_id);
    const { name, description = null, joinMethod, visibility, organisation_id: organisationId } = input;
    const codes = { joinMethod: JOIN_METHOD[joinMethod], visibility: TEAM_VISIBILITY[visibility] };
    return createTeamRow(tx, { name, description, organisationId, ...codes }, managerId);
  });

/** A member in the list that replaces the members of a team. */
export interface MemberInput {
  username: string;
  function: keyof typeof TEAM_FUNCTION;
  joinRequestNotifications?: boolean | null | undefined;
}

/** Changes to a team. An undefined value is not written. */
export type TeamChange = { [K in keyof TeamInput]?: TeamInput[K] | undefined } & {
  members?: MemberInput[] | undefined;
};

/** The columns that a change writes. The visibility is written only together with the join method. */
function columnsOf({ name, description, joinMethod, visibility, organisation_id }: TeamChange): Partial<TeamData> {
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(joinMethod !== undefined && { joinMethod: JOIN_METHOD[joinMethod] }),
    ...(joinMethod !== undefined && visibility !== undefined && { visibility: TEAM_VISIBILITY[visibility] }),
    ...(organisation_id !== undefined && { organisationId: organisation_id }),
  };
}

/**
 * Replaces the members of a team. Users who are already in the team keep their function.
 * @returns the ids of the new members
 * @throws DomainError USER_NOT_FOUND
 */
async function replaceMembers(tx: ModelTx, teamId: number, members: MemberInput[]): Promise<number[]> {
  const byName = new Map(members.map((member) => [member.username, member]));
  const users = await usersNamed(tx, [...byName.keys()]);
  const listed = users.map(({ id, username }) => {
    const member = byName.get(username);
    return {
      userId: id,
      function: TEAM_FUNCTION[member?.function ?? 'MEMBER'],
      joinRequestNotifications: member?.joinRequestNotifications ?? false,
    };
  });
  await deleteOtherMembers(
    tx,
    teamId,
    users.map(({ id }) => id),
  );
  return writeMembers(tx, teamId, listed);
}

/**
 * Changes a team. A list of members that is not empty replaces the members. New members get a message.
 * @throws DomainError TEAM_NOT_FOUND, USER_NOT_FOUND, ORGANISATION_NOT_FOUND, CreateTeamNotPermitted (the viewer may not
 * create teams for the new organisation)
 */
export async function updateTeam(
  { database, config }: Context,
  { viewer, team }: { viewer: Viewer; team: TeamForViewer },
  change: TeamChange,
): Promise<void> {
  const { organisation_id: organisationId, members = [] } = change;
  if (organisationId !== undefined && organisationId !== team.organisationId)
    await requireAccess(
      { access: 'organisation:manage', refusal: 'CreateTeamNotPermitted' },
      { db: database.db, userId: viewer.id, params: { organisationId } },
    );
  await inModelTransaction(database, async (tx) => {
    if (organisationId !== undefined) await lockExistingOrganisation(tx, organisationId);
    const locked = await lockTeam(tx, team.id, 'write');
    if (!locked) throw teamNotFound(team.id);
    await updateTeamRow(tx, team.id, columnsOf(change));
    if (members.length === 0) return;
    const added = await replaceMembers(tx, team.id, members);
    const named = { id: team.id, name: change.name ?? locked.name };
    await sendMessages(tx, addedMessages({ appBaseUrl: config.appBaseUrl, team: named, sender: viewer }, added));
  });
}

/**
 * Deletes a team with its members.
 * @throws DomainError TEAM_NOT_FOUND, TeamHasProjects
 */
export const deleteTeam = ({ database }: Context, teamId: number): Promise<void> =>
  inModelTransaction(database, async (tx) => {
    if (!(await lockTeam(tx, teamId, 'write'))) throw teamNotFound(teamId);
    if (await isTeamInProjects(tx, teamId)) throw new DomainError('TeamHasProjects');
    await deleteTeamRow(tx, teamId);
  });
