import type { Context } from '../../../context.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { projectPath } from '../../../http/schemas/schemas.js';
import {
  projectTeamList,
  projectTeamPath,
  roleUpdated,
  teamAssigned,
  teamRole,
  unlinked,
} from './project-teams.schemas.js';
import { assignTeam, changeTeamRole, listProjectTeams, removeTeam } from './project-teams.service.js';

const tag = 'teams';

/** The teams of a project, for its managers, under `/api/v2/projects`. */
export const projectTeamOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'listProjectTeams',
    method: 'GET',
    path: '/:projectId/teams/',
    summary: 'The teams of a project',
    tag,
    access: 'project:read-signed-in',
    params: projectPath,
    answers: { 200: projectTeamList },
    handler: ({ params }) => listProjectTeams(context, params.projectId),
  }),
  defineOperation({
    id: 'assignTeam',
    method: 'POST',
    path: '/:projectId/teams/:teamId/',
    summary: 'Assign a team to a project with a role',
    tag,
    access: 'project:assign-team',
    params: projectTeamPath,
    body: teamRole,
    answers: { 201: teamAssigned },
    errors: ['TeamAlreadyAssigned'],
    handler: async ({ params, body }) => {
      await assignTeam(context, params, body.role);
      return { Success: `Team ${params.teamId} assigned to project ${params.projectId} with role ${body.role}` };
    },
  }),
  defineOperation({
    id: 'changeTeamRole',
    method: 'PATCH',
    path: '/:teamId/projects/:projectId/',
    summary: 'Change the role of a team in a project',
    tag,
    access: 'project:edit',
    blocked: 'ReadOnly',
    params: projectTeamPath,
    body: teamRole,
    answers: { 201: roleUpdated },
    errors: ['TEAM_NOT_FOUND', 'PROJECT_TEAM_NOT_FOUND'],
    handler: async ({ params, body }) => {
      await changeTeamRole(context, params, body.role);
      return { Status: 'Team role updated successfully.' };
    },
  }),
  defineOperation({
    id: 'removeTeam',
    method: 'DELETE',
    path: '/:teamId/projects/:projectId/',
    summary: 'Remove a team and all its roles from a project',
    tag,
    access: 'project:edit',
    blocked: 'ReadOnly',
    params: projectTeamPath,
    answers: { 200: unlinked },
    errors: ['TEAM_NOT_FOUND', 'PROJECT_TEAM_NOT_FOUND'],
    handler: async ({ params }) => {
      await removeTeam(context, params);
      return { Success: true };
    },
  }),
];
