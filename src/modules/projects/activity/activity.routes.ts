import type { Context } from '../../../context.js';
import { sendJsonText } from '../../../http/json-text.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { projectPath } from '../../../http/schemas/schemas.js';
import { activities, contributions, dailyContributions, latest, pageQuery } from './activity.schemas.js';
import { contributionsByDay, latestActivity, listActivities, listContributions } from './activity.service.js';

/** Activity in a project and its contributors, under `/api/v2/projects/:projectId`. */
export const activityOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'listActivities',
    method: 'GET',
    path: '/activities/',
    summary: 'Activities in a project',
    description: 'State changes, locks and splits of all tasks, newest first, ten on a page. Comments are left out.',
    tag: 'activity',
    access: 'project:read',
    params: projectPath,
    query: pageQuery,
    answers: { 200: activities },
    handler: async ({ params, query: { page = 1 }, reply }) =>
      sendJsonText(reply, await listActivities(context, params.projectId, page)),
  }),
  defineOperation({
    id: 'listLatestActivity',
    method: 'GET',
    path: '/activities/latest/',
    summary: 'The last action on each task',
    description: 'All tasks of the project, ordered by id. The action of a task without history is null.',
    tag: 'activity',
    access: 'project:read',
    params: projectPath,
    answers: { 200: latest },
    handler: async ({ params, reply }) => sendJsonText(reply, await latestActivity(context, params.projectId)),
  }),
  defineOperation({
    id: 'listContributions',
    method: 'GET',
    path: '/contributions/',
    summary: 'Contributors of a project',
    description:
      'Mappers and validators with their current numbers of tasks. The user with the most tasks comes first.',
    tag: 'activity',
    access: 'project:read',
    params: projectPath,
    answers: { 200: contributions },
    handler: async ({ params, reply }) => sendJsonText(reply, await listContributions(context, params.projectId)),
  }),
  defineOperation({
    id: 'listContributionsByDay',
    method: 'GET',
    path: '/contributions/queries/day/',
    summary: 'Contributions to a project by day',
    description: 'One row for each day on which tasks were mapped, validated or invalidated, oldest first.',
    tag: 'activity',
    access: 'project:read-open',
    params: projectPath,
    answers: { 200: dailyContributions },
    handler: async ({ params, reply }) => sendJsonText(reply, await contributionsByDay(context, params.projectId)),
  }),
];
