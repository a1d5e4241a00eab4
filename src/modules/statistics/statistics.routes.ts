import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.js';
import { knownTo, sendTagged } from '../../http/etag.js';
import { sendJsonText } from '../../http/json-text.js';
import { defineOperation, type Operation } from '../../http/operation.js';
import { sessionUser } from '../../http/plugins/auth.js';
import { notModified, projectPath } from '../../http/schemas/schemas.js';
import { usernamePath } from '../users/users.schemas.js';
import {
  projectStatisticsAnswer,
  projectUserPath,
  systemStatisticsAnswer,
  systemStatisticsQuery,
  taskStatisticsAnswer,
  taskStatisticsQuery,
  userProjectTimes,
  userStatisticsAnswer,
} from './statistics.schemas.js';
import { StatisticsCache } from './statistics-cache.js';
import {
  projectStatistics,
  systemStatistics,
  taskStatistics,
  timesOfUser,
  userStatistics,
  type Counted,
} from './statistics.service.js';

const sendCounted = (
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  { etag, body }: Counted,
): FastifyReply =>
  sendTagged(reply, { etag, body: knownTo(request)(etag) ? null : body }, (text) => sendJsonText(reply, text));

/** Statistics of tasks, of a project, of a user and of the instance, under `/api/v2`. */
export function statisticsOperations(context: Context): Operation[] {
  const statistics = { context, cache: new StatisticsCache() };
  return [
    defineOperation({
      id: 'getTaskStatistics',
      method: 'GET',
      path: '/tasks/statistics/',
      summary: 'Numbers of mapped and validated tasks by day',
      description:
        'Days without work are left out. History entries that a split has copied count once. Private projects and drafts are counted too, because the answer has only sums.',
      tag: 'statistics',
      access: 'session',
      checkedIn: 'statement',
      query: taskStatisticsQuery,
      answers: { 200: taskStatisticsAnswer, 304: notModified },
      errors: ['InvalidDateValue', 'InvalidDateRange'],
      handler: async (call) => {
        const { startDate, endDate, ...filters } = call.query;
        const counted = await taskStatistics(
          statistics,
          { startDate, endDate },
          {
            userId: sessionUser(call),
            organisationId: filters.organisationId ?? null,
            organisationName: filters.organisationName ?? null,
            campaign: filters.campaign ?? null,
            projectIds: filters.projectId ?? null,
            country: filters.country ?? null,
          },
        );
        return sendCounted(call, counted);
      },
    }),
    defineOperation({
      id: 'getProjectStatistics',
      method: 'GET',
      path: '/projects/:projectId/statistics/',
      summary: 'Progress of a project and working time',
      description: 'Counts, percentages and times of one project. Times are sums over its history, in seconds.',
      tag: 'statistics',
      access: 'project:read-open',
      params: projectPath,
      answers: { 200: projectStatisticsAnswer, 304: notModified },
      handler: async ({ params, request, reply }) =>
        sendCounted({ request, reply }, await projectStatistics(statistics, params.projectId)),
    }),
    defineOperation({
      id: 'getTimesOfUserInProject',
      method: 'GET',
      path: '/projects/:projectId/statistics/queries/:username/',
      summary: 'The time that a user spent on a project',
      description: 'Sums over the locks of the user, in seconds. Locks that have not ended do not count.',
      tag: 'statistics',
      access: 'project:read-user',
      params: projectUserPath,
      answers: { 200: userProjectTimes },
      handler: async ({ params }) => timesOfUser(context, params.projectId, params.username),
    }),
    defineOperation({
      id: 'getUserStatistics',
      method: 'GET',
      path: '/users/:username/statistics/',
      summary: 'Statistics of a user',
      description: 'Counts, times, countries and days of work of one user, over all projects.',
      tag: 'statistics',
      access: 'session',
      checkedIn: 'statement',
      params: usernamePath,
      answers: { 200: userStatisticsAnswer, 304: notModified },
      handler: async (call) =>
        sendCounted(call, await userStatistics(statistics, sessionUser(call), call.params.username)),
    }),
    defineOperation({
      id: 'getSystemStatistics',
      method: 'GET',
      path: '/system/statistics/',
      summary: 'Totals of the instance',
      description: 'Totals for the front page. With `abbreviated=false` the answer has all totals.',
      tag: 'statistics',
      access: 'public',
      query: systemStatisticsQuery,
      answers: { 200: systemStatisticsAnswer, 304: notModified },
      handler: async ({ query, request, reply }) =>
        sendCounted({ request, reply }, await systemStatistics(statistics, query.abbreviated === false)),
    }),
  ];
}
