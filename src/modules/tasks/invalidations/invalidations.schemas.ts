import { z } from 'zod';
import { booleanQuery, onlyPage, pageNumber, pagination } from '../../../http/schemas/schemas.js';
import { usernamePath } from '../../users/users.schemas.js';
import { INT4_MAX } from '../../../int4.js';

export const invalidationsPath = usernamePath;

const MAX_PAGE_SIZE = 100;
export const invalidationsQuery = z.object({
  asValidator: booleanQuery.default(false).meta({
    type: 'boolean',
    description: 'true: tasks that the user invalidated. false: tasks that the user mapped.',
  }),
  closed: booleanQuery.optional().meta({
    type: 'boolean',
    description: 'Only closed invalidations (true) or only open ones (false). By default both.',
  }),
  project: z.coerce.number().int().min(1).max(INT4_MAX).optional().meta({ description: 'Only tasks of this project' }),
  page: pageNumber.default(1).meta({ description: 'Number of the page, starting at 1' }),
  pageSize: z.coerce
    .number()
    .int()
    .min(1)
    .max(MAX_PAGE_SIZE)
    .default(10)
    .meta({ description: 'Number of entries on a page' }),
  sortBy: z
    .enum(['updatedDate', 'projectId'])
    .default('updatedDate')
    .meta({ description: 'Field by which the entries are ordered' }),
  sortDirection: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['asc', 'desc']))
    .default('desc')
    .meta({
      type: 'string',
      enum: ['asc', 'desc'],
      description: 'Direction of the order',
    }),
});

export const invalidatedTasks = z
  .object({
    invalidatedTasks: z.array(
      z.object({
        taskId: z.int(),
        projectId: z.int(),
        projectName: z.string().nullable().meta({ description: 'In the default language of the project' }),
        historyId: z.int().nullable().meta({ description: 'Id of the history entry that invalidated the task' }),
        closed: z.boolean().meta({ description: 'Whether the task has since been validated or invalidated again' }),
        updatedDate: z.iso.datetime().nullable(),
      }),
    ),
    pagination,
  })
  .meta({
    id: 'InvalidatedTasks',
    description: 'Invalidations of tasks that a user mapped or invalidated',
    examples: [
      {
        invalidatedTasks: [
          {
            taskId: 5,
            projectId: 1,
            projectName: 'Kathmandu buildings',
            historyId: 211,
            closed: false,
            updatedDate: '2026-01-12T08:15:12.644372Z',
          },
        ],
        pagination: onlyPage(10),
      },
    ],
  });
