import { z } from 'zod';
import { multiPolygon } from '../../tasks/tasks.schemas.js';
import { projectSummary } from '../details/project-details.schemas.js';
import { pointGeometry, projectStatus } from '../project-fields.schemas.js';
import { CARD_EXAMPLE, optionalQuery, emptyMapResults, orderQuery, projectCard } from './project-search.schemas.js';

/** Requests and answers of the lists of projects. Keys and types are those of version 5. */

export const usernamePath = z.object({
  username: z.string().min(1).max(255).meta({ description: 'Exact name of the user' }),
});

const MAX_SIMILAR = 100;

export const similarQuery = z.object({
  limit: optionalQuery(
    z
      .string()
      .regex(/^\d{1,9}$/, 'give a whole number')
      .transform((text) => Math.min(Number(text), MAX_SIMILAR)),
  ).meta({
    type: 'integer',
    minimum: 0,
    pattern: undefined,
    description: `Number of projects. 4 by default, at most ${MAX_SIMILAR}.`,
  }),
});

export const projectCards = z
  .object({ mapResults: emptyMapResults, results: z.array(projectCard), pagination: z.null() })
  .meta({
    id: 'ProjectCards',
    description: 'Projects in a list without pages',
    examples: [{ mapResults: [], results: [CARD_EXAMPLE], pagination: null }],
  });

export const activeQuery = z.object({
  interval: optionalQuery(
    z
      .string()
      .regex(/^\d{1,2}$/, 'give a whole number of hours')
      .transform(Number)
      .pipe(z.number().min(1).max(24)),
  )
    .transform((hours) => hours ?? 24)
    .meta({
      type: 'integer',
      minimum: 1,
      maximum: 24,
      pattern: undefined,
      description: 'Number of hours. 24 by default.',
    }),
});

export const activeProjects = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        geometry: multiPolygon,
        properties: z.object({
          project_id: z.int(),
          mapping_types: z
            .array(z.int())
            .nullable()
            .meta({ description: 'Codes: ROADS 1, BUILDINGS 2, WATERWAYS 3, LAND_USE 4, OTHER 5' }),
        }),
      }),
    ),
  })
  .meta({
    id: 'ActiveProjects',
    description: 'The areas of projects with recent activity as GeoJSON, ordered by id',
    examples: [{ type: 'FeatureCollection', features: [] }],
  });

export const ownQuery = z.object(orderQuery);

export const ownProjects = z
  .object({
    draftProjects: z.array(projectSummary),
    activeProjects: z.array(projectSummary),
    archivedProjects: z.array(projectSummary),
  })
  .meta({
    id: 'OwnProjects',
    description: 'The projects of an author, by status',
    examples: [{ draftProjects: [], activeProjects: [], archivedProjects: [] }],
  });

export const touchedProjects = z
  .object({
    mappedProjects: z.array(
      z.object({
        projectId: z.int(),
        name: z.string(),
        tasksMapped: z.int(),
        tasksValidated: z.int(),
        status: projectStatus,
        centroid: pointGeometry,
      }),
    ),
  })
  .meta({
    id: 'TouchedProjects',
    description: 'Projects in which a user has mapped or validated tasks',
    examples: [
      {
        mappedProjects: [
          {
            projectId: 1,
            name: 'Kathmandu buildings',
            tasksMapped: 12,
            tasksValidated: 3,
            status: 'PUBLISHED',
            centroid: { type: 'Point', coordinates: [85.325, 27.7] },
          },
        ],
      },
    ],
  });
