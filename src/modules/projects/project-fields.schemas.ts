import { z } from 'zod';
import { booleanQuery } from '../../http/schemas/schemas.js';
import { DIFFICULTIES, EDITORS, MAPPING_TYPES, PRIORITIES, PROJECT_STATUSES } from './project-codes.js';

/** Fields of projects that several answers and forms have. */

/** True or false, also as a text of a query. */
export const flag = z.union([z.boolean(), booleanQuery], 'give true or false');

export const dateTime = z.iso.datetime().meta({ example: '2026-02-20T12:34:56.789000Z' });

export const projectStatus = z
  .enum(PROJECT_STATUSES)
  .meta({ id: 'ProjectStatus', description: 'Status of the project. Only PUBLISHED projects can be worked on.' });
export const projectPriority = z
  .enum(PRIORITIES)
  .meta({ id: 'ProjectPriority', description: 'Priority of the project' });
export const difficulty = z
  .enum(DIFFICULTIES)
  .meta({ id: 'ProjectDifficulty', description: 'Difficulty of the mapping' });
export const mappingType = z.enum(MAPPING_TYPES).meta({ id: 'MappingType', description: 'What is mapped' });
export const editor = z.enum(EDITORS).meta({ id: 'Editor', description: 'An editor of OpenStreetMap' });
export const permission = z
  .enum(['ANY', 'TEAMS'])
  .meta({ id: 'ProjectPermission', description: 'Who may map or validate: all users, or only members of teams' });

export const projectInfo = z
  .object({
    locale: z.string(),
    name: z.string(),
    shortDescription: z.string(),
    description: z.string(),
    instructions: z.string(),
    perTaskInstructions: z.string(),
  })
  .meta({ id: 'ProjectInfo', description: 'The texts of a project in one language' });

export const pointGeometry = z
  .object({ type: z.literal('Point'), coordinates: z.tuple([z.number(), z.number()]) })
  .meta({ id: 'Point', description: 'A GeoJSON Point in EPSG:4326' });
export const polygon = z
  .object({ type: z.literal('Polygon'), coordinates: z.array(z.array(z.tuple([z.number(), z.number()]))) })
  .meta({ id: 'Polygon', description: 'A GeoJSON Polygon in EPSG:4326' });

export const POLYGON_EXAMPLE = {
  type: 'Polygon',
  coordinates: [
    [
      [85.3, 27.68],
      [85.35, 27.68],
      [85.35, 27.72],
      [85.3, 27.72],
      [85.3, 27.68],
    ],
  ],
};

export const priorityAreas = z
  .array(polygon)
  .meta({ id: 'PriorityAreas', description: 'Areas that are mapped first', examples: [[POLYGON_EXAMPLE]] });
