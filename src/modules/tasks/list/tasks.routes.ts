import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { App } from '../../../http/app-types.js';
import type { Context } from '../../../context.js';
import { knownTo, sendTagged } from '../../../http/etag.js';
import { sendJsonText, sendText } from '../../../http/json-text.js';
import {
  asFileQuery,
  errorResponses,
  notModified,
  projectPath,
  taskIdsQuery,
  taskPath,
} from '../../../http/schemas/schemas.js';
import { preferredLocales } from '../../../http/schemas/locale.js';
import { FeatureCache } from './feature-cache.js';
import { assertMayExport, exportSignature } from '../export/export-access.service.js';
import { gpxExample, mappedTasks, osmXmlExample, task, taskFeatures } from '../tasks.schemas.js';
import { exportTasks } from '../export/task-export.service.js';
import { listTasks } from './task-list.service.js';
import { listMappedByUser, readTask } from './tasks.service.js';

const listQuery = z.object({ tasks: taskIdsQuery, as_file: asFileQuery });
const exportQuery = listQuery.extend({
  sig: z.string().max(500).optional().meta({
    description:
      'The `Export-Signature` that listing the tasks of a private project gave, where the server asks for one',
  }),
});
const xmlText = (example: string) => ({
  content: { 'text/xml': { schema: z.string().meta({ examples: [example] }) } },
});

/** Tells clients that read a project how editors may fetch its boundaries, where that takes a signature. */
function handOutSignature(reply: FastifyReply, context: Context, projectId: number): void {
  const signature = exportSignature(context, projectId);
  if (signature) reply.header('Export-Signature', signature);
}

/** Reading tasks: rows 1 to 5, under `/api/v2/projects/:projectId/tasks`. */
export function registerTaskRoutes(app: App, context: Context): void {
  const features = new FeatureCache(context.config.listCacheBytes);
  app.get(
    '/',
    {
      config: { auth: 'optional' },
      schema: {
        operationId: 'listTasks',
        summary: 'Tasks of a project as GeoJSON',
        description:
          'All of them, or those of `tasks`; an id that is not there is left out. Expired locks are shown as free.',
        tags: ['tasks'],
        security: [{}, { token: [] }],
        params: projectPath,
        querystring: listQuery,
        response: {
          200: {
            description: 'The tasks, ordered by id',
            content: { 'application/json': { schema: taskFeatures }, 'application/geo+json': { schema: taskFeatures } },
          },
          304: notModified,
          ...errorResponses('InvalidData', 'PROJECT_NOT_FOUND', 'USER_NOT_FOUND', 'PrivateProject'),
        },
      },
    },
    async (request, reply) => {
      const { projectId } = request.params;
      const { tasks: taskIds = null, as_file: asFile } = request.query;
      const isKnown = knownTo(request);
      const list = await listTasks(context, features, { projectId, userId: request.userId, taskIds, isKnown });
      handOutSignature(reply, context, projectId);
      if (asFile) reply.header('Content-Disposition', `attachment; filename="${projectId}-tasks.geojson"`);
      const type = asFile ? 'application/geo+json' : 'application/json';
      return sendTagged(reply, list, (body) => sendJsonText(reply, body, type));
    },
  );

  app.get(
    '/:taskId/',
    {
      config: { auth: 'optional' },
      schema: {
        operationId: 'getTask',
        summary: 'One task with its history',
        description: 'The instructions are in the language asked for, with the numbers of the tile filled in.',
        tags: ['tasks'],
        security: [{}, { token: [] }],
        params: taskPath,
        response: {
          200: task,
          304: notModified,
          ...errorResponses('PROJECT_NOT_FOUND', 'TASK_NOT_FOUND', 'USER_NOT_FOUND', 'PrivateProject'),
        },
      },
    },
    async (request, reply) => {
      const locales = preferredLocales(request.headers['accept-language']);
      const isKnown = knownTo(request);
      const read = await readTask(context, { ...request.params, userId: request.userId, locales, isKnown });
      handOutSignature(reply, context, request.params.projectId);
      return sendTagged(reply, read, (text) => sendJsonText(reply, text));
    },
  );

  app.get(
    '/queries/mapped/',
    {
      config: { auth: 'optional' },
      schema: {
        operationId: 'listMappedTasks',
        summary: 'Mapped tasks by mapper',
        description: 'What waits for validation, by the user who mapped it.',
        tags: ['tasks'],
        security: [{}, { token: [] }],
        params: projectPath,
        response: { 200: mappedTasks, ...errorResponses('PROJECT_NOT_FOUND', 'USER_NOT_FOUND', 'PrivateProject') },
      },
    },
    async (request, reply) =>
      sendJsonText(reply, await listMappedByUser(context, request.params.projectId, request.userId)),
  );

  for (const { path, operationId, summary, format, example } of [
    {
      path: 'xml',
      operationId: 'exportTasksOsmXml',
      summary: 'Boundaries of tasks as OSM XML',
      format: 'osm',
      example: osmXmlExample,
    },
    {
      path: 'gpx',
      operationId: 'exportTasksGpx',
      summary: 'Boundaries of tasks as GPX 1.1',
      format: 'gpx',
      example: gpxExample,
    },
  ] as const)
    app.get(
      `/queries/${path}/`,
      {
        config: { auth: 'optional' },
        schema: {
          operationId,
          summary,
          description: 'Needs no session: editors fetch it bare.',
          tags: ['tasks'],
          security: [{}, { token: [] }],
          params: projectPath,
          querystring: exportQuery,
          response: {
            200: { description: summary, ...xmlText(example) },
            304: notModified,
            ...errorResponses('InvalidData', 'PROJECT_NOT_FOUND', 'TASKS_NOT_FOUND', 'PrivateProject'),
          },
        },
      },
      async (request, reply) => {
        const { projectId } = request.params;
        const { tasks: taskIds = null, as_file: asFile, sig: signature } = request.query;
        await assertMayExport(context, { projectId, userId: request.userId, signature });
        const exported = await exportTasks(context, format, { projectId, taskIds, isKnown: knownTo(request) });
        if (asFile) reply.header('Content-Disposition', `attachment; filename=HOT-project-${projectId}.${format}`);
        return sendTagged(reply, exported, (body) => sendText(reply, body, 'text/xml'));
      },
    );
}
