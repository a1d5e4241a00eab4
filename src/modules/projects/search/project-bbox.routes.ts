import { z } from 'zod';
import type { Context } from '../../../context.js';
import { sendJsonText } from '../../../http/json-text.js';
import { defineOperation, type Operation } from '../../../http/operation.js';
import { plainIssue } from '../../../http/validation.js';
import { DomainError } from '../../../errors/errors.js';
import { booleanQuery } from '../../../http/schemas/schemas.js';
import { localeHeader } from '../details/project-details.routes.js';
import { multiPolygon } from '../../tasks/tasks.schemas.js';
import { projectStatus } from '../project-fields.schemas.js';
import { findProjectsInBox } from './project-bbox.service.js';

/** A number as scripts write it. JavaScript writes small numbers as `1e-7`. */
const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,3})?$/i;

const boxQuery = z.object({
  bbox: z
    .string()
    .max(200)
    .transform((text) => text.split(',').map((part) => part.trim()))
    .refine((parts) => parts.every((part) => NUMBER.test(part)), 'give four numbers separated by commas')
    .transform((parts) => parts.map(Number))
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
  createdByMe: booleanQuery.optional().meta({ type: 'boolean', description: 'Only projects that the caller created' }),
});

const projectAreas = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        geometry: multiPolygon,
        properties: z.object({ projectId: z.int(), projectStatus, projectName: z.string() }),
      }),
    ),
  })
  .meta({
    id: 'ProjectAreas',
    description: 'The areas of projects as GeoJSON, ordered by id',
    examples: [{ type: 'FeatureCollection', features: [] }],
  });

/** A query parameter that is validated after the permission. */
const validatedLater = (meta: Record<string, unknown>) => z.unknown().optional().meta(meta);

/** The query as the API document describes it. Callers without the right get 403, even if the query is invalid. */
const anyQuery = z.object({
  bbox: validatedLater({
    type: 'string',
    description: 'West, south, east and north',
    'x-required': true,
    example: '85.2,27.6,85.4,27.8',
  }),
  srid: validatedLater({
    type: 'integer',
    enum: [4326, 3857],
    description: '4326 (degrees) or 3857 (metres of Web Mercator)',
    'x-required': true,
  }),
  createdByMe: validatedLater({ type: 'boolean', description: 'Only projects that the caller created' }),
});

/** @throws DomainError InvalidData */
function readBoxQuery(query: unknown): z.output<typeof boxQuery> {
  const { success, data, error } = boxQuery.safeParse(query, { error: plainIssue });
  if (success) return data;
  const [issue] = error.issues;
  throw new DomainError('InvalidData', { sentence: `${issue?.path.join('.')}: ${issue?.message}` });
}

/** Finding projects in a bounding box, under `/api/v2/projects`. */
export const projectBoxOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'findProjectsInBox',
    method: 'GET',
    path: '/queries/bbox/',
    summary: 'Areas of the projects in a bounding box',
    description:
      'For managers who draw a new area. Projects in every state are included, also drafts of other users. Private projects are included only if the caller may see them.',
    tag: 'projects',
    access: 'organisation:manage-any',
    refusal: 'NoOrganisationManager',
    query: anyQuery,
    headers: localeHeader,
    answers: { 200: projectAreas },
    errors: ['BBoxTooBigError'],
    handler: async ({ query, granted: { viewer }, locales, reply }) => {
      const { createdByMe: onlyOwn = false, ...box } = readBoxQuery(query);
      return sendJsonText(reply, await findProjectsInBox(context, viewer, { ...box, locales, onlyOwn }));
    },
  }),
];
