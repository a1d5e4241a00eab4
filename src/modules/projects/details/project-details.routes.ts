import { z } from 'zod';
import type { Context } from '../../../context.js';
import { sendJsonText } from '../../../http/json-text.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { asFileQuery, booleanQuery, projectPath } from '../../../http/schemas/schemas.js';
import { multiPolygon } from '../../tasks/tasks.schemas.js';
import { priorityAreas } from '../project-fields.schemas.js';
import { projectAnswer, projectSummary, projectWithoutTasks } from './project-details.schemas.js';
import { readProject, readProjectAreas, readProjectWithoutTasks, summarizeProject } from './project-details.service.js';

/** The preferred languages of a client. */
export const localeHeader = z.looseObject({
  'accept-language': z.string().optional().meta({
    description: 'Preferred languages of the texts. If the project has none of them, its default language is used',
    example: 'pt-BR,pt;q=0.9',
  }),
});

const abbreviated = booleanQuery
  .optional()
  .meta({ type: 'boolean', description: 'Leaves out the boundaries of tasks and their lock holders' });

const signature = z.string().max(500).optional().meta({
  description: 'The value of the header `Export-Signature` of a read of the project, if the server requires one',
});

const PROJECT_FILE = 'attachment; filename=project.json';

const projectContent = {
  description: 'The project. In a file, the keys are in snake case.',
  content: { 'application/json': { schema: projectAnswer } },
};

const wholeProject = (context: Context): Operation =>
  defineOperation({
    id: 'getProject',
    method: 'GET',
    path: '/:projectId/',
    summary: 'A project with its area and tasks',
    description: 'Everything that a mapper needs, with texts in the best locale of `Accept-Language`.',
    tag: 'projects',
    access: 'project:fetch',
    params: projectPath,
    query: z.object({ as_file: asFileQuery, abbreviated }),
    headers: localeHeader,
    answers: { 200: projectContent },
    hasFileName: true,
    handler: async ({ params: { projectId }, query, userId, locales, reply }) => {
      const { as_file: asFile = false, abbreviated: isBrief = false } = query;
      const form = { withGeometry: !isBrief, asFile };
      const text = await readProject(context, { projectId, userId, locales }, form);
      if (asFile) reply.header('Content-Disposition', PROJECT_FILE);
      return sendJsonText(reply, text);
    },
  });

const projectWithoutGeometries = (context: Context): Operation =>
  defineOperation({
    id: 'getProjectWithoutGeometries',
    method: 'GET',
    path: '/:projectId/queries/nogeometries/',
    summary: 'A project without the boundaries of its tasks',
    description: 'The same as `getProject`, for clients that show no map. The answer is much smaller.',
    tag: 'projects',
    access: 'project:fetch',
    params: projectPath,
    query: z.object({ as_file: asFileQuery }),
    headers: localeHeader,
    answers: { 200: projectContent },
    hasFileName: true,
    handler: async ({ params: { projectId }, query: { as_file: asFile = false }, userId, locales, reply }) => {
      const text = await readProject(context, { projectId, userId, locales }, { withGeometry: false, asFile });
      if (asFile) reply.header('Content-Disposition', PROJECT_FILE);
      return sendJsonText(reply, text);
    },
  });

const withoutTasks = (context: Context): Operation =>
  defineOperation({
    id: 'getProjectWithoutTasks',
    method: 'GET',
    path: '/:projectId/queries/notasks/',
    summary: 'A project without its tasks',
    description: 'Settings, and the texts in every language. For clients that edit the project.',
    tag: 'projects',
    access: 'project:edit',
    params: projectPath,
    answers: { 200: projectWithoutTasks },
    handler: async ({ params, userId, reply }) =>
      sendJsonText(reply, await readProjectWithoutTasks(context, { ...params, userId, locales: [] })),
  });

const summary = (context: Context): Operation =>
  defineOperation({
    id: 'getProjectSummary',
    method: 'GET',
    path: '/:projectId/queries/summary/',
    summary: 'A project without its area and tasks',
    description: 'Settings, texts and progress of a project, for lists and headings.',
    tag: 'projects',
    access: 'project:read',
    params: projectPath,
    headers: localeHeader,
    answers: { 200: projectSummary },
    handler: async ({ params, userId, locales, reply }) =>
      sendJsonText(reply, await summarizeProject(context, { ...params, userId, locales })),
  });

const area = (context: Context): Operation =>
  defineOperation({
    id: 'getProjectArea',
    method: 'GET',
    path: '/:projectId/queries/aoi/',
    summary: 'The area of a project as GeoJSON',
    description: 'The area of interest (AOI) that contains all tasks.',
    tag: 'projects',
    access: 'project:read-open',
    params: projectPath,
    query: z.object({ as_file: asFileQuery, sig: signature }),
    answers: {
      200: {
        description: 'The area',
        content: {
          'application/json': { schema: multiPolygon },
          'application/geo+json': { schema: multiPolygon },
        },
      },
    },
    hasFileName: true,
    handler: async ({ params: { projectId }, query, reply }) => {
      const text = (await readProjectAreas(context, projectId)).area;
      if (!query.as_file) return sendJsonText(reply, text);
      return reply
        .header('Content-Disposition', `attachment; filename="${projectId}-aoi.geojson"`)
        .type('application/geo+json')
        .send(Buffer.from(text));
    },
  });

const priorityAreaList = (context: Context): Operation =>
  defineOperation({
    id: 'listPriorityAreas',
    method: 'GET',
    path: '/:projectId/queries/priority-areas/',
    summary: 'Priority areas of a project',
    description: 'Polygons drawn by managers. The list is empty if there are none.',
    tag: 'projects',
    access: 'project:read-open',
    params: projectPath,
    answers: { 200: priorityAreas },
    handler: async ({ params, reply }) =>
      sendJsonText(reply, (await readProjectAreas(context, params.projectId)).priorityAreas),
  });

/** Reading one project, under `/api/v2/projects`. */
export const projectDetailOperations = (context: Context): Operation[] => [
  wholeProject(context),
  projectWithoutGeometries(context),
  withoutTasks(context),
  summary(context),
  area(context),
  priorityAreaList(context),
];
