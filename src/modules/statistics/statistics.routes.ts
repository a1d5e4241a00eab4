import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from '../../http/app-types.js';
import type { Context } from '../../context.js';
import { sessionUser } from '../../http/plugins/auth.js';
import { knownTo, sendTagged } from '../../http/etag.js';
import { sendJsonText } from '../../http/json-text.js';
import { errorResponses, notModified, projectPath } from '../../http/schemas/schemas.js';
import { usernamePath } from '../users/users.schemas.js';
import {
  projectStatisticsAnswer,
  systemStatisticsAnswer,
  systemStatisticsQuery,
  taskStatisticsAnswer,
  taskStatisticsQuery,
  userStatisticsAnswer,
} from './statistics.schemas.js';
import { StatisticsCache } from './statistics-cache.js';
import {
  projectStatistics,
  systemStatistics,
  taskStatistics,
  userStatistics,
  type Statistics,
} from './statistics.service.js';

const sendCounted = (
  request: FastifyRequest,
  reply: FastifyReply,
  { etag, body }: { etag: string; body: string },
): FastifyReply =>
  sendTagged(reply, { etag, body: knownTo(request)(etag) ? null : body }, (text) => sendJsonText(reply, text));

function registerTaskStatistics(app: App, statistics: Statistics): void {
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
          304: notModified,
          ...errorResponses('InvalidToken', 'InvalidDateValue', 'InvalidDateRange', 'InvalidData', 'USER_NOT_FOUND'),
        },
      },
    },
    async (request, reply) => {
      const { startDate, endDate, ...filters } = request.query;
      const counted = await taskStatistics(statistics, {
        userId: sessionUser(request),
        ...(startDate !== undefined && { startDate }),
        ...(endDate !== undefined && { endDate }),
        organisationId: filters.organisationId ?? null,
        organisationName: filters.organisationName ?? null,
        campaign: filters.campaign ?? null,
        projectIds: filters.projectId ?? null,
        country: filters.country ?? null,
      });
      return sendCounted(request, reply, counted);
    },
  );
}

function registerProjectStatistics(app: App, statistics: Statistics): void {
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
          304: notModified,
          ...errorResponses('PROJECT_NOT_FOUND', 'USER_NOT_FOUND', 'PrivateProject'),
        },
      },
    },
    async (request, reply) =>
      sendCounted(request, reply, await projectStatistics(statistics, request.params.projectId, request.userId)),
  );
}

function registerUserStatistics(app: App, statistics: Statistics): void {
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
        response: { 200: userStatisticsAnswer, 304: notModified, ...errorResponses('InvalidToken', 'USER_NOT_FOUND') },
      },
    },
    async (request, reply) =>
      sendCounted(request, reply, await userStatistics(statistics, sessionUser(request), request.params.username)),
  );
}

function registerSystemStatistics(app: App, statistics: Statistics): void {
  app.get(
    '/system/statistics/',
    {
      schema: {
        operationId: 'getSystemStatistics',
        summary: 'What the whole installation holds',
        description: 'Totals for the front page; all of them with `abbreviated=false`.',
        tags: ['statistics'],
        querystring: systemStatisticsQuery,
        response: { 200: systemStatisticsAnswer, 304: notModified, ...errorResponses('InvalidData') },
      },
    },
    async (request, reply) =>
      sendCounted(request, reply, await systemStatistics(statistics, request.query.abbreviated === false)),
  );
}

/** Statistics of tasks (row 21), of a project (row 22), of a user, of the installation, under `/api/v2`. */
export function registerStatisticsRoutes(app: App, context: Context): void {
  const statistics = { context, cache: new StatisticsCache() };
  registerTaskStatistics(app, statistics);
  registerProjectStatistics(app, statistics);
  registerUserStatistics(app, statistics);
  registerSystemStatistics(app, statistics);
}
