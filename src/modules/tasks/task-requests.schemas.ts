import { z } from 'zod';
import { LIMITS } from '../../http/plugins/limits.js';
import { asFileQuery, storableText, taskIdsQuery } from '../../http/schemas/schemas.js';

/** The requests of the routes of tasks. Keys and types are those of version 5; see docs/tasks.md. */

export const listQuery = z.object({ tasks: taskIdsQuery, as_file: asFileQuery });

export const exportQuery = listQuery.extend({
  sig: z.string().max(500).optional().meta({
    description: 'The value of the header `Export-Signature` of a read of the project, if the server requires one',
  }),
});

const comment = storableText
  .nullish()
  .meta({ description: 'Shown in the history; `@[name]` sends that user a message' });

export const mappingResult = z
  .object({
    status: z
      .string()
      .max(40)
      .meta({
        enum: ['MAPPED', 'BADIMAGERY', 'READY'],
        description: 'The new state of the task, in upper or lower case',
        example: 'MAPPED',
      }),
    comment,
  })
  .meta({
    id: 'MappingResult',
    description: 'The result of mapping a task',
    examples: [{ status: 'MAPPED', comment: 'All buildings traced' }],
  });

export const stopWork = z
  .object({ comment })
  .nullish()
  .meta({
    id: 'StopWork',
    description: 'An optional comment on why the work ends',
    examples: [{ comment: 'No time left' }],
  });

const taskIds = z
  .array(z.int())
  .max(LIMITS.ids)
  .meta({ description: 'Ids of tasks. An id that is given twice counts once', example: [1, 2] });

export const tasksToLock = z
  .object({ taskIds: taskIds.min(1) })
  .meta({ id: 'TasksToLock', description: 'Tasks to lock', examples: [{ taskIds: [1, 2] }] });

export const tasksToExtend = z
  .object({ taskIds })
  .meta({ id: 'TasksToExtend', description: 'Tasks whose locks to extend', examples: [{ taskIds: [1] }] });

const validationIssue = z.object({
  mappingIssueCategoryId: z.int32(),
  issue: storableText.max(2000),
  count: z.int32().meta({ description: 'The number of issues. 0 is not stored' }),
});

export const validationResults = z
  .object({
    validatedTasks: z
      .array(
        z.object({
          taskId: z.int(),
          status: z
            .string()
            .toUpperCase()
            .pipe(z.enum(['VALIDATED', 'INVALIDATED', 'MAPPED']))
            .meta({
              type: 'string',
              enum: ['VALIDATED', 'INVALIDATED', 'MAPPED'],
              description: 'The new state of the task, in upper or lower case',
            }),
          comment,
          validationIssues: z.array(validationIssue).max(1000).nullish(),
        }),
      )
      .max(LIMITS.ids),
  })
  .meta({
    id: 'ValidationResults',
    description: 'The results of validating tasks',
    examples: [
      {
        validatedTasks: [
          {
            taskId: 1,
            status: 'INVALIDATED',
            comment: 'Some huts are missing',
            validationIssues: [{ mappingIssueCategoryId: 1, issue: 'Missed Feature(s)', count: 3 }],
          },
        ],
      },
    ],
  });

export const tasksToReset = z
  .object({ resetTasks: z.array(z.object({ taskId: z.int(), comment })).max(LIMITS.ids) })
  .meta({
    id: 'TasksToReset',
    description: 'Tasks whose locks to end',
    examples: [{ resetTasks: [{ taskId: 1, comment: 'Later' }] }],
  });

export const revertQuery = z.object({
  username: storableText.min(1).meta({ description: 'The exact name of the user whose work is reverted' }),
  action: z
    .string()
    .toUpperCase()
    .pipe(z.enum(['BADIMAGERY', 'VALIDATED']))
    .meta({
      type: 'string',
      enum: ['BADIMAGERY', 'VALIDATED'],
      description:
        'BADIMAGERY: tasks that the user marked as bad imagery become READY. VALIDATED: tasks that the user validated become MAPPED',
    }),
});

export const nextTask = z
  .object({
    for: z.enum(['mapping', 'validation']),
    order: z.enum(['priority', 'nearest', 'random']).default('priority').meta({
      description:
        'Tasks in priority areas always come first. If the project enforces random selection, the order is random',
    }),
    near: z
      .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
      .optional()
      .meta({ description: 'Longitude and latitude; needed for `nearest`' }),
    count: z
      .int()
      .min(1)
      .max(100)
      .default(1)
      .meta({ description: 'The number of tasks. More than one only for validation' }),
  })
  .refine(({ order, near }) => order !== 'nearest' || near, 'nearest needs near')
  .refine(
    ({ for: purpose, count }) => purpose === 'validation' || count === 1,
    'only one task can be locked for mapping',
  )
  .meta({
    id: 'NextTask',
    description: 'How the next task is chosen',
    examples: [{ for: 'mapping', order: 'nearest', near: [14.4, 35.9] }],
  });

export const newComment = z
  .object({ comment: storableText.min(1).refine((text) => text.trim() !== '', 'it is empty') })
  .meta({
    id: 'NewComment',
    description: 'A comment on a task',
    examples: [{ comment: 'The river moved, @[demo_validator]' }],
  });

/** The issues of a validation result that are stored: those with a count above 0. */
export const issuesOf = (issues: z.output<typeof validationIssue>[] | null | undefined) =>
  (issues ?? [])
    .filter(({ count }) => count > 0)
    .map(({ mappingIssueCategoryId, issue, count }) => ({ categoryId: mappingIssueCategoryId, name: issue, count }));
