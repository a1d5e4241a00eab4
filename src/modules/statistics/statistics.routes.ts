import type { App, Context } from '../../http/app-types.js';
import { sessionUser } from '../../http/auth.js';
import { sendJsonText } from '../../http/json-text.js';
import { errorResponses, projectPath } from '../../http/schemas.js';
import { usernamePath } from '../user-reads/user-reads.schemas.js';
import {
  projectStatisticsAnswer,
  systemStatisticsAnswer,
  systemStatisticsQuery,
  taskStatisticsAnswer,
  taskStatisticsQuery,
  userStatisticsAnswer,
} from './statistics.schemas.js';
import { projectStatistics, systemStatistics, taskStatistics, userStatistics } from './statistics.service.js';

function registerTaskStatistics(app: App, context: Context): void {
  app.get(
    '/tasks/statistics/',
    {
      config: { auth: 'required' },
      schema: {
        operationId: 'getTaskStatistics',
        summary: 'How many tasks were mapped and validated, by day',
        description:
          'Days on which nothing was done are left out. What the children of a split task have inherited counts once.',
        tags: ['statistics'],
        security: [{ token: [] }],
        querystring: taskStatisticsQuery,
        response: {
          200: taskStatisticsAnswer,
          ...errorResponses('InvalidToken', 'InvalidDateValue', 'InvalidDateRange', 'InvalidData', 'USER_NOT_FOUND'),
        },
      },
    },
    async (request, reply) => {
      const { startDate, endDate, ...filters } = request.query;
      const text = await taskStatistics(context, {
        userId: sessionUser(request),
        ...(startDate !== undefined && { startDate }),
        ...(endDate !== undefined && { endDate }),
        organisationId: filters.organisationId ?? null,
        organisationName: filters.organisationName ?? null,
        campaign: filters.campaign ?? null,
        projectIds: filters.projectId ?? null,
        country: filters.country ?? null,
      });
      return sendJsonText(reply, text);
    },
  );
}

function registerProjectStatistics(app: App, context: Context): void {
  app.get(
    '/projects/:projectId/statistics/',
    {
      config: { auth: 'optional' },
      schema: {
        operationId: 'getProjectStatistics',
        summary: 'How far a project is, and how long the work took',
        description: 'Counts, percentages and times of one project. Times are sums over its history, in seconds.',
        tags: ['statistics'],
        security: [{}, { token: [] }],
        params: projectPath,
        response: {
          200: projectStatisticsAnswer,
          ...errorResponses('PROJECT_NOT_FOUND', 'USER_NOT_FOUND', 'PrivateProject'),
        },
      },
    },
    (request) => projectStatistics(context, request.params.projectId, request.userId),
  );
}

function registerUserStatistics(app: App, context: Context): void {
  app.get(
    '/users/:username/statistics/',
    {
      config: { auth: 'required' },
      schema: {
        operationId: 'getUserStatistics',
        summary: 'What a user has done',
        description: 'Counts, times, countries and days of one user, over all projects.',
        tags: ['statistics'],
        security: [{ token: [] }],
        params: usernamePath,
        response: { 200: userStatisticsAnswer, ...errorResponses('InvalidToken', 'USER_NOT_FOUND') },
      },
    },
    async (request, reply) =>
      sendJsonText(reply, await userStatistics(context, sessionUser(request), request.params.username)),
  );
}

function registerSystemStatistics(app: App, context: Context): void {
  app.get(
    '/system/statistics/',
    {
      schema: {
        operationId: 'getSystemStatistics',
        summary: 'What the whole installation holds',
        description: 'Totals for the front page; all of them with `abbreviated=false`.',
        tags: ['statistics'],
        querystring: systemStatisticsQuery,
        response: { 200: systemStatisticsAnswer, ...errorResponses('InvalidData') },
      },
    },
    async (request, reply) => sendJsonText(reply, await systemStatistics(context, request.query.abbreviated === false)),
  );
}

/** Statistics of tasks (row 21), of a project (row 22), of a user, of the installation, under `/api/v2`. */
export function registerStatisticsRoutes(app: App, context: Context): void {
  registerTaskStatistics(app, context);
  registerProjectStatistics(app, context);
  registerUserStatistics(app, context);
  registerSystemStatistics(app, context);
}
