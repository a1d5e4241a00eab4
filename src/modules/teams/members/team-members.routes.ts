import type { Context } from '../../../context.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import {
  joinAnswer,
  joinAnswered,
  joined,
  joinRequestsAnswer,
  joinRequestsQuery,
  leaver,
  memberAdded,
  memberRemoved,
  messageSent,
  messageToMany,
  newMember,
} from './team-members.schemas.js';
import {
  addMember,
  answerJoinRequest,
  joinRequestsCsv,
  joinTeam,
  leaveTeam,
  messageMembers,
} from './team-members.service.js';
import { teamPath } from '../teams.schemas.js';

const tag = 'teams';

const requests = (context: Context): Operation[] => [
  defineOperation({
    id: 'listJoinRequests',
    method: 'GET',
    path: '/join_requests/',
    summary: 'Requests to join a team, as CSV',
    tag,
    access: 'team:manage',
    accessIds: ({ query }) => ({ teamId: query.team_id }),
    query: joinRequestsQuery,
    answers: { 200: joinRequestsAnswer },
    hasFileName: true,
    handler: async ({ query, reply }) => {
      const csv = await joinRequestsCsv(context, query.team_id);
      if (csv === null) return { message: 'No inactive members found for the specified team' };
      const today = new Date().toISOString().slice(0, 10).replaceAll('-', '');
      const file = `join_requests_${query.team_id}_${today}.csv`;
      return reply
        .type('text/csv; charset=utf-8')
        .header('Content-Disposition', `attachment; filename=${file}`)
        .serializer((text: string) => text)
        .send(csv);
    },
  }),
  defineOperation({
    id: 'joinTeam',
    method: 'POST',
    path: '/:teamId/actions/join/',
    summary: 'Join a team, or ask to join it',
    tag,
    access: 'team:write',
    params: teamPath,
    answers: { 200: joined },
    errors: ['InvalidRequest'],
    handler: async ({ granted }) => {
      await joinTeam(context, granted);
      return { Success: 'Join request successful' };
    },
  }),
  defineOperation({
    id: 'answerJoinRequest',
    method: 'PATCH',
    path: '/:teamId/actions/join/',
    summary: 'Accept or reject a request to join a team',
    tag,
    access: 'team:manage',
    refusal: 'ApproveJoinError',
    params: teamPath,
    body: joinAnswer,
    answers: { 200: joinAnswered },
    errors: ['JOIN_REQUEST_NOT_FOUND', 'USER_NOT_FOUND'],
    handler: async ({ body, granted }) => {
      await answerJoinRequest(context, granted, body);
      return { Success: 'True' };
    },
  }),
];

const members = (context: Context): Operation[] => [
  defineOperation({
    id: 'addTeamMember',
    method: 'POST',
    path: '/:teamId/actions/add/',
    summary: 'Add a user to a team',
    tag,
    access: 'team:manage',
    params: teamPath,
    body: newMember,
    answers: { 200: memberAdded },
    errors: ['USER_NOT_FOUND'],
    handler: async ({ body, granted }) => {
      await addMember(context, granted, body);
      return { Success: 'User added to the team' };
    },
  }),
  defineOperation({
    id: 'leaveTeam',
    method: 'POST',
    path: '/:teamId/actions/leave/',
    summary: 'Leave a team, or remove a member from it',
    description:
      'Users remove themselves. Admins, managers of the team and managers of its organisation remove anybody.',
    tag,
    access: 'team:leave',
    params: teamPath,
    body: leaver,
    answers: { 200: memberRemoved },
    errors: ['RemoveUserError', 'USER_NOT_IN_TEAM', 'USER_NOT_FOUND'],
    handler: async ({ body, granted }) => {
      await leaveTeam(context, granted, body.username);
      return { Success: 'User removed from the team' };
    },
  }),
  defineOperation({
    id: 'messageTeamMembers',
    method: 'POST',
    path: '/:teamId/actions/message-members/',
    summary: 'Send a message to the active members of a team',
    tag,
    access: 'team:manage',
    refusal: 'UserNotPermitted',
    params: teamPath,
    body: messageToMany,
    answers: { 200: messageSent },
    handler: async ({ body, granted }) => {
      await messageMembers(context, granted, body);
      return { Success: 'Message sent successfully' };
    },
  }),
];

/** Members of a team and requests to join it, under `/api/v2/teams`. */
export const teamMemberOperations = (context: Context): Operation[] => [...requests(context), ...members(context)];
