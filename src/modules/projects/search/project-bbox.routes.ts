import { z } from 'zod';
import type { App } from '../../../http/app-types.js';
import type { Context } from '../../../context.js';
import { sendJsonText } from '../../../http/json-text.js';
import { sessionUser } from '../../../http/plugins/auth.js';
import { preferredLocales } from '../../../http/schemas/locale.js';
import { booleanQuery, errorResponses } from '../../../http/schemas/schemas.js';
import { localeHeader } from '../details/project-details.routes.js';
import { areaOfInterest, projectStatus } from '../details/project-details.schemas.js';
import { findProjectsInBox } from './project-bbox.service.js';

const boxQuery = z.object({
  bbox: z
    .string()
    .max(200)
    .regex(/^\s*-?\d+(\.\d+)?(\s*,\s*-?\d+(\.\d+)?){3}\s*$/, 'give four numbers separated by commas')
    .transform((text) => text.split(',').map(Number))
    .pipe(z.tuple([z.number(), z.number(), z.number(), z.number()]))
    .meta({ type: 'string', description: 'Left, bottom, right, top', example: '85.2,27.6,85.4,27.8' }),
  srid: z
    .enum(['4326', '3857'])
    .transform((text) => (text === '4326' ? 4326 : 3857))
    .meta({
      type: 'integer',
      enum: [4326, 3857],
      description: 'In degrees (4326), or in metres of Web Mercator (3857)',
    }),
  createdByMe: booleanQuery.optional().meta({ type: 'boolean', description: 'Only projects that the caller made' }),
});

const projectAreas = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        geometry: areaOfInterest,
        properties: z.object({ projectId: z.int(), projectStatus, projectName: z.string() }),
      }),
    ),
  })
  .meta({
    id: 'ProjectAreas',
    description: 'The areas of projects as GeoJSON, ordered by id',
    examples: [{ type: 'FeatureCollection', features: [] }],
  });

/** Finding projects by place, under `/api/v2/projects`. */
export function registerProjectBoxRoutes(app: App, context: Context): void {
  app.get(
    '/queries/bbox/',
    {
      config: { auth: 'required' },
      schema: {
        operationId: 'findProjectsInBox',
        summary: 'The areas of the projects in a box',
        description: 'For admins and for who manages an organisation, before they draw a new area.',
        tags: ['projects'],
        security: [{ token: [] }],
        headers: localeHeader,
        querystring: boxQuery,
        response: {
          200: projectAreas,
          ...errorResponses('InvalidToken', 'InvalidData', 'USER_NOT_FOUND', 'UserPermissionError', 'BBoxTooBigError'),
        },
      },
    },
    async (request, reply) => {
      const { bbox, srid, createdByMe: onlyOwn = false } = request.query;
      const locales = preferredLocales(request.headers['accept-language']);
      return sendJsonText(
        reply,
        await findProjectsInBox(context, sessionUser(request), { bbox, srid, locales, onlyOwn }),
      );
    },
  );
}
