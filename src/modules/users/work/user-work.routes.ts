import type { Context } from '../../../context.js';
import { sendJsonText } from '../../../http/json-text.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { listFavouriteProjects } from '../../projects/details/favourite-projects.service.js';
import { projectCards } from '../../projects/search/project-lists.schemas.js';
import { listRecommended } from '../../projects/search/recommended-projects.service.js';
import { localeHeader, userIdPath, usernamePath } from '../users.schemas.js';
import { userIdOf } from '../users.service.js';
import { favouriteProjects, interestRates as rates, userTasks, userTasksQuery } from './user-work.schemas.js';
import { interestRates, listUserTasks } from './user-work.service.js';

/** Projects and tasks of users, under `/api/v2/users`. */
export const userWorkOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'listFavouriteProjects',
    method: 'GET',
    path: '/queries/favorites/',
    summary: 'Favourite projects of the caller',
    description:
      'Each project as `getProjectWithoutTasks` returns it. Projects that the caller may not see are left out.',
    tag: 'users',
    access: 'session',
    answers: { 200: favouriteProjects },
    handler: async ({ granted, reply }) => sendJsonText(reply, await listFavouriteProjects(context, granted.viewer)),
  }),
  defineOperation({
    id: 'listRecommendedProjects',
    method: 'GET',
    path: '/:username/recommended-projects/',
    summary: 'Recommended projects for a user',
    description:
      'At most 20 published projects that are not private. Projects of campaigns that the user has worked for come first, then projects whose difficulty fits the level of the user.',
    tag: 'users',
    access: 'session',
    params: usernamePath,
    headers: localeHeader,
    answers: { 200: projectCards },
    errors: ['USER_NOT_FOUND'],
    handler: async ({ params, locales, reply }) => {
      const userId = await userIdOf(context, params.username);
      return sendJsonText(reply, await listRecommended(context, userId, locales));
    },
  }),
  defineOperation({
    id: 'listUserTasks',
    method: 'GET',
    path: '/:userId/tasks/',
    summary: 'Tasks on which a user has worked',
    description: 'Only tasks of projects that the caller may see. With an invalid date the list is empty.',
    tag: 'users',
    access: 'session',
    params: userIdPath,
    query: userTasksQuery,
    answers: { 200: userTasks },
    errors: ['USER_NOT_FOUND'],
    handler: async ({ params, query, granted, reply }) =>
      sendJsonText(reply, await listUserTasks(context, granted.viewer, params.userId, query)),
  }),
  defineOperation({
    id: 'getInterestRates',
    method: 'GET',
    path: '/:userId/statistics/interests/',
    summary: 'The share of each interest in the projects that a user has worked on',
    tag: 'statistics',
    access: 'session',
    params: userIdPath,
    answers: { 200: rates },
    errors: ['USER_NOT_FOUND'],
    handler: ({ params }) => interestRates(context, params.userId),
  }),
];
