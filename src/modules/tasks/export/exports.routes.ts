import { z } from 'zod';
import type { Context } from '../../../context.js';
import { knownTo, sendTagged } from '../../../http/etag.js';
import { sendText } from '../../../http/json-text.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { notModified, projectPath } from '../../../http/schemas/schemas.js';
import { exportQuery } from '../task-requests.schemas.js';
import { gpxExample, osmXmlExample } from '../tasks.schemas.js';
import { assertMayExport } from './export-access.service.js';
import { exportTasks } from './task-export.service.js';

const FORMATS = [
  {
    path: 'xml',
    id: 'exportTasksOsmXml',
    summary: 'Boundaries of tasks as OSM XML',
    format: 'osm',
    example: osmXmlExample,
    note: ' Ids of nodes and ways are negative: GDAL needs `OSM_USE_CUSTOM_INDEXING=NO`.',
  },
  {
    path: 'gpx',
    id: 'exportTasksGpx',
    summary: 'Boundaries of tasks as GPX 1.1',
    format: 'gpx',
    example: gpxExample,
    note: '',
  },
] as const;

/** Boundaries of tasks for editors, under `/api/v2/projects/:projectId/tasks`. */
export const exportOperations = (context: Context): Operation[] =>
  FORMATS.map(({ path, id, summary, format, example, note }) =>
    defineOperation({
      id,
      method: 'GET',
      path: `/queries/${path}/`,
      summary,
      description: `Needs no session, because editors fetch it without one.${note}`,
      tag: 'tasks',
      access: 'project:read-open',
      // An unknown project gets the same answer as a project without tasks.
      checkedIn: 'statement',
      params: projectPath,
      query: exportQuery,
      answers: {
        200: {
          description: 'The boundaries of the requested tasks',
          content: { 'text/xml': { schema: z.string().meta({ examples: [example] }) } },
        },
        304: notModified,
      },
      errors: ['TASKS_NOT_FOUND'],
      hasFileName: true,
      handler: async ({ params: { projectId }, query, userId, request, reply }) => {
        const { tasks: taskIds = null, as_file: asFile, sig: signature } = query;
        await assertMayExport(context, { projectId, userId, signature });
        const exported = await exportTasks(context, format, { projectId, taskIds, isKnown: knownTo(request) });
        if (asFile) reply.header('Content-Disposition', `attachment; filename=HOT-project-${projectId}.${format}`);
        return sendTagged(reply, exported, (body) => sendText(reply, body, 'text/xml'));
      },
    }),
  );
