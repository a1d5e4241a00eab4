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
import { INT4_MAX } from '../../../int4.js';

export const usersQuery = z.object({
  page: pageNumber.default(1).meta({ description: 'Number of the page, starting at 1', example: 1 }),
  perPage: z.coerce
    .number()
    .int()
    .min(1, 'a page has at least one entry')
    .max(INT4_MAX)
    .default(20)
    .meta({ description: 'Number of users on a page', example: 20 }),
  pagination: booleanQuery.default(true).meta({
    type: 'boolean',
    description: 'Whether the answer is one page of the list. If false, the whole list.',
    example: true,
  }),
  username: storableText
    .trim()
    .max(1000)
    .optional()
    .meta({ description: 'Part of the name, case-insensitive', example: 'mapper' }),
  role: z.enum(USER_ROLES).optional().meta({ description: 'Only users of this role', example: 'ADMIN' }),
  level: storableText
    .optional()
    .meta({ description: 'Id of a mapping level. Any other value is ignored.', example: '1' }),
  sort: storableText.max(200).optional().meta({ description: 'A statistic to order by', example: 'building' }),
  sort_dir: z.enum(['asc', 'desc']).default('asc').meta({ description: 'Direction of the order', example: 'desc' }),
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
          .meta({ description: 'UTC. The final `Z` is missing if the server serves the stock front-end.' }),
        stats: z.record(z.string(), z.unknown()).nullable().meta({ description: 'Statistics of the user' }),
        requires_approval: z
          .literal(true)
          .nullable()
          .meta({ description: 'True if a mapping level of the user waits for approval' }),
        user_has_voted: z.literal(true).nullable().meta({ description: 'True if the caller has approved the level' }),
      }),
    ),
  })
  .meta({ id: 'UserList', description: 'Users', examples: [{ pagination: null, users: [] }] });

export const namePath = z.object({
  username: z
    .string()
    .trim()
    .refine((name) => !name.includes('\0'), 'NUL is not allowed')
    .meta({ description: 'The beginning of a name, case-insensitive', example: 'demo' }),
});

export const namesQuery = z.object({
  page: pageNumber.default(1).meta({ description: 'Number of the page, starting at 1', example: 1 }),
  projectId: queryId
    .optional()
    .meta({ type: 'integer', description: 'Users who have worked on this project come first', example: 1 }),
});

export const names = z
  .object({
    pagination,
    usernames: z.array(z.string()),
    users: z
      .array(z.object({ username: z.string(), projectId: z.int(), isParticipant: z.boolean() }))
      .meta({ description: 'The same users with their participation. Only if a project is given.' }),
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
