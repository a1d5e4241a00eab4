import type { FastifyReply } from 'fastify';
import type { Context } from '../../../context.js';
import { knownTo, sendTagged } from '../../../http/etag.js';
import { sendJsonText } from '../../../http/json-text.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { notModified, projectPath, taskPath } from '../../../http/schemas/schemas.js';
import { exportSignature } from '../export/export-access.service.js';
import { listQuery } from '../task-requests.schemas.js';
import { mappedTasks, task, taskFeatures } from '../tasks.schemas.js';
import { listTasks } from './task-list.service.js';
import { listMappedByUser, readTask } from './tasks.service.js';

/** With `PRIVATE_EXPORTS=token`, adds the signature that editors send to export the boundaries of the project. */
function addSignature(reply: FastifyReply, context: Context, projectId: number): void {
  const signature = exportSignature(context, projectId);
  if (signature) reply.header('Export-Signature', signature);
}

/** Reading tasks, under `/api/v2/projects/:projectId/tasks`. */
export function taskOperations(context: Context): Operation[] {
  return [
    defineOperation({
      id: 'listTasks',
      method: 'GET',
      path: '/',
      summary: 'Tasks of a project as GeoJSON',
      description: 'All tasks, or those of `tasks`. Unknown ids are left out. Expired locks are shown as free.',
      tag: 'tasks',
      access: 'project:read',
      checkedIn: 'statement',
      params: projectPath,
      query: listQuery,
      answers: {
        200: {
          description: 'The tasks, ordered by id',
          content: { 'application/json': { schema: taskFeatures }, 'application/geo+json': { schema: taskFeatures } },
        },
        304: notModified,
      },
      hasFileName: true,
      hasExportSignature: true,
      handler: async ({ params: { projectId }, query, userId, request, reply }) => {
        const { tasks: taskIds = null, as_file: asFile } = query;
        const list = await listTasks(context, { projectId, userId, taskIds, isKnown: knownTo(request) });
        addSignature(reply, context, projectId);
        if (!asFile) return sendTagged(reply, list, (body) => sendJsonText(reply, body));
        reply.header('Content-Disposition', `attachment; filename="${projectId}-tasks.geojson"`);
        return sendTagged(reply, list, (body) => sendJsonText(reply, body, 'application/geo+json'));
      },
    }),
    defineOperation({
      id: 'getTask',
      method: 'GET',
      path: '/:taskId/',
      summary: 'One task with its history',
      description: 'The history is newest first. Instructions are in the best locale of `Accept-Language`.',
      tag: 'tasks',
      access: 'project:read',
      checkedIn: 'statement',
      params: taskPath,
      answers: { 200: task, 304: notModified },
      errors: ['TASK_NOT_FOUND'],
      hasExportSignature: true,
      handler: async ({ params, userId, locales, request, reply }) => {
        const read = await readTask(context, { ...params, userId, locales, isKnown: knownTo(request) });
        addSignature(reply, context, params.projectId);
        return sendTagged(reply, read, (text) => sendJsonText(reply, text));
      },
    }),
    defineOperation({
      id: 'listMappedTasks',
      method: 'GET',
      path: '/queries/mapped/',
      summary: 'Mapped tasks by mapper',
      description: 'The tasks in MAPPED, grouped by the user who mapped them.',
      tag: 'tasks',
      access: 'project:read-open',
      params: projectPath,
      answers: { 200: mappedTasks },
      handler: async ({ params, reply }) => sendJsonText(reply, await listMappedByUser(context, params.projectId)),
    }),
  ];
}
