import { z } from 'zod';
import { booleanQuery, onlyPage, pagination, storableText } from '../../../http/schemas/schemas.js';
import { DIFFICULTIES, MAPPING_TYPES, PROJECT_ORDERS, PROJECT_STATUSES } from '../project-codes.js';
import { dateTime, difficulty, pointGeometry, projectPriority, projectStatus } from '../project-fields.schemas.js';
import { INT4_MAX } from '../../../int4.js';

/** Requests and answers of the routes that find projects. Keys and types are those of version 5. */

/** An optional parameter. An empty value counts as absent. */
export const optionalQuery = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional()).optional();

const idQuery = (description: string) =>
  optionalQuery(
    z
      .string()
      .regex(/^[1-9]\d{0,9}$/, 'give a positive whole number')
      .transform(Number)
      .pipe(z.number().max(INT4_MAX)),
  ).meta({ type: 'integer', minimum: 1, maximum: INT4_MAX, pattern: undefined, description });

const textQuery = (description: string, example: string) =>
  optionalQuery(storableText.max(1000)).meta({ type: 'string', description, example });

/** Any text is valid. A text that PostgreSQL cannot store finds nothing. */
const anyTextQuery = (description: string, example: string) =>
  optionalQuery(z.string()).meta({ type: 'string', description, example });

const flagQuery = (description: string) => optionalQuery(booleanQuery).meta({ type: 'boolean', description });

const dayQuery = (description: string) =>
  optionalQuery(z.iso.date()).meta({ type: 'string', description, example: '2026-02-20' });

/** Some of the names, separated by commas, in any case. */
const namesQuery = <const T extends readonly [string, ...string[]]>(names: T, description: string) =>
  optionalQuery(
    z
      .string()
      .max(500)
      .transform((text) => text.toUpperCase().split(','))
      .pipe(z.array(z.enum(names))),
  ).meta({
    type: 'string',
    description: `${description}. One or several of ${names.join(', ')}, separated by commas`,
    example: names[0],
  });

const oneOf = <const T extends readonly [string, ...string[]]>(names: T, description: string) =>
  optionalQuery(z.string().toLowerCase().pipe(z.enum(names))).meta({ type: 'string', enum: [...names], description });

/** Sort keys of projects. */
export const orderQuery = {
  orderBy: oneOf(PROJECT_ORDERS, 'Order of the projects. `priority` by default.'),
  orderByType: optionalQuery(
    z
      .string()
      .toUpperCase()
      .pipe(z.enum(['ASC', 'DESC'])),
  ).meta({
    type: 'string',
    enum: ['ASC', 'DESC'],
    description: 'Direction of the order. ASC by default.',
  }),
};

export const searchQuery = z.object({
  action: oneOf(
    ['any', 'map', 'validate', 'archived'],
    '`map`, `validate`: published projects that the caller may map or validate and that are not complete. `archived`: archived projects only.',
  ),
  textSearch: anyTextQuery('Words of the texts, part of the name, or the id', 'Kathmandu'),
  projectStatuses: namesQuery(PROJECT_STATUSES, 'By default PUBLISHED, with `createdByMe` all'),
  difficulty: optionalQuery(
    z
      .string()
      .max(100)
      .transform((text) => (text.toUpperCase() === 'ALL' ? [...DIFFICULTIES] : text.toUpperCase().split(',')))
      .pipe(z.array(z.enum(DIFFICULTIES))),
  ).meta({
    type: 'string',
    description: 'EASY, MODERATE or CHALLENGING, several separated by commas; or ALL',
    example: 'EASY',
  }),
  mappingTypes: namesQuery(MAPPING_TYPES, 'Mapping types'),
  mappingTypesExact: flagQuery('Whether a project must have exactly the `mappingTypes`'),
  organisationName: textQuery('Exact name of the organisation', 'Demo'),
  organisationId: idQuery('Id of the organisation'),
  teamId: idQuery('Id of a team of the project'),
  campaign: textQuery('Exact name of a campaign', 'Monsoon'),
  country: textQuery('Name of the country, case-insensitive', 'Nepal'),
  database: textQuery('The map database that is edited. Ignored without `sandbox`.', 'OSM'),
  imagery: textQuery('Name or address of the imagery. `custom`: any address.', 'Bing'),
  sandbox: flagQuery('Whether the projects are mapped in the sandbox'),
  interests: optionalQuery(
    z
      .string()
      .regex(/^\d{1,9}(,\d{1,9}){0,99}$/, 'give ids separated by commas')
      .transform((text) => text.split(',').map(Number)),
  ).meta({
    type: 'string',
    description: 'Ids of interests, separated by commas. A project needs one of them.',
    example: '1,2',
  }),
  lastUpdatedFrom: dayQuery('First day of the last update'),
  lastUpdatedTo: dayQuery('Last day of the last update'),
  createdFrom: dayQuery('First day of creation'),
  createdTo: dayQuery('Last day of creation'),
  partnerId: idQuery('Id of a partner. Admins only.'),
  partnershipFrom: dayQuery('The partnership had started on this day. Admins only.'),
  partnershipTo: dayQuery('The partnership had not ended on this day. Admins only.'),
  createdByMe: flagQuery('Projects that the caller created. Ignored without a session.'),
  mappedByMe: flagQuery('Projects on which the caller has worked. Ignored without a session.'),
  favoritedByMe: flagQuery('Favourite projects of the caller. Ignored without a session.'),
  managedByMe: flagQuery('Projects that the caller manages. Ignored without a session.'),
  basedOnMyInterests: flagQuery(
    'Projects that share an interest with the caller. Replaces `interests`. Ignored without a session.',
  ),
  ...orderQuery,
  page: idQuery('Number of the page, with 14 projects each. 1 by default.'),
  omitMapResults: flagQuery('Leaves out the centres of the projects'),
  downloadAsCSV: flagQuery('Whether the answer is a CSV table of all projects in place of one page as JSON'),
});

const card = z.object({
  projectId: z.int(),
  locale: z.string(),
  name: z.string(),
  shortDescription: z.string(),
  difficulty,
  priority: projectPriority,
  organisationName: z.string().nullable(),
  organisationLogo: z.string().nullable(),
  campaigns: z.array(z.object({ id: z.int(), name: z.string() })),
  percentMapped: z.int(),
  percentValidated: z.int(),
  status: projectStatus,
  activeMappers: z.int(),
  lastUpdated: dateTime.nullable(),
  dueDate: dateTime.nullable(),
  totalContributors: z.int(),
  country: z.array(z.string()).nullable(),
  sandbox: z.boolean(),
  database: z.string(),
  creationDate: z.null(),
  author: z.string().nullable(),
  partnerNames: z.null(),
  totalAreaSquareKilometers: z.null(),
});

export const CARD_EXAMPLE = {
  projectId: 1,
  locale: 'en',
  name: 'Kathmandu buildings',
  shortDescription: 'Trace the buildings',
  difficulty: 'EASY',
  priority: 'MEDIUM',
  organisationName: 'Demo',
  organisationLogo: null,
  campaigns: [{ id: 1, name: 'Monsoon' }],
  percentMapped: 23,
  percentValidated: 10,
  status: 'PUBLISHED',
  activeMappers: 2,
  lastUpdated: '2026-02-20T12:34:56.789000Z',
  dueDate: null,
  totalContributors: 10,
  country: ['Nepal'],
  sandbox: false,
  database: 'OSM',
  creationDate: null,
  author: 'demo_manager',
  partnerNames: null,
  totalAreaSquareKilometers: null,
};

export const projectCard = card.meta({
  id: 'ProjectCard',
  description: 'A project in a list',
  examples: [CARD_EXAMPLE],
});

const projectCentres = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        geometry: pointGeometry,
        properties: z.object({ projectId: z.int(), priority: projectPriority }),
      }),
    ),
  })
  .meta({ id: 'ProjectCentres', description: 'The centres of projects as GeoJSON' });

/** An empty list if the map was not requested, an empty object if nothing was found. Clients expect both. */
export const emptyMapResults = z.array(z.unknown()).max(0);

export const foundProjects = z
  .object({
    mapResults: z.union([projectCentres, emptyMapResults, z.strictObject({})]),
    results: z.array(projectCard),
    pagination: pagination.optional().meta({ description: 'Absent if nothing was found' }),
  })
  .meta({
    id: 'FoundProjects',
    description: 'A page of the projects that were found',
    examples: [
      {
        mapResults: {
          type: 'FeatureCollection',
          features: [
            {
              type: 'Feature',
              geometry: { type: 'Point', coordinates: [85.325, 27.7] },
              properties: { projectId: 1, priority: 'MEDIUM' },
            },
          ],
        },
        results: [CARD_EXAMPLE],
        pagination: onlyPage(14),
      },
    ],
  });

export const csvText = z.string().meta({
  examples: ['projectId,name,priority,difficulty,status\n1,Kathmandu buildings,MEDIUM,EASY,PUBLISHED\n'],
});
