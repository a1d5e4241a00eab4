import { z } from 'zod';
import { pagination } from '../../../http/schemas/schemas.js';
import { dateTime, task, taskStatus } from '../../tasks/tasks.schemas.js';
import { INT4_MAX } from '../../../int4.js';

/** Requests and answers of the routes about the activity in a project. Keys and types are those of version 5. */

const count = z.int().min(0);
const taskHistory = task.shape.taskHistory.element;

export const pageQuery = z.object({
  page: z
    .string()
    .regex(/^[1-9]\d{0,9}$/, 'give a page, from 1')
    .transform(Number)
    .refine((page) => page <= INT4_MAX, 'the page is out of range')
    .optional()
    .meta({
      type: 'integer',
      minimum: 1,
      maximum: INT4_MAX,
      pattern: undefined,
      description: 'Number of the page, with ten entries each',
      example: 1,
    }),
});

export const activities = z
  .object({
    pagination,
    activity: z.array(taskHistory),
  })
  .meta({
    id: 'Activities',
    description: 'Activities in a project without comments, newest first',
    examples: [
      {
        pagination: {
          hasNext: true,
          hasPrev: false,
          nextNum: 2,
          page: 1,
          pages: 3,
          prevNum: null,
          perPage: 10,
          total: 30,
        },
        activity: [
          {
            historyId: 211,
            taskId: 12,
            action: 'STATE_CHANGE',
            actionText: 'MAPPED',
            actionDate: '2026-01-12T08:15:12.644372Z',
            actionBy: 'mapper',
            pictureUrl: null,
            issues: null,
          },
        ],
      },
    ],
  });

export const latest = z
  .object({
    activity: z.array(
      z.object({
        taskId: z.int(),
        taskStatus,
        actionDate: dateTime.nullable(),
        actionBy: z.string().nullable(),
      }),
    ),
  })
  .meta({
    id: 'LatestActivity',
    description: 'Every task of a project with its last action, ordered by task id',
    examples: [
      {
        activity: [
          { taskId: 1, taskStatus: 'READY', actionDate: null, actionBy: null },
          { taskId: 3, taskStatus: 'MAPPED', actionDate: '2026-01-05T08:15:03.411093Z', actionBy: 'mapper' },
        ],
      },
    ],
  });

const taskIds = z.array(z.int());

export const contributions = z
  .object({
    userContributions: z.array(
      z.object({
        username: z.string(),
        mappingLevel: z.string(),
        pictureUrl: z.string().nullable(),
        mapped: count,
        validated: count,
        badImagery: count,
        total: count,
        mappedTasks: taskIds,
        validatedTasks: taskIds,
        badImageryTasks: taskIds,
        name: z.string().nullable(),
        dateRegistered: z.iso.date().nullable(),
      }),
    ),
  })
  .meta({
    id: 'Contributions',
    description:
      'Contributors of a project with their current numbers of tasks. The user with the most tasks comes first.',
    examples: [
      {
        userContributions: [
          {
            username: 'mapper',
            mappingLevel: 'BEGINNER',
            pictureUrl: null,
            mapped: 3,
            validated: 0,
            badImagery: 1,
            total: 4,
            mappedTasks: [3, 5, 11],
            validatedTasks: [],
            badImageryTasks: [8],
            name: null,
            dateRegistered: '2024-05-17',
          },
        ],
      },
    ],
  });

export const dailyContributions = z
  .object({
    stats: z.array(
      z.object({
        date: z.iso.date(),
        mapped: count.meta({ description: 'Increase of the number of mapped tasks on the day' }),
        validated: count,
        cumulative_mapped: z
          .int()
          .meta({ description: 'Mapped tasks at the end of the day, including validated ones' }),
        cumulative_validated: z.int(),
        total_tasks: count.meta({ description: 'The current number of tasks of the project' }),
      }),
    ),
  })
  .meta({
    id: 'ContributionsByDay',
    description: 'Progress of a project on each day on which tasks were mapped, validated or invalidated',
    examples: [
      {
        stats: [
          {
            date: '2026-01-20',
            mapped: 3,
            validated: 0,
            cumulative_mapped: 3,
            cumulative_validated: 0,
            total_tasks: 6,
          },
        ],
      },
    ],
  });
