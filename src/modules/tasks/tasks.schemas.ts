import type { MultiPolygon } from 'geojson';
import { z } from 'zod';
import { LIMITS } from '../../http/limits.js';
import { storableText } from '../../http/schemas.js';
import { gpx } from '../../serializers/gpx.js';
import { osmXml } from '../../serializers/osm-xml.js';
import { TASK_STATUSES } from './task-states.js';

/** What the routes of tasks take and give. Keys and types are the original's; see docs/tasks.md. */

const position = z.array(z.number()).min(2).meta({ description: 'Longitude and latitude in degrees (EPSG:4326)' });

const SQUARE_EXAMPLE = {
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [85.297, 27.678],
        [85.303, 27.678],
        [85.303, 27.683],
        [85.297, 27.683],
        [85.297, 27.678],
      ],
    ],
  ],
};

export const multiPolygon = z
  .object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(position))) })
  .meta({ id: 'MultiPolygon', description: 'A GeoJSON MultiPolygon in EPSG:4326', examples: [SQUARE_EXAMPLE] });

const dateTime = z.iso.datetime().meta({ example: '2026-01-05T08:15:12.644372Z' });

export const taskStatus = z.enum(TASK_STATUSES).meta({ id: 'TaskStatus', description: 'The state of a task' });

const taskHistory = z
  .object({
    historyId: z.int(),
    taskId: z.int().nullable(),
    action: z.enum([
      'LOCKED_FOR_MAPPING',
      'LOCKED_FOR_VALIDATION',
      'STATE_CHANGE',
      'COMMENT',
      'AUTO_UNLOCKED_FOR_MAPPING',
      'AUTO_UNLOCKED_FOR_VALIDATION',
      'EXTENDED_FOR_MAPPING',
      'EXTENDED_FOR_VALIDATION',
    ]),
    actionText: z.string().nullable().meta({ description: 'The new state, the comment, or how long the lock lasted' }),
    actionDate: dateTime,
    actionBy: z.string().nullable(),
    pictureUrl: z.string().nullable(),
    issues: z.array(z.object({ categoryId: z.int(), name: z.string(), count: z.int() })).nullable(),
  })
  .meta({ id: 'TaskHistory', description: 'One thing that happened to a task' });

const taskAnnotation = z
  .object({
    taskId: z.int(),
    annotationType: z.string(),
    annotationSource: z.string().nullable(),
    annotationMarkdown: z.string().nullable(),
    properties: z.unknown(),
  })
  .meta({ id: 'TaskAnnotation', description: 'What a program noted about a task' });

const TASK_EXAMPLE = {
  taskId: 7,
  projectId: 1,
  taskStatus: 'LOCKED_FOR_MAPPING',
  lockHolder: 'demo_mapper',
  taskHistory: [
    {
      historyId: 12,
      taskId: null,
      action: 'LOCKED_FOR_MAPPING',
      actionText: null,
      actionDate: '2026-11-24T08:15:12.644372Z',
      actionBy: 'demo_mapper',
      pictureUrl: null,
      issues: null,
    },
  ],
  taskAnnotation: [],
  perTaskInstructions: 'Tile 48296/38021 at zoom 16',
  autoUnlockSeconds: 7200,
  lastUpdated: '2026-11-24T08:15:12.644372Z',
  numberOfComments: null,
  geometry: SQUARE_EXAMPLE,
};

/** What the exports make of that task. */
const EXPORTED = [{ taskId: 7, geometry: TASK_EXAMPLE.geometry as MultiPolygon }];
export const osmXmlExample = osmXml(EXPORTED, { generator: 'Tessera' });
export const gpxExample = gpx(EXPORTED, {
  projectId: 1,
  link: 'http://127.0.0.1:3000/projects/1',
  time: new Date(Date.UTC(2026, 10, 24)),
});

export const task = z
  .object({
    taskId: z.int(),
    projectId: z.int(),
    taskStatus,
    lockHolder: z.string().nullable().meta({ description: 'Name of the user who holds the lock' }),
    taskHistory: z.array(taskHistory).meta({ description: 'Newest first' }),
    taskAnnotation: z.array(taskAnnotation),
    perTaskInstructions: z.string(),
    autoUnlockSeconds: z.int().meta({ description: 'How long a lock lasts' }),
    lastUpdated: dateTime.nullable(),
    numberOfComments: z.int().nullable(),
    geometry: multiPolygon.nullable(),
  })
  .meta({ id: 'Task', description: 'A task with its history', examples: [TASK_EXAMPLE] });

const userId = z.int().nullable();

export const taskFeatures = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        geometry: multiPolygon.nullable(),
        properties: z.object({
          taskId: z.int(),
          taskX: z.int().nullable(),
          taskY: z.int().nullable().meta({ description: 'Row of the tile, counted from the south (TMS)' }),
          taskZoom: z.int().nullable(),
          taskIsSquare: z.boolean().nullable(),
          taskStatus,
          lockedBy: userId,
          mappedBy: userId,
          validatedBy: userId,
        }),
      }),
    ),
  })
  .meta({
    id: 'TaskFeatures',
    description: 'Tasks as GeoJSON, ordered by id',
    examples: [
      {
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            geometry: TASK_EXAMPLE.geometry,
            properties: {
              taskId: 7,
              taskX: 48296,
              taskY: 38021,
              taskZoom: 16,
              taskIsSquare: true,
              taskStatus: 'READY',
              lockedBy: null,
              mappedBy: null,
              validatedBy: null,
            },
          },
        ],
      },
    ],
  });

export const mappedTasks = z
  .object({
    mappedTasks: z.array(
      z.object({
        username: z.string(),
        mappedTaskCount: z.int(),
        tasksMapped: z.array(z.int()),
        lastSeen: dateTime,
        mappingLevel: z.string(),
        dateRegistered: dateTime.nullable(),
        lastValidationDate: dateTime.nullable(),
      }),
    ),
  })
  .meta({
    id: 'MappedTasks',
    description: 'Tasks that are mapped and wait for validation, by mapper',
    examples: [
      {
        mappedTasks: [
          {
            username: 'demo_mapper',
            mappedTaskCount: 2,
            tasksMapped: [12, 15],
            lastSeen: '2026-11-24T08:15:12.644372Z',
            mappingLevel: 'BEGINNER',
            dateRegistered: '2024-05-17T08:30:00.123456Z',
            lastValidationDate: null,
          },
        ],
      },
    ],
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
        description: 'The new state of the task, in any case',
        example: 'MAPPED',
      }),
    comment,
  })
  .meta({
    id: 'MappingResult',
    description: 'What became of a task that was mapped',
    examples: [{ status: 'MAPPED', comment: 'All buildings traced' }],
  });

export const stopWork = z
  .object({ comment })
  .nullish()
  .meta({ id: 'StopWork', description: 'Why the work ends, or nothing', examples: [{ comment: 'No time left' }] });

const taskIds = z
  .array(z.int())
  .max(LIMITS.ids)
  .meta({ description: 'Ids of tasks; given twice they count once', example: [1, 2] });

export const tasksToLock = z
  .object({ taskIds: taskIds.min(1) })
  .meta({ id: 'TasksToLock', description: 'Tasks that are to be locked', examples: [{ taskIds: [1, 2] }] });

export const tasksToExtend = z
  .object({ taskIds })
  .meta({ id: 'TasksToExtend', description: 'Tasks whose locks are to last longer', examples: [{ taskIds: [1] }] });

const validationIssue = z.object({
  mappingIssueCategoryId: z.int32(),
  issue: storableText.max(2000),
  count: z.int32().meta({ description: 'How many were seen; 0 is not stored' }),
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
              description: 'The new state of the task, in any case',
            }),
          comment,
          validationIssues: z.array(validationIssue).max(1000).nullish(),
        }),
      )
      .max(LIMITS.ids),
  })
  .meta({
    id: 'ValidationResults',
    description: 'What the validation of tasks found',
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
    description: 'Tasks that are given back',
    examples: [{ resetTasks: [{ taskId: 1, comment: 'Later' }] }],
  });

export const taskList = z
  .object({ tasks: z.array(task) })
  .meta({ id: 'TaskList', description: 'Tasks with their history', examples: [{ tasks: [TASK_EXAMPLE] }] });

export const success = z
  .object({ Success: z.string() })
  .meta({ id: 'Success', description: 'That it was done', examples: [{ Success: 'All tasks mapped' }] });

export const revertQuery = z.object({
  username: storableText.min(1).meta({ description: 'Whose work is reverted; the exact name' }),
  action: z
    .string()
    .toUpperCase()
    .pipe(z.enum(['BADIMAGERY', 'VALIDATED']))
    .meta({
      type: 'string',
      enum: ['BADIMAGERY', 'VALIDATED'],
      description: 'BADIMAGERY: what they marked so becomes READY; VALIDATED: what they validated becomes MAPPED',
    }),
});

export const nextTask = z
  .object({
    for: z.enum(['mapping', 'validation']),
    order: z.enum(['priority', 'nearest', 'random']).default('priority').meta({
      description: 'Priority areas come first in any case; a project that enforces random selection overrides this',
    }),
    near: z
      .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
      .optional()
      .meta({ description: 'Longitude and latitude; needed for `nearest`' }),
    count: z.int().min(1).max(100).default(1).meta({ description: 'How many; more than one only for validation' }),
  })
  .refine(({ order, near }) => order !== 'nearest' || near, 'nearest needs near')
  .refine((wish) => wish.for === 'validation' || wish.count === 1, 'one task at a time is mapped')
  .meta({
    id: 'NextTask',
    description: 'Which task is wanted',
    examples: [{ for: 'mapping', order: 'nearest', near: [14.4, 35.9] }],
  });

export const newComment = z.object({ comment: storableText.min(1) }).meta({
  id: 'NewComment',
  description: 'A comment on a task',
  examples: [{ comment: 'The river moved, @[demo_validator]' }],
});
