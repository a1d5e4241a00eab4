import { z } from 'zod';
import type { Context } from '../../../context.js';
import { sendJsonText } from '../../../http/json-text.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { usersOfPeriod } from './users-period.service.js';

const day = z.string();

const periodQuery = z.object({
  startDate: day.meta({ description: 'The first day, in UTC', example: '2026-01-01' }),
  endDate: day.optional().meta({ description: 'The last day, inclusive. By default today.', example: '2026-01-31' }),
});

const count = z.int().min(0);

const usersOfPeriodAnswer = z
  .object({
    total: count,
    byLevel: z.array(z.object({ name: z.string(), count })).meta({ description: 'All levels, lowest first' }),
    contributed: count.meta({ description: 'Users who have worked on a project' }),
    emailVerified: count,
    genders: z.object({ male: count, female: count, preferNotIdentify: count, selfDescribe: count }),
  })
  .meta({
    id: 'UsersOfPeriod',
    description: 'Users who registered in a period',
    examples: [
      {
        total: 2,
        byLevel: [{ name: 'BEGINNER', count: 2 }],
        contributed: 1,
        emailVerified: 0,
        genders: { male: 0, female: 1, preferNotIdentify: 0, selfDescribe: 0 },
      },
    ],
  });

/** Number of users who registered in a period, under `/api/v2/users`. */
export const usersPeriodOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'getUsersOfPeriod',
    method: 'GET',
    path: '/statistics/',
    summary: 'Number of users who registered in a period',
    description: 'The period is at most three years.',
    tag: 'statistics',
    access: 'session',
    query: periodQuery,
    answers: { 200: usersOfPeriodAnswer },
    errors: ['InvalidDateValue', 'InvalidDateRange'],
    handler: async ({ query, reply }) => sendJsonText(reply, await usersOfPeriod(context, query)),
  }),
];
