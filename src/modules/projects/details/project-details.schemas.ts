import { z } from 'zod';
import { multiPolygon, taskFeatures, taskStatus } from '../../tasks/tasks.schemas.js';
import { TASK_CREATION_MODES, TEAM_ROLE_NAMES } from '../project-codes.js';
import {
  dateTime,
  difficulty,
  editor,
  mappingType,
  permission,
  pointGeometry,
  POLYGON_EXAMPLE,
  polygon,
  projectInfo,
  projectPriority,
  projectStatus,
} from '../project-fields.schemas.js';

/** Answers of the routes that read one project. Keys and types are those of version 5. */

const text = z.string().nullable();
const percent = z.int().meta({ description: 'Percentage of the tasks without bad imagery', example: 23 });
const campaign = z.object({ id: z.int(), name: z.string() });

const common = {
  projectId: z.int(),
  defaultLocale: text,
  author: text.meta({ description: 'Name of the user who created the project' }),
  status: projectStatus,
  created: dateTime,
  dueDate: dateTime.nullable(),
  lastUpdated: dateTime.nullable(),
  projectPriority,
  difficulty,
  organisation: z.int().nullable(),
  organisationName: text,
  organisationSlug: text,
  organisationLogo: text,
  countryTag: z.array(z.string()).nullable(),
  osmchaFilterId: text,
  changesetComment: text,
  imagery: text,
  licenseId: z.int().nullable(),
  idPresets: z.array(z.string()).nullable(),
  extraIdParams: text,
  rapidPowerUser: z.boolean(),
  database: z.string(),
  sandbox: z.boolean(),
  private: z.boolean(),
  enforceRandomTaskSelection: z.boolean(),
  mappingPermission: permission,
  validationPermission: permission,
  mappingTypes: z.array(mappingType),
  mappingEditors: z.array(editor),
  validationEditors: z.array(editor),
  allowedUsernames: z.array(z.string()),
  teams: z.array(z.object({ teamId: z.int(), name: z.string(), role: z.enum(TEAM_ROLE_NAMES) })),
  customEditor: z.object({ name: z.string(), description: text, url: z.string() }).nullable(),
  projectInfo: projectInfo.nullable().meta({ description: 'The texts in the best available locale' }),
  percentMapped: percent,
  percentValidated: percent,
  percentBadImagery: z.int(),
};

const INFO_EXAMPLE = {
  locale: 'en',
  name: 'Kathmandu buildings',
  shortDescription: 'Trace the buildings',
  description: '',
  instructions: 'Trace **everything**',
  perTaskInstructions: 'Tile {x}/{y} at zoom {z}',
};

const COMMON_EXAMPLE = {
  projectId: 1,
  defaultLocale: 'en',
  author: 'demo_manager',
  status: 'PUBLISHED',
  created: '2026-01-01T00:00:00.000000Z',
  dueDate: null,
  lastUpdated: '2026-02-20T12:34:56.789000Z',
  projectPriority: 'MEDIUM',
  difficulty: 'EASY',
  organisation: 1,
  organisationName: 'Demo',
  organisationSlug: 'demo',
  organisationLogo: null,
  countryTag: ['Nepal'],
  osmchaFilterId: null,
  changesetComment: '#tessera-1',
  imagery: null,
  licenseId: null,
  idPresets: null,
  extraIdParams: null,
  rapidPowerUser: false,
  database: 'OSM',
  sandbox: false,
  private: false,
  enforceRandomTaskSelection: false,
  mappingPermission: 'ANY',
  validationPermission: 'ANY',
  mappingTypes: ['ROADS', 'BUILDINGS'],
  mappingEditors: ['ID', 'JOSM'],
  validationEditors: ['ID', 'JOSM'],
  allowedUsernames: [],
  teams: [{ teamId: 1, name: 'Managers', role: 'PROJECT_MANAGER' }],
  customEditor: null,
  projectInfo: INFO_EXAMPLE,
  percentMapped: 23,
  percentValidated: 10,
  percentBadImagery: 5,
};

const AREA_EXAMPLE = { type: 'MultiPolygon', coordinates: [POLYGON_EXAMPLE.coordinates] };

const TASKS_EXAMPLE = {
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      geometry: null,
      properties: { taskId: 7, taskX: 48296, taskY: 38021, taskZoom: 16, taskIsSquare: true, taskStatus: 'READY' },
    },
  ],
};

const PROJECT_EXAMPLE = {
  ...COMMON_EXAMPLE,
  areaOfInterest: AREA_EXAMPLE,
  aoiBBOX: [85.3, 27.68, 85.35, 27.72],
  tasks: TASKS_EXAMPLE,
  projectInfoLocales: [INFO_EXAMPLE],
  mappingPermissionLevelId: 1,
  validationPermissionLevelId: 2,
  josmPreset: null,
  campaigns: [{ id: 1, name: 'Monsoon' }],
  priorityAreas: null,
  activeMappers: 2,
  taskCreationMode: 'GRID',
  interests: [{ id: 1, name: 'Floods', userSelected: null, countProjects: null, countUsers: null }],
};

/** Tasks without boundaries and users. */
const bareTaskFeatures = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        geometry: z.null(),
        properties: z.object({
          taskId: z.int(),
          taskX: z.int().nullable(),
          taskY: z.int().nullable(),
          taskZoom: z.int().nullable(),
          taskIsSquare: z.boolean().nullable(),
          taskStatus,
        }),
      }),
    ),
  })
  .meta({ id: 'BareTaskFeatures', description: 'Tasks without boundaries, ordered by id', examples: [TASKS_EXAMPLE] });

const project = z
  .object({
    ...common,
    areaOfInterest: multiPolygon,
    aoiBBOX: z.array(z.number()).length(4).meta({ description: 'West, south, east, north in degrees' }),
    tasks: z.union([taskFeatures, bareTaskFeatures]),
    projectInfoLocales: z.array(projectInfo).meta({ description: 'The texts in all languages of the project' }),
    mappingPermissionLevelId: z.int(),
    validationPermissionLevelId: z.int(),
    josmPreset: text,
    campaigns: z.array(campaign),
    priorityAreas: z.array(polygon).nullable(),
    activeMappers: z.int().meta({ description: 'Number of users who hold a lock' }),
    taskCreationMode: z.enum(TASK_CREATION_MODES),
    interests: z.array(
      z.object({
        id: z.int(),
        name: text,
        userSelected: z.boolean().nullable(),
        countProjects: z.int().nullable(),
        countUsers: z.int().nullable(),
      }),
    ),
  })
  .meta({
    id: 'Project',
    description: 'A project with its area and tasks',
    examples: [PROJECT_EXAMPLE],
  });

/** A project in the form for managers. */
export const projectWithoutTasks = project
  .extend({
    tasks: z.null(),
    projectInfo: z.null(),
    organisationName: z.null(),
    organisationSlug: z.null(),
    organisationLogo: z.null(),
  })
  .meta({
    id: 'ProjectWithoutTasks',
    description: 'A project with its texts in every language, without its tasks',
    examples: [
      {
        ...PROJECT_EXAMPLE,
        tasks: null,
        projectInfo: null,
        organisationName: null,
        organisationSlug: null,
        organisationLogo: null,
      },
    ],
  });

/** A project as a file. */
const projectFile = z
  .looseObject({ project_id: z.int(), project_status: projectStatus, tasks: z.union([taskFeatures, bareTaskFeatures]) })
  .meta({ id: 'ProjectFile', description: 'A project as a file, with keys in snake case' });

/** The project as an answer or as a file. */
export const projectAnswer = z.union([project, projectFile]).meta({ examples: [PROJECT_EXAMPLE] });

export const projectSummary = z
  .object({
    ...common,
    campaigns: z.array(campaign.extend({ logo: text, url: text, description: text, organisations: z.null() })),
    aoiCentroid: pointGeometry,
    shortDescription: z.null(),
  })
  .meta({
    id: 'ProjectSummary',
    description: 'The project: its texts, settings and progress, without area and tasks',
    examples: [
      {
        ...COMMON_EXAMPLE,
        campaigns: [{ id: 1, name: 'Monsoon', logo: null, url: null, description: null, organisations: null }],
        aoiCentroid: { type: 'Point', coordinates: [85.325, 27.7] },
        shortDescription: null,
      },
    ],
  });
