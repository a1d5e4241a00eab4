import { z } from 'zod';
import type { App } from '../../../http/app-types.js';
import type { Context } from '../../../context.js';
import { sendJsonText } from '../../../http/json-text.js';
import { preferredLocales } from '../../../http/schemas/locale.js';
import { asFileQuery, booleanQuery, errorResponses, projectPath } from '../../../http/schemas/schemas.js';
import { areaOfInterest, priorityAreas, projectAnswer, projectSummary } from './project-details.schemas.js';
import { readProject, readProjectAreas, summarizeProject } from './project-details.service.js';

/** Which languages a client would like. */
export const localeHeader = z.looseObject({
  'accept-language': z.string().optional().meta({
    description:
      'In which languages the texts are wanted; without one that there is, the default language of the project',
    example: 'pt-BR,pt;q=0.9',
  }),
});

const abbreviated = booleanQuery
  .optional()
  .meta({ type: 'boolean', description: 'Leaves out the boundaries of tasks and who works on them' });

/** With or without a session. */
export const OPTIONAL_SESSION: Record<string, string[]>[] = [{}, { token: [] }];

/** What all of these have in common. */
const READ = { tags: ['projects'], security: OPTIONAL_SESSION, params: projectPath };

const REFUSALS = ['PROJECT_NOT_FOUND', 'USER_NOT_FOUND', 'PrivateProject'] as const;

const projectResponses = {
  200: {
    description: 'The project; as a file, with keys in snake case',
    content: { 'application/json': { schema: projectAnswer } },
  },
  ...errorResponses('InvalidData', ...REFUSALS, 'ProjectNotFetched'),
};

function registerProject(app: App, context: Context): void {
  for (const { path, operationId, summary, description, query, withGeometry } of [
    {
      path: '/:projectId/',
      operationId: 'getProject',
      summary: 'A project with its area and tasks',
      description: 'Everything a mapper needs to see of a project, with its texts in the language asked for.',
      query: z.object({ as_file: asFileQuery, abbreviated }),
      withGeometry: true,
    },
    {
      path: '/:projectId/queries/nogeometries/',
      operationId: 'getProjectWithoutGeometries',
      summary: 'A project whose tasks have no boundaries',
      description: 'The same as the project, for clients that draw no map: a fraction of its size.',
      query: z.object({ as_file: asFileQuery }),
      withGeometry: false,
    },
  ])
    app.get(
      path,
      {
        config: { auth: 'optional' },
        schema: {
          ...READ,
          operationId,
          summary,
          description,
          headers: localeHeader,
          querystring: query,
          response: projectResponses,
        },
      },
      async (request, reply) => {
        const { query: wanted } = request;
        const isBrief = !withGeometry || ('abbreviated' in wanted && wanted.abbreviated === true);
        const asFile = wanted.as_file === true;
        const locales = preferredLocales(request.headers['accept-language']);
        const question = { ...request.params, userId: request.userId, locales };
        const text = await readProject(context, question, { withGeometry: !isBrief, asFile });
        if (asFile) reply.header('Content-Disposition', 'attachment; filename="project.json"');
        return sendJsonText(reply, text);
      },
    );
}

function registerSummary(app: App, context: Context): void {
  app.get(
    '/:projectId/queries/summary/',
    {
      config: { auth: 'optional' },
      schema: {
        ...READ,
        operationId: 'getProjectSummary',
        summary: 'A project without its area and tasks',
        description: 'Settings, texts and progress of a project, for lists and headings.',
        headers: localeHeader,
        response: { 200: projectSummary, ...errorResponses(...REFUSALS) },
      },
    },
    async (request, reply) => {
      const locales = preferredLocales(request.headers['accept-language']);
      return sendJsonText(
        reply,
        await summarizeProject(context, { ...request.params, userId: request.userId, locales }),
      );
    },
  );
}

function registerAreas(app: App, context: Context): void {
  app.get(
    '/:projectId/queries/aoi/',
    {
      config: { auth: 'optional' },
      schema: {
        ...READ,
        operationId: 'getProjectArea',
        summary: 'The area of a project as GeoJSON',
        description: 'The outline inside which the tasks lie.',
        querystring: z.object({ as_file: asFileQuery }),
        response: {
          200: {
            description: 'The area',
            content: {
              'application/json': { schema: areaOfInterest },
              'application/geo+json': { schema: areaOfInterest },
            },
          },
          ...errorResponses('InvalidData', ...REFUSALS),
        },
      },
    },
    async (request, reply) => {
      const { projectId } = request.params;
      const { area } = await readProjectAreas(context, projectId, request.userId);
      if (!request.query.as_file) return sendJsonText(reply, area);
      reply.header('Content-Disposition', `attachment; filename="${projectId}-aoi.geojson"`);
      return sendJsonText(reply, area, 'application/geo+json');
    },
  );

  app.get(
    '/:projectId/queries/priority-areas/',
    {
      config: { auth: 'optional' },
      schema: {
        ...READ,
        operationId: 'listPriorityAreas',
        summary: 'The areas of a project that are to be mapped first',
        description: 'Polygons that managers drew; an empty list where there are none.',
        response: { 200: priorityAreas, ...errorResponses(...REFUSALS) },
      },
    },
    async (request, reply) => {
      const areas = await readProjectAreas(context, request.params.projectId, request.userId);
      return sendJsonText(reply, areas.priorityAreas);
    },
  );
}

/** Reading one project, under `/api/v2/projects`. */
export function registerProjectDetailRoutes(app: App, context: Context): void {
  registerProject(app, context);
  registerSummary(app, context);
  registerAreas(app, context);
}
