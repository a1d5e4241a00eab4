import { z } from 'zod';
import { pageNumber, pagination, queryId, storableText } from '../../../http/schemas/schemas.js';
import { projectStatus } from '../../projects/project-fields.schemas.js';
import { multiPolygon, taskStatus } from '../../tasks/tasks.schemas.js';
import { INT4_MAX } from '../../../int4.js';

const inAnyCase = <E extends Record<string, string>>(names: z.ZodEnum<E>, description: string) =>
  z
    .string()
    .toUpperCase()
    .pipe(names)
    .optional()
    .meta({ type: 'string', enum: names.options, description, example: names.options[1] });

const dateText = storableText.max(100).optional();

export const userTasksQuery = z.object({
  status: inAnyCase(taskStatus, 'Only tasks that the user brought into this state'),
  project_status: inAnyCase(projectStatus, 'Only tasks of projects in this state'),
  project_id: queryId.optional().meta({ type: 'integer', description: 'Only tasks of this project', example: 1 }),
  start_date: dateText.meta({ description: 'Start of the period, in UTC', example: '2026-01-16' }),
  end_date: dateText.meta({ description: 'End of the period, in UTC', example: '2026-01-18T12:00:00' }),
  sort_by: storableText.max(100).default('-action_date').meta({
    description: '`action_date`, `-action_date`, `project_id` or `-project_id`. Any other value: the default.',
    example: '-action_date',
  }),
  page: pageNumber.default(1).meta({ description: 'Number of the page, starting at 1', example: 1 }),
  page_size: z.coerce
    .number()
    .int()
    .min(1, 'a page has at least one entry')
    .max(INT4_MAX)
    .default(10)
    .meta({ description: 'Number of tasks on a page', example: 10 }),
});

export const userTasks = z
  .object({
    tasks: z.array(
      z.object({
        taskId: z.int(),
        projectId: z.int(),
        taskStatus,
        lockHolder: z.string().nullable(),
        taskHistory: z.array(z.never()).meta({ description: 'Always empty here' }),
        taskAnnotation: z.null(),
        perTaskInstructions: z.null(),
        autoUnlockSeconds: z.int(),
        lastUpdated: z.string().meta({ description: 'Date of the last action of the user on the task' }),
        numberOfComments: z.int().meta({ description: 'Number of comments of all users' }),
        geometry: multiPolygon,
      }),
    ),
    pagination: z.union([pagination, z.object({ total: z.literal(0) })]),
  })
  .meta({
    id: 'UserTasks',
    description: 'A page of the tasks on which the user has worked',
    examples: [{ tasks: [], pagination: { total: 0 } }],
  });

export const favouriteProjects = z.object({ favoritedProjects: z.array(z.looseObject({ projectId: z.int() })) }).meta({
  id: 'FavouriteProjects',
  description: 'Projects with the texts in every language, without tasks',
  examples: [{ favoritedProjects: [] }],
});

export const interestRates = z.object({ rates: z.array(z.object({ name: z.string(), rate: z.number() })) }).meta({
  id: 'InterestRates',
  description: 'Share of each interest in the interests of all projects that a user has worked on',
  examples: [{ rates: [{ name: 'Floods', rate: 0.75 }] }],
});
