import { z } from 'zod';
import { LIMITS } from '../../http/plugins/limits.js';
import { numberOrDigits, storableText, success } from '../../http/schemas/schemas.js';
import { flag } from './project-fields.schemas.js';

const area = z.record(z.string(), z.unknown(), 'give a GeoJSON object');

const AREA_EXAMPLE = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: {},
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [14.48, 35.86],
            [14.53, 35.86],
            [14.53, 35.91],
            [14.48, 35.91],
            [14.48, 35.86],
          ],
        ],
      },
    },
  ],
};

export const grid = z
  .object({
    zoom: z.int().min(0).max(24).meta({
      description: 'Zoom of the Web Mercator tiles. A tile has four times the area of a tile of the next zoom.',
    }),
    clip: z.boolean().default(false).meta({ description: 'Whether tiles are clipped to the area' }),
  })
  .meta({
    id: 'ProjectGrid',
    description: 'Tiles into which the server divides the area (an addition of Tessera)',
  });

export const projectName = storableText.trim().min(1, 'give a name').max(512);

export const draftProject = z
  .object(
    {
      projectName: storableText.trim().max(512).meta({
        description: 'Name in English. Only a copy may have an empty name. It then gets the texts of its source.',
      }),
      organisation: numberOrDigits.nullish().meta({ description: 'Id of the organisation that owns the project' }),
      areaOfInterest: area.meta({
        description:
          'GeoJSON in WGS84: Polygon, MultiPolygon, Feature, FeatureCollection or GeometryCollection. The third dimension of coordinates is ignored.',
      }),
      tasks: area.nullish().meta({
        description: 'A FeatureCollection of polygons that become tasks. Tiles have `x`, `y`, `zoom` and `isSquare`.',
      }),
      grid: grid.nullish(),
      arbitraryTasks: flag.nullish().meta({ description: 'Each feature of the area becomes a task' }),
      database: storableText
        .trim()
        .max(100)
        .nullish()
        .meta({ description: 'The map database that is edited. OSM by default.' }),
      sandbox: flag.nullish(),
      cloneFromProjectId: numberOrDigits
        .nullish()
        .meta({ description: 'Id of the project whose settings and texts are copied' }),
    },
    'Unable to create project',
  )
  .refine(({ projectName: name, cloneFromProjectId }) => name !== '' || Boolean(cloneFromProjectId), {
    path: ['projectName'],
    error: 'give a name',
  })
  .refine(
    ({ arbitraryTasks, tasks, grid: tiles }) => arbitraryTasks || Boolean(tasks) !== Boolean(tiles),
    'Give one of tasks, grid and arbitraryTasks',
  )
  .meta({
    id: 'DraftProject',
    description: 'A new draft project',
    examples: [
      { projectName: 'Valletta', organisation: 2, areaOfInterest: AREA_EXAMPLE, grid: { zoom: 15, clip: true } },
    ],
  });

export const projectCreated = z
  .object({ projectId: z.int() })
  .meta({ id: 'ProjectCreated', description: 'The id of the new project', examples: [{ projectId: 12 }] });

export const projectDeleted = success('Project deleted');

export const tasksToDelete = z
  .object({ tasks: z.array(z.int32()).max(LIMITS.ids, `give at most ${LIMITS.ids} ids`) })
  .meta({ id: 'TasksToDelete', description: 'Ids of the tasks to delete', examples: [{ tasks: [1, 2] }] });

export const tasksDeleted = success('Task(s) deleted');

export const tilesToTrim = z
  .object(
    {
      areaOfInterest: area,
      grid: area.meta({ description: 'A FeatureCollection of tiles with x, y, zoom, isSquare' }),
      clipToAoi: z.boolean().meta({ description: 'Whether tiles are clipped to the area' }),
    },
    'Give areaOfInterest, grid and clipToAoi',
  )
  .meta({
    id: 'TilesToTrim',
    description: 'An area, and a grid of tiles',
    examples: [{ areaOfInterest: AREA_EXAMPLE, grid: AREA_EXAMPLE, clipToAoi: true }],
  });

const tileNumber = z.int().nullable();

export const trimmedTiles = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        geometry: z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.unknown()) }),
        properties: z.object({ x: tileNumber, y: tileNumber, zoom: tileNumber, isSquare: z.boolean() }),
      }),
    ),
  })
  .meta({
    id: 'TrimmedTiles',
    description: 'The tiles that intersect the area',
    examples: [{ type: 'FeatureCollection', features: [] }],
  });
