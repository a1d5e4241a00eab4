import type { Context } from '../../../context.js';
import { sendJsonText } from '../../../http/json-text.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { invalidatedTasks, invalidationsPath, invalidationsQuery } from './invalidations.schemas.js';
import { listInvalidations } from './invalidations.service.js';

/** Invalidated tasks of a user, under `/api/v2/projects`. */
export const invalidationOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'listInvalidatedTasks',
    method: 'GET',
    path: '/:username/tasks/queries/own/invalidated/',
    summary: 'Invalidated tasks of a user',
    description:
      'Tasks that the user mapped. With `asValidator`: tasks that the user invalidated. Projects that the caller may not see are left out. By default the newest comes first.',
    tag: 'tasks',
    access: 'session',
    params: invalidationsPath,
    query: invalidationsQuery,
    answers: { 200: invalidatedTasks },
    handler: async ({ params, query, granted, reply }) =>
      sendJsonText(reply, await listInvalidations(context, { ...params, ...query }, granted.viewer)),
  }),
];
