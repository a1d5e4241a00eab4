import { stringify } from 'csv-stringify/sync';
import { JOIN_METHOD, TEAM_FUNCTION } from '../../../access/codes.js';
import { managesTeam, teamNotFound, type TeamForViewer } from '../../../access/team-policy.js';
import type { Viewer } from '../../../access/viewer.js';
import type { Context } from '../../../context.js';
import { inModelTransaction, type ModelTx } from '../../../db/transaction.js';
import { DomainError } from '../../../errors/errors.js';
import { sendMessages } from '../../notifications/messages.service.js';
import { userNamed } from '../../users/named-users.service.js';
import {
  addedMessages,
  joinAnswerMessages,
  joinRequestMessages,
  teamBroadcast,
  type TeamMessageContext,
} from '../team-messages.js';
import {
  acceptRequest,
  activateMember,
  deleteMember,
  findActiveMembers,
  findMembers,
  findNotifiedManagers,
  findTeam,
  insertMember,
  lockTeam,
  rejectRequest,
} from '../teams.repository.js';

/** The viewer, and the team on which the viewer acts. */
export interface TeamAction {
  viewer: Viewer;
  team: TeamForViewer;
}

/** @param name the name of the locked team */
const messageContextOf = ({ config }: Context, { viewer, team }: TeamAction, name: string): TeamMessageContext => ({
  appBaseUrl: config.appBaseUrl,
  team: { id: team.id, name },
  sender: viewer,
});

/**
 * Runs `work` in a transaction with the team locked against deletion.
 * @throws DomainError TEAM_NOT_FOUND
 */
const withTeam = <T>(
  { database }: Context,
  teamId: number,
  work: (tx: ModelTx, team: { id: number; name: string; joinMethod: number }) => Promise<T>,
): Promise<T> =>
  inModelTransaction(database, async (tx) => {
    const team = await lockTeam(tx, teamId, 'reference');
    if (!team) throw teamNotFound(teamId);
    return work(tx, team);
  });

/**
 * The viewer joins a team. In a team with the join method BY_REQUEST, the viewer becomes a pending member, and the managers
 * get a message. Managers of the team join at once.
 * @throws DomainError TEAM_NOT_FOUND, InvalidRequest (the viewer is already a member or pending, or the team is BY_INVITE)
 */
export const joinTeam = (context: Context, { viewer, team }: TeamAction): Promise<void> =>
  withTeam(context, team.id, async (tx, { name, joinMethod }) => {
    const isManager = managesTeam(viewer, team);
    if (joinMethod === JOIN_METHOD.BY_INVITE && !isManager)
      throw new DomainError('InvalidRequest', { sentence: 'Team join method is BY_INVITE' });
    const active = isManager || joinMethod === JOIN_METHOD.ANY;
    if (!(await insertMember(tx, team.id, viewer.id, { function: TEAM_FUNCTION.MEMBER, active })))
      throw new DomainError('InvalidRequest', { sentence: 'User is in the team already, or has asked to join it' });
    if (active) return;
    const messageContext = messageContextOf(context, { viewer, team }, name);
    await sendMessages(tx, joinRequestMessages(messageContext, await findNotifiedManagers(tx, team.id)));
  });

/**
 * Accepts or rejects the request of a user to join a team, and sends a message to the user.
 * @throws DomainError TEAM_NOT_FOUND, USER_NOT_FOUND, JOIN_REQUEST_NOT_FOUND
 */
export const answerJoinRequest = (
  context: Context,
  { viewer, team }: TeamAction,
  { username, action }: { username: string; action: 'accept' | 'reject' },
): Promise<void> =>
  withTeam(context, team.id, async (tx, { name }) => {
    const user = await userNamed(tx, username);
    const accepted = action === 'accept';
    const done = await (accepted ? acceptRequest : rejectRequest)(tx, team.id, user.id);
    if (!done) throw new DomainError('JOIN_REQUEST_NOT_FOUND', { details: { username, team_id: team.id } });
    const messageContext = messageContextOf(context, { viewer, team }, name);
    await sendMessages(tx, joinAnswerMessages(messageContext, user.id, accepted));
  });

/**
 * Adds a user to a team as an active member, and sends a message to the user. An existing member becomes active, and gets
 * the given function, if there is one.
 * @throws DomainError TEAM_NOT_FOUND, USER_NOT_FOUND
 */
export const addMember = (
  context: Context,
  { viewer, team }: TeamAction,
  { username, role }: { username: string; role?: keyof typeof TEAM_FUNCTION | null | undefined },
): Promise<void> =>
  withTeam(context, team.id, async (tx, { name }) => {
    const user = await userNamed(tx, username);
    const given = role ? TEAM_FUNCTION[role] : undefined;
    const isNew = await insertMember(tx, team.id, user.id, { function: given ?? TEAM_FUNCTION.MEMBER, active: true });
    if (!isNew) return activateMember(tx, team.id, user.id, given);
    const messageContext = messageContextOf(context, { viewer, team }, name);
    await sendMessages(tx, addedMessages(messageContext, [user.id]));
  });

/**
 * Adds a user to a team without a message, for operators.
 * @throws DomainError TEAM_NOT_FOUND
 */
export const addMemberForOperator = (
  context: Context,
  teamId: number,
  userId: number,
  role: keyof typeof TEAM_FUNCTION,
): Promise<void> =>
  withTeam(context, teamId, async (tx) => {
    const isNew = await insertMember(tx, teamId, userId, { function: TEAM_FUNCTION[role], active: true });
    if (!isNew) await activateMember(tx, teamId, userId, TEAM_FUNCTION[role]);
  });

/**
 * Removes a user from a team. Users remove themselves, and managers remove any user. Pending requests and the last
 * manager can be removed too.
 * @throws DomainError TEAM_NOT_FOUND, RemoveUserError, ReadOnly, USER_NOT_FOUND, USER_NOT_IN_TEAM
 */
export async function leaveTeam(context: Context, { viewer, team }: TeamAction, username: string): Promise<void> {
  if (username !== viewer.username && !managesTeam(viewer, team))
    throw new DomainError('RemoveUserError', {
      sentence: `You don't have permissions to remove ${username} from this team.`,
    });
  await withTeam(context, team.id, async (tx) => {
    const user = await userNamed(tx, username);
    if (!(await deleteMember(tx, team.id, user.id)))
      throw new DomainError('USER_NOT_IN_TEAM', { details: { username, team_id: team.id } });
  });
}

/** Sends a message to the active members of a team, except the sender. @throws DomainError TEAM_NOT_FOUND */
export const messageMembers = (
  context: Context,
  { viewer, team }: TeamAction,
  message: { subject: string; message: string },
): Promise<void> =>
  withTeam(context, team.id, async (tx, { name }) => {
    const messageContext = messageContextOf(context, { viewer, team }, name);
    await sendMessages(tx, teamBroadcast(messageContext, await findActiveMembers(tx, team.id), message));
  });

/**
 * The pending requests to join a team as CSV, with lines ending in CRLF.
 * @returns null if there are none
 * @throws DomainError TEAM_NOT_FOUND
 */
export async function joinRequestsCsv({ database }: Context, teamId: number): Promise<string | null> {
  const [team, members] = await Promise.all([findTeam(database.prisma, teamId), findMembers(database.db, teamId)]);
  if (!team) throw teamNotFound(teamId);
  const pending = members.filter(({ active }) => !active);
  if (pending.length === 0) return null;
  const rows = pending.map(({ username, joinedDate }) => [username, joinedDate?.slice(0, 19) ?? '', team.name]);
  return stringify([['Username', 'Date Joined (UTC)', 'Team Name'], ...rows], { record_delimiter: '\r\n' });
}
