import type { App } from '../../http/app-types.js';
import type { Context } from '../../context.js';
import { sessionUser } from '../../http/plugins/auth.js';
import { sendJsonText } from '../../http/json-text.js';
import { preferredLocales } from '../../http/schemas/locale.js';
import { errorResponses } from '../../http/schemas/schemas.js';
import { taskList } from '../tasks/tasks.schemas.js';
import { localeHeader, lockedTasksAnswer, userAnswer, usernamePath } from './users.schemas.js';
import { lockedTaskDetails, lockedTasks, userProfile } from './profile.service.js';

/** What clients ask about users while mapping, under `/api/v2/users`. */
export function registerUserReadRoutes(app: App, context: Context): void {
  app.get(
    '/queries/tasks/locked/',
    {
      config: { auth: 'required' },
      schema: {
        operationId: 'getLockedTasks',
        summary: 'Which tasks the user of the session has locked',
        description: 'Their ids, with the project of the first of them. Expired locks do not count.',
        tags: ['users'],
        security: [{ token: [] }],
        response: { 200: lockedTasksAnswer, ...errorResponses('InvalidToken', 'USER_NOT_FOUND') },
      },
    },
    (request) => lockedTasks(context, sessionUser(request)),
  );

  app.get(
    '/queries/tasks/locked/details/',
    {
      config: { auth: 'required' },
      schema: {
        operationId: 'getLockedTaskDetails',
        summary: 'The tasks that the user of the session has locked, with their history',
        description: 'The same tasks in full, as reading each of them would give.',
        tags: ['users'],
        security: [{ token: [] }],
        headers: localeHeader,
        response: { 200: taskList, ...errorResponses('InvalidToken', 'USER_NOT_FOUND', 'TASK_NOT_FOUND') },
      },
    },
    async (request, reply) => {
      const locales = preferredLocales(request.headers['accept-language']);
      return sendJsonText(reply, await lockedTaskDetails(context, sessionUser(request), locales));
    },
  );

  app.get(
    '/queries/:username/',
    {
      config: { auth: 'required' },
      schema: {
        operationId: 'getUser',
        summary: 'A user by name',
        description: 'Their profile and settings. Addresses and gender are shown to nobody but the user.',
        tags: ['users'],
        security: [{ token: [] }],
        params: usernamePath,
        response: { 200: userAnswer, ...errorResponses('InvalidToken', 'USER_NOT_FOUND') },
      },
    },
    async (request, reply) =>
      sendJsonText(reply, await userProfile(context, sessionUser(request), request.params.username)),
  );
}
