import type { z } from 'zod';
import type { App } from '../../http/app-types.js';
import type { Context } from '../../context.js';
import { sessionUser } from '../../http/plugins/auth.js';
import { sendJsonText } from '../../http/json-text.js';
import { errorResponses, projectPath } from '../../http/schemas/schemas.js';
import type { Division } from '../../geometry/worker/grid-work.js';
import { deleteProjectAs } from './project-admin.service.js';
import { createProject, findIntersectingTiles } from './create/project-creation.service.js';
import { draftProject, projectCreated, success, tilesToTrim, trimmedTiles } from './projects.schemas.js';

function divisionOf({ arbitraryTasks, grid, tasks, areaOfInterest }: z.output<typeof draftProject>): Division {
  if (arbitraryTasks) return { by: 'features', features: areaOfInterest };
  return grid ? { by: 'grid', ...grid } : { by: 'features', features: tasks };
}

/** Creating and deleting projects, under `/api/v2/projects`. */
export function registerProjectRoutes(app: App, context: Context): void {
  app.post(
    '/',
    {
      config: { auth: 'required', body: 'json', largeBody: true },
      schema: {
        operationId: 'createProject',
        summary: 'Create a draft project from an area',
        description:
          'For admins and managers of the organisation. The area is divided by `grid` (an addition of this server), into `tasks` made ready, or, with `arbitraryTasks`, into its own features.',
        tags: ['projects'],
        security: [{ token: [] }],
        body: draftProject,
        response: {
          201: projectCreated,
          ...errorResponses(
            'InvalidToken',
            'InvalidData',
            'USER_NOT_FOUND',
            'NotPermittedToCreate',
            'ORGANISATION_NOT_FOUND',
            'PROJECT_NOT_FOUND',
            'PrivateProject',
            'InvalidArea',
            'RequestTooLarge',
          ),
        },
      },
    },
    async (request, reply) => {
      const { projectName: name, organisation: organisationId = null, database, sandbox, ...wanted } = request.body;
      const { projectId } = await createProject(context, sessionUser(request), {
        ...wanted,
        name,
        organisationId,
        division: divisionOf(request.body),
        ...(database && { database }),
        ...(sandbox && { sandbox }),
      });
      return reply.code(201).send({ projectId });
    },
  );

  app.post(
    '/actions/intersecting-tiles/',
    {
      config: { auth: 'required', body: 'json', largeBody: true },
      schema: {
        operationId: 'findIntersectingTiles',
        summary: 'The tiles of a grid that an area meets',
        description:
          'For clients that divide an area themselves: leaves out tiles beside the area, and cuts the others to it on request. Nothing is stored.',
        tags: ['projects'],
        security: [{ token: [] }],
        body: tilesToTrim,
        response: {
          200: trimmedTiles,
          ...errorResponses('InvalidToken', 'InvalidData', 'InvalidArea', 'RequestTooLarge'),
        },
      },
    },
    async (request, reply) => {
      const { areaOfInterest, grid, clipToAoi: clip } = request.body;
      return sendJsonText(reply, await findIntersectingTiles(context, { areaOfInterest, grid, clip }));
    },
  );

  app.delete(
    '/:projectId/',
    {
      config: { auth: 'required' },
      schema: {
        operationId: 'deleteProject',
        summary: 'Delete a project on which nobody has worked',
        description: 'For managers of the project. Every task must be READY.',
        tags: ['projects'],
        security: [{ token: [] }],
        params: projectPath,
        response: {
          200: success,
          ...errorResponses(
            'InvalidToken',
            'USER_NOT_FOUND',
            'PROJECT_NOT_FOUND',
            'UserPermissionError',
            'HasMappedTasks',
          ),
        },
      },
    },
    async (request) => {
      await deleteProjectAs(context, request.params.projectId, sessionUser(request));
      return { Success: 'Project deleted' };
    },
  );
}
