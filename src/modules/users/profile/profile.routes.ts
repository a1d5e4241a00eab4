import type { Context } from '../../../context.js';
import { sendJsonText } from '../../../http/json-text.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { taskList } from '../../tasks/tasks.schemas.js';
import { deleteUser } from '../deletion/deletion.service.js';
import {
  localeHeader,
  lockedTasksAnswer,
  osmDetailsAnswer,
  userAnswer,
  userIdPath,
  usernamePath,
} from '../users.schemas.js';
import { lockedTaskDetails, lockedTasks, osmDetails, userById, userByName } from './profile.service.js';

const ONLY_OWN = 'E-mail address and gender are shown only to the user.';

/** One user, under `/api/v2/users`. */
export const profileOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'getUserById',
    method: 'GET',
    path: '/:userId/',
    summary: 'A user by OSM id',
    description: ONLY_OWN,
    tag: 'users',
    access: 'session',
    params: userIdPath,
    answers: { 200: userAnswer },
    errors: ['USER_NOT_FOUND'],
    handler: async ({ params, granted, reply }) =>
      sendJsonText(reply, await userById(context, granted.viewer.id, params.userId)),
  }),
  defineOperation({
    id: 'getUser',
    method: 'GET',
    path: '/queries/:username/',
    summary: 'A user by exact name',
    description: ONLY_OWN,
    tag: 'users',
    access: 'session',
    params: usernamePath,
    answers: { 200: userAnswer },
    errors: ['USER_NOT_FOUND'],
    handler: async ({ params, granted, reply }) =>
      sendJsonText(reply, await userByName(context, granted.viewer.id, params.username)),
  }),
  defineOperation({
    id: 'deleteUser',
    method: 'DELETE',
    path: '/:userId/',
    summary: 'Delete the personal data of a user',
    description: 'The work of the user is kept, under the name `user_<id>`. Repeating the request changes nothing.',
    tag: 'users',
    access: 'user:own',
    params: userIdPath,
    answers: { 200: userAnswer },
    errors: ['USER_NOT_FOUND'],
    handler: async ({ params, granted, reply }) => {
      await deleteUser(context, params.userId);
      return sendJsonText(reply, await userById(context, granted.viewer.id, params.userId));
    },
  }),
  defineOperation({
    id: 'getOsmDetails',
    method: 'GET',
    path: '/:username/openstreetmap/',
    summary: 'OpenStreetMap profile of a user',
    tag: 'users',
    access: 'session',
    params: usernamePath,
    answers: { 200: osmDetailsAnswer },
    errors: ['USER_NOT_FOUND', 'OSMServiceError'],
    handler: ({ params }) => osmDetails(context, params.username),
  }),
  defineOperation({
    id: 'getLockedTasks',
    method: 'GET',
    path: '/queries/tasks/locked/',
    summary: 'Ids of the tasks that the caller has locked',
    description: 'The answer also has the project of the first task. Expired locks are left out.',
    tag: 'users',
    access: 'session',
    answers: { 200: lockedTasksAnswer },
    handler: ({ granted }) => lockedTasks(context, granted.viewer.id),
  }),
  defineOperation({
    id: 'getLockedTaskDetails',
    method: 'GET',
    path: '/queries/tasks/locked/details/',
    summary: 'Tasks that the caller has locked, with their history',
    description: 'The same tasks as `getLockedTasks`, each as `getTask` returns it.',
    tag: 'users',
    access: 'session',
    headers: localeHeader,
    answers: { 200: taskList },
    errors: ['TASK_NOT_FOUND'],
    handler: async ({ granted, locales, reply }) =>
      sendJsonText(reply, await lockedTaskDetails(context, granted.viewer.id, locales)),
  }),
];
