import { z } from 'zod';
import {
  booleanQuery,
  onlyPage,
  pageNumber,
  pagination,
  queryId,
  storableText,
} from '../../../http/schemas/schemas.js';
import { USER_ROLES } from '../user-codes.js';

const INT4_MAX = 2_147_483_647;

export const usersQuery = z.object({
  page: pageNumber.default(1).meta({ description: 'Number of the page, from 1', example: 1 }),
  perPage: z.coerce
    .number()
    .int()
    .min(1, 'a page has at least one entry')
    .max(INT4_MAX)
    .default(20)
    .meta({ description: 'How many users a page has', example: 20 }),
  pagination: booleanQuery
    .default(true)
    .meta({ type: 'boolean', description: 'Whether the list comes page by page; false: all of it', example: true }),
  username: storableText
    .trim()
    .max(1000)
    .optional()
    .meta({ description: 'A part of the name, in any case', example: 'mapper' }),
  role: z.enum(USER_ROLES).optional().meta({ description: 'Only users of this role', example: 'ADMIN' }),
  level: storableText
    .optional()
    .meta({ description: 'Id of a mapping level; anything else is no filter', example: '1' }),
  sort: storableText.max(200).optional().meta({ description: 'A statistic to order by', example: 'building' }),
  sort_dir: z.enum(['asc', 'desc']).default('asc').meta({ description: 'Lowest or highest first', example: 'desc' }),
});

export const usersList = z
  .object({
    pagination: pagination.nullable(),
    users: z.array(
      z.object({
        id: z.int().meta({ description: 'OSM user id' }),
        username: z.string(),
        role: z.enum(USER_ROLES),
        mappingLevel: z.string(),
        pictureUrl: z.string().nullable(),
        statsLastUpdated: z
          .string()
          .nullable()
          .meta({ description: 'UTC. Without its final `Z` where the server serves the stock front-end.' }),
        stats: z.record(z.string(), z.unknown()).nullable().meta({ description: 'What the user has mapped' }),
        requires_approval: z.literal(true).nullable().meta({ description: 'True where a level waits for approval' }),
        user_has_voted: z.literal(true).nullable().meta({ description: 'True where the caller has approved it' }),
      }),
    ),
  })
  .meta({ id: 'UserList', description: 'Users', examples: [{ pagination: null, users: [] }] });

export const namePath = z.object({
  username: z
    .string()
    .trim()
    .refine((name) => !name.includes('\0'), 'NUL is not allowed')
    .meta({ description: 'The beginning of a name, in any case', example: 'demo' }),
});

export const namesQuery = z.object({
  page: pageNumber.default(1).meta({ description: 'Number of the page, from 1', example: 1 }),
  projectId: queryId
    .optional()
    .meta({ type: 'integer', description: 'Those who have worked on this project come first', example: 1 }),
});

export const names = z
  .object({
    pagination,
    usernames: z.array(z.string()),
    users: z
      .array(z.object({ username: z.string(), projectId: z.int(), isParticipant: z.boolean() }))
      .meta({ description: 'The same users, where a project is given' }),
  })
  .meta({
    id: 'UserNames',
    description: 'Names that begin with a text',
    examples: [
      {
        pagination: onlyPage(20),
        usernames: ['demo_mapper'],
        users: [{ username: 'demo_mapper', projectId: 1, isParticipant: true }],
      },
    ],
  });
