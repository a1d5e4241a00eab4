import { z } from 'zod';
import { LIMITS } from '../../http/plugins/limits.js';
import { booleanQuery, projectPath, storableText } from '../../http/schemas/schemas.js';
import { usernamePath } from '../users/users.schemas.js';
import { pointGeometry } from '../projects/project-fields.schemas.js';
import { INT4_MAX } from '../../int4.js';

/** Requests and answers of the routes of statistics. Keys and types are those of version 5. */

const day = z.iso.date().meta({ example: '2026-01-05' });
const count = z.int().min(0);
const seconds = z.number().min(0);

/** A filter by ids, separated by commas. An empty text is no filter. */
const ids = z
  .string()
  .regex(/^(\d{1,10}(,\d{1,10})*)?$/, 'give ids separated by commas')
  .transform((text) => (text === '' ? null : [...new Set(text.split(',').map(Number))]))
  .refine((numbers) => !numbers || numbers.length <= LIMITS.ids, `give at most ${LIMITS.ids} ids`)
  .refine((numbers) => !numbers || numbers.every((id) => id <= INT4_MAX), 'an id is out of range')
  .optional();

/** A filter by name. An empty text is no filter. */
const nameFilter = storableText
  .max(1000)
  .transform((text) => (text === '' ? null : text))
  .optional();

export const taskStatisticsQuery = z.object({
  startDate: z
    .string()
    .optional()
    .meta({ format: 'date', 'x-required': true, description: 'First day (UTC)', example: '2026-01-01' }),
  endDate: z.string().optional().meta({
    format: 'date',
    description: 'Last day. By default today. At most 366 days after the first.',
    example: '2026-01-31',
  }),
  organisationId: z
    .string()
    .regex(/^\d{0,10}$/, 'give an id')
    .transform((text) => (text === '' ? null : Number(text)))
    .refine((id) => id === null || id <= INT4_MAX, 'the id is out of range')
    .optional()
    .meta({
      type: 'integer',
      minimum: 0,
      maximum: INT4_MAX,
      pattern: undefined,
      description: 'Projects of this organisation',
    }),
  organisationName: nameFilter.meta({ type: 'string', description: 'Projects of the organisation with this name' }),
  campaign: nameFilter.meta({ type: 'string', description: 'Projects of the campaign with this name' }),
  projectId: ids.meta({
    type: 'string',
    description: 'Ids of projects, separated by commas',
    example: '1,2',
  }),
  country: nameFilter.meta({
    type: 'string',
    description: 'Part of the name of a country of the projects, case-insensitive',
  }),
});

export const taskStatisticsAnswer = z
  .object({ taskStats: z.array(z.object({ date: day, mapped: count, validated: count, badImagery: count })) })
  .meta({
    id: 'TaskStatistics',
    description: 'Numbers of tasks that became mapped, validated or bad imagery, for each day with changes',
    examples: [{ taskStats: [{ date: '2026-01-05', mapped: 28, validated: 0, badImagery: 0 }] }],
  });

const percent = z.int().meta({ example: 60 });

export const projectStatisticsAnswer = z
  .object({
    projectId: z.int(),
    'projectArea(in sq.km)': z.number(),
    totalMappers: count.meta({ description: 'Users who have worked on the project' }),
    totalTasks: count,
    totalComments: count,
    totalMappingTime: seconds.meta({ description: 'Seconds' }),
    totalValidationTime: seconds,
    totalTimeSpent: seconds,
    averageMappingTime: seconds,
    averageValidationTime: seconds,
    percentMapped: percent.meta({ description: 'Percentage of the tasks without bad imagery' }),
    percentValidated: percent,
    percentBadImagery: percent.meta({ description: 'Percentage of all tasks' }),
    aoiCentroid: pointGeometry,
    timeToFinishMapping: z.number(),
    timeToFinishValidating: z.number(),
  })
  .meta({
    id: 'ProjectStatistics',
    description: 'Progress of a project, working time, and an estimate of the remaining time. Times in seconds.',
    examples: [
      {
        projectId: 114,
        'projectArea(in sq.km)': 7.00790636451149,
        totalMappers: 4,
        totalTasks: 6,
        totalComments: 2,
        totalMappingTime: 2332,
        totalValidationTime: 300,
        totalTimeSpent: 2632,
        averageMappingTime: 583,
        averageValidationTime: 300,
        percentMapped: 60,
        percentValidated: 20,
        percentBadImagery: 16,
        aoiCentroid: { type: 'Point', coordinates: [86.00647, 27.702983] },
        timeToFinishMapping: 1166,
        timeToFinishValidating: 1200,
      },
    ],
  });

export const projectUserPath = projectPath.extend(usernamePath.shape);

export const userProjectTimes = z
  .object({
    timeSpentMapping: seconds.meta({ description: 'Seconds' }),
    timeSpentValidating: seconds,
    totalTimeSpent: seconds,
  })
  .meta({
    id: 'UserProjectTimes',
    description: 'The time that a user spent on a project, in seconds',
    examples: [{ timeSpentMapping: 1200, timeSpentValidating: 300, totalTimeSpent: 1500 }],
  });

const country = z.object({ name: z.string(), mapped: count, validated: count, total: count });

export const userStatisticsAnswer = z
  .object({
    totalTimeSpent: seconds.meta({ description: 'Seconds' }),
    timeSpentMapping: seconds,
    timeSpentValidating: seconds,
    projectsMapped: count,
    countriesContributed: z.object({ countries: z.array(country), total: count }),
    contributionsByDay: z
      .array(z.object({ date: z.string().meta({ description: 'Midnight of the day, without time zone' }), count }))
      .meta({ description: 'Changes to MAPPED, VALIDATED and INVALIDATED in the last year, newest day first' }),
    tasksMapped: count,
    tasksValidated: count,
    tasksInvalidated: count,
    tasksInvalidatedByOthers: count,
    tasksValidatedByOthers: count,
    ContributionsByInterest: z.array(
      z.object({
        id: z.int(),
        name: z.string().nullable(),
        userSelected: z.null(),
        countProjects: count,
        countUsers: z.null(),
      }),
    ),
  })
  .meta({
    id: 'UserStatistics',
    description: 'Statistics of a user. Times in seconds.',
    examples: [
      {
        totalTimeSpent: 1350,
        timeSpentMapping: 0,
        timeSpentValidating: 1350,
        projectsMapped: 0,
        countriesContributed: { countries: [{ name: 'Nepal', mapped: 0, validated: 17, total: 17 }], total: 1 },
        contributionsByDay: [{ date: '2026-01-09T00:00:00', count: 17 }],
        tasksMapped: 0,
        tasksValidated: 17,
        tasksInvalidated: 10,
        tasksInvalidatedByOthers: 1,
        tasksValidatedByOthers: 0,
        ContributionsByInterest: [{ id: 1, name: 'Floods', userSelected: null, countProjects: 1, countUsers: null }],
      },
    ],
  });

export const systemStatisticsQuery = z.object({
  abbreviated: booleanQuery
    .optional()
    .meta({ type: 'boolean', description: 'Whether the answer has only the first five totals. True by default.' }),
});

export const systemStatisticsAnswer = z
  .object({
    mappersOnline: count.meta({ description: 'Users who hold a lock' }),
    tasksMapped: count.meta({ description: 'Tasks that are mapped or validated, and not locked' }),
    totalMappers: count.meta({ description: 'Users' }),
    totalProjects: count,
    averageCompletionTime: z.null(),
    tasksValidated: count
      .optional()
      .meta({ description: 'This field and the following ones are present only with `abbreviated=false`' }),
    totalValidators: count.optional().meta({ description: 'Users who have validated a task that is validated now' }),
    totalArea: z.number().optional().meta({ description: 'Area of all projects in square kilometres' }),
    totalMappedArea: z.number().optional().meta({ description: 'Area of the mapped tasks in square kilometres' }),
    totalValidatedArea: z.number().optional().meta({ description: 'Area of the validated tasks in square kilometres' }),
    totalOrganisations: count.optional(),
    totalCampaigns: count.optional(),
    organisations: z.array(z.object({ organisation: z.string(), projectsCreated: count })).optional(),
    campaigns: z.array(z.object({ campaign: z.string(), projectsCreated: count })).optional(),
  })
  .meta({
    id: 'SystemStatistics',
    description: 'Numbers of mappers, tasks and projects of the instance',
    examples: [{ mappersOnline: 4, tasksMapped: 47, totalMappers: 21, totalProjects: 14, averageCompletionTime: null }],
  });
