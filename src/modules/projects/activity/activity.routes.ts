import type { App } from '../../../http/app-types.js';
import type { Context } from '../../../context.js';
import { sendJsonText } from '../../../http/json-text.js';
import { errorResponses, projectPath } from '../../../http/schemas/schemas.js';
import { activities, contributions, dailyContributions, latest, pageQuery } from './activity.schemas.js';
import { contributionsByDay, latestActivity, listActivities, listContributions } from './activity.service.js';

const REFUSALS = ['PROJECT_NOT_FOUND', 'USER_NOT_FOUND', 'PrivateProject'] as const;

/** What happens in a project and who does it, under `/api/v2/projects/:projectId`. */
export function registerActivityRoutes(app: App, context: Context): void {
  app.get(
    '/activities/',
    {
      config: { auth: 'optional' },
      schema: {
        operationId: 'listActivities',
        summary: 'What happened in a project',
        description:
          'Changes of state, locks and splits of all its tasks, newest first, ten a page. Comments are left out.',
        tags: ['activity'],
        security: [{}, { token: [] }],
        params: projectPath,
        querystring: pageQuery,
        response: { 200: activities, ...errorResponses('InvalidData', ...REFUSALS) },
      },
    },
    async (request, reply) => {
      const { page = 1 } = request.query;
      return sendJsonText(reply, await listActivities(context, { ...request.params, userId: request.userId, page }));
    },
  );

  for (const { path, operationId, summary, description, answer, read } of [
    {
      path: '/activities/latest/',
      operationId: 'listLatestActivity',
      summary: 'The last thing that happened to each task',
      description: 'Every task of the project, by id; null where nothing has happened to it yet.',
      answer: latest,
      read: latestActivity,
    },
    {
      path: '/contributions/',
      operationId: 'listContributions',
      summary: 'Who worked on a project',
      description: 'Mappers and validators with the tasks that are theirs now, the busiest first.',
      answer: contributions,
      read: listContributions,
    },
    {
      path: '/contributions/queries/day/',
      operationId: 'listContributionsByDay',
      summary: 'How the work on a project grew day by day',
      description: 'One row for each day on which tasks were mapped, validated or invalidated, oldest first.',
      answer: dailyContributions,
      read: contributionsByDay,
    },
  ])
    app.get(
      path,
      {
        config: { auth: 'optional' },
        schema: {
          operationId,
          summary,
          description,
          tags: ['activity'],
          security: [{}, { token: [] }],
          params: projectPath,
          response: { 200: answer, ...errorResponses(...REFUSALS) },
        },
      },
      async (request, reply) => sendJsonText(reply, await read(context, { ...request.params, userId: request.userId })),
    );
}
