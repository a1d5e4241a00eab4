import type { Context } from '../../../context.js';
import { sendJsonText } from '../../../http/json-text.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { nextLevel } from '../../mapping-levels/checks/level-checks.service.js';
import { ohsomeStatistics } from './ohsome.service.js';
import { nextLevelAnswer, nextLevelQuery, ohsomeAnswer, ohsomeQuery } from './user-statistics.schemas.js';

/** Statistics of users, under `/api/v2/users`. */
export const userStatisticsOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'getOhsomeStatistics',
    method: 'GET',
    path: '/statistics/ohsome/',
    summary: 'Statistics of a user from ohsome',
    description: 'The answer of ohsome is passed on unchanged. Nothing is stored.',
    tag: 'statistics',
    access: 'session',
    query: ohsomeQuery,
    answers: { 200: ohsomeAnswer },
    errors: ['OhsomeFailed'],
    handler: ({ query }) => ohsomeStatistics(context, query),
  }),
  defineOperation({
    id: 'getNextLevel',
    method: 'GET',
    path: '/statistics/nextlevel/',
    summary: 'Progress of a user towards the next mapping level',
    tag: 'statistics',
    access: 'session',
    query: nextLevelQuery,
    answers: { 200: nextLevelAnswer },
    errors: ['USER_NOT_FOUND'],
    handler: async ({ query, reply }) => sendJsonText(reply, JSON.stringify(await nextLevel(context, query.userId))),
  }),
];
