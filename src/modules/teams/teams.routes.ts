import type { Context } from '../../context.js';
import { sendJsonText } from '../../http/json-text.js';
import { defineOperation, type Operation } from '../../http/operation.js';
import { teamMemberOperations } from './members/team-members.routes.js';
import { listTeams } from './list/team-list.service.js';
import { getTeam } from './team-reads.service.js';
import {
  newTeam,
  oneTeamQuery,
  team,
  teamChange,
  teamDeleted,
  teamList,
  teamListQuery,
  teamMade,
  teamPath,
  teamUpdated,
} from './teams.schemas.js';
import { createTeam, deleteTeam, updateTeam } from './teams.service.js';
import { unlinkOperations } from './projects/unlink.routes.js';

const tag = 'teams';

const reads = (context: Context): Operation[] => [
  defineOperation({
    id: 'listTeams',
    method: 'GET',
    path: '/',
    summary: 'Teams, ordered by id',
    description: 'Private teams are listed for admins, their members, and managers of their organisation.',
    tag,
    access: 'session',
    query: teamListQuery,
    answers: { 200: teamList },
    handler: async ({ query, granted, reply }) => sendJsonText(reply, await listTeams(context, granted.viewer, query)),
  }),
  defineOperation({
    id: 'getTeam',
    method: 'GET',
    path: '/:teamId/',
    summary: 'One team',
    tag,
    access: 'team:read',
    params: teamPath,
    query: oneTeamQuery,
    answers: { 200: team },
    handler: ({ query, granted }) => getTeam(context, granted, query.omitMemberList ?? false),
  }),
];

const writes = (context: Context): Operation[] => [
  defineOperation({
    id: 'createTeam',
    method: 'POST',
    path: '/',
    summary: 'Create a team',
    tag,
    access: 'organisation:manage',
    refusal: 'CreateTeamNotPermitted',
    accessIds: ({ body }) => ({ organisationId: body.organisation_id }),
    body: newTeam,
    answers: { 201: teamMade },
    handler: async ({ body, granted }) => ({ teamId: await createTeam(context, granted.viewer.id, body) }),
  }),
  defineOperation({
    id: 'updateTeam',
    method: 'PATCH',
    path: '/:teamId/',
    summary: 'Change a team',
    tag,
    access: 'team:manage',
    params: teamPath,
    body: teamChange,
    answers: { 200: teamUpdated },
    errors: ['USER_NOT_FOUND', 'ORGANISATION_NOT_FOUND', 'CreateTeamNotPermitted'],
    handler: async ({ body, granted }) => {
      await updateTeam(context, granted, body);
      return { Status: 'Updated' };
    },
  }),
  defineOperation({
    id: 'deleteTeam',
    method: 'DELETE',
    path: '/:teamId/',
    summary: 'Delete a team that is in no project',
    tag,
    access: 'team:manage',
    params: teamPath,
    answers: { 200: teamDeleted },
    errors: ['TeamHasProjects'],
    handler: async ({ params }) => {
      await deleteTeam(context, params.teamId);
      return { Success: 'Team deleted' };
    },
  }),
];

/** Groups of users with roles in projects, under `/api/v2/teams`. */
export const teamOperations = (context: Context): Operation[] => [
  ...reads(context),
  ...writes(context),
  ...teamMemberOperations(context),
  ...unlinkOperations(context),
];
