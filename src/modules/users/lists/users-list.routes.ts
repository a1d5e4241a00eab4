import type { Context } from '../../../context.js';
import { sendJsonText } from '../../../http/json-text.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { namePath, names, namesQuery, usersList, usersQuery } from './users-list.schemas.js';
import { listUsers, searchNames } from './users-list.service.js';

/** Finding users, under `/api/v2/users`. */
export const userListOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'listUsers',
    method: 'GET',
    path: '/',
    summary: 'Users, page by page',
    description:
      'Ordered by name, or by a statistic. In the order by name, users who wait for the approval of a level come first.',
    tag: 'users',
    access: 'session',
    query: usersQuery,
    answers: { 200: usersList },
    handler: async ({ query, granted, reply }) =>
      sendJsonText(reply, await listUsers(context, granted.viewer.id, query)),
  }),
  defineOperation({
    id: 'searchUserNames',
    method: 'GET',
    path: '/queries/filter/:username/',
    summary: 'Find user names that begin with a text',
    tag: 'users',
    access: 'session',
    params: namePath,
    query: namesQuery,
    answers: { 200: names },
    errors: ['USER_NOT_FOUND'],
    handler: ({ params, query }) => searchNames(context, params.username, query),
  }),
];
