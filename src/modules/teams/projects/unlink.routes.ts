import type { Context } from '../../../context.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { projectTeamPairs, projectTeamPath, unlinked, unlinkedMany } from './project-teams.schemas.js';
import { unlinkPairs, unlinkTeam, unlinkTeamEverywhere } from './project-teams.service.js';
import { teamPath } from '../teams.schemas.js';

const tag = 'teams';

const RULES = [
  'ProjectManagementPermissionError',
  'TeamMappingPermissionError',
  'TeamValidationPermissionError',
] as const;

const description = 'Refused if the team is the only one of a role that the project needs.';

/** Removing teams from projects, for managers of the teams. */
export const unlinkOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'unlinkTeam',
    method: 'DELETE',
    path: '/projects/:projectId/teams/:teamId/',
    summary: 'Remove a team from a project',
    description,
    tag,
    access: 'team:manage-in-project',
    params: projectTeamPath,
    answers: { 200: unlinked },
    errors: ['PROJECT_TEAM_NOT_FOUND', ...RULES],
    handler: async ({ params }) => {
      await unlinkTeam(context, params);
      return { Success: true };
    },
  }),
  defineOperation({
    id: 'unlinkTeamEverywhere',
    method: 'DELETE',
    path: '/projects/teams/:teamId/unlink/',
    summary: 'Remove a team from all its projects',
    description,
    tag,
    access: 'team:manage',
    refusal: 'NoTeamManager',
    params: teamPath,
    answers: { 200: unlinkedMany },
    errors: ['PROJECT_TEAM_NOT_FOUND', ...RULES],
    handler: async ({ params }) => {
      const count = await unlinkTeamEverywhere(context, params.teamId);
      return { Success: true, Message: `The team was unlinked from ${count} projects` };
    },
  }),
  defineOperation({
    id: 'unlinkTeams',
    method: 'DELETE',
    path: '/projects/unlink/',
    summary: 'Remove several teams from projects',
    description,
    tag,
    access: 'team:manage-each',
    body: projectTeamPairs,
    answers: { 200: unlinkedMany },
    errors: ['InvalidRequest', 'PROJECT_NOT_FOUND', 'PROJECT_TEAM_NOT_FOUND', ...RULES],
    handler: async ({ body, granted }) => {
      const pairs = body.items.map(({ project_id, team_id }) => ({ projectId: project_id, teamId: team_id }));
      const count = await unlinkPairs(context, granted.viewer, pairs);
      return { Success: true, Message: `${count} links of teams to projects were removed` };
    },
  }),
];
