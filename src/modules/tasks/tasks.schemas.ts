import type { MultiPolygon } from 'geojson';
import { z } from 'zod';
import { gpx } from '../../exports/gpx.js';
import { osmXml } from '../../exports/osm-xml.js';
import { TASK_STATUSES } from './state-machine/task-states.js';

/** The answers of the routes of tasks. Keys and types are those of version 5; see docs/tasks.md. */

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

export const dateTime = z.iso.datetime().meta({ example: '2026-01-05T08:15:12.644372Z' });

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
    actionText: z.string().nullable().meta({ description: 'The new state, the comment, or the duration of the lock' }),
    actionDate: dateTime,
    actionBy: z.string().nullable(),
    pictureUrl: z.string().nullable(),
    issues: z.array(z.object({ categoryId: z.int(), name: z.string(), count: z.int() })).nullable(),
  })
  .meta({ id: 'TaskHistory', description: 'A row of the history of a task' });

const taskAnnotation = z
  .object({
    taskId: z.int(),
    annotationType: z.string(),
    annotationSource: z.string().nullable(),
    annotationMarkdown: z.string().nullable(),
    properties: z.unknown(),
  })
  .meta({ id: 'TaskAnnotation', description: 'An annotation of a task by a program' });

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

/** The exports of the example task. */
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
    autoUnlockSeconds: z.int().meta({ description: 'Duration of a lock, in seconds' }),
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
    description: 'Tasks in MAPPED, grouped by mapper',
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

export const taskList = z
  .object({ tasks: z.array(task) })
  .meta({ id: 'TaskList', description: 'Tasks with their history', examples: [{ tasks: [TASK_EXAMPLE] }] });
