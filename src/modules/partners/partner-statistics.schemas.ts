import { z } from 'zod';
import { booleanQuery } from '../../http/schemas/schemas.js';

const count = (description: string) =>
  z
    .string()
    .regex(/^\d{1,9}$/, 'give a whole number')
    .transform(Number)
    .meta({ type: 'integer', description });

export const groupStatisticsQuery = z.object({
  limit: count('Number of members in the answer').optional(),
  offset: count('Number of members to skip').optional(),
  downloadAsCSV: booleanQuery.optional().meta({ type: 'boolean', description: 'All members as CSV' }),
});

export const filteredStatisticsQuery = z.object({
  fromDate: z.string().max(50).optional().meta({ description: 'First day, yyyy-mm-dd', example: '2026-01-01' }),
  toDate: z.string().max(50).optional().meta({ description: 'Last day, yyyy-mm-dd', example: '2026-02-01' }),
});

const groupStatistics = z
  .object({
    id: z.int(),
    provider: z.literal('mapswipe'),
    idInsideProvider: z.string(),
    nameInsideProvider: z.string(),
    descriptionInsideProvider: z.string().nullable(),
    membersCount: z.int(),
    members: z.array(
      z.object({
        id: z.string(),
        userId: z.string(),
        username: z.string().nullable(),
        isActive: z.boolean(),
        totalMappingProjects: z.int(),
        totalcontributionTime: z.number(),
        totalcontributions: z.int(),
      }),
    ),
    totalContributors: z.int(),
    totalcontributions: z.int(),
    totalcontributionTime: z.number(),
    totalRecentContributors: z.int(),
    totalRecentcontributions: z.int(),
    totalRecentcontributionTime: z.number(),
  })
  .meta({
    id: 'PartnerStatistics',
    description: 'Contributions of the MapSwipe group of a partner. Times in seconds.',
    examples: [
      {
        id: 3,
        provider: 'mapswipe' as const,
        idInsideProvider: 'group',
        nameInsideProvider: 'Swipers',
        descriptionInsideProvider: null,
        membersCount: 0,
        members: [],
        totalContributors: 3,
        totalcontributions: 1233,
        totalcontributionTime: 3661,
        totalRecentContributors: 1,
        totalRecentcontributions: 33,
        totalRecentcontributionTime: 61,
      },
    ],
  });

const CSV =
  'userId,username,isActive,totalMappingProjects,totalSwipeTimeInSeconds,totalSwipes\nfb-1,abebe,True,4,3600,1200\n';

export const groupStatisticsAnswer = {
  description: 'The statistics; with downloadAsCSV, all members',
  content: {
    'application/json': { schema: groupStatistics },
    'text/csv': { schema: z.string().meta({ examples: [CSV] }) },
  },
};

const byType = { projectType: z.string(), projectTypeDisplay: z.string() };

export const filteredStatistics = z
  .object({
    id: z.int(),
    provider: z.literal('mapswipe'),
    idInsideProvider: z.string(),
    fromDate: z.string(),
    toDate: z.string(),
    contributionsByUser: z.array(z.never()).meta({ description: 'Always empty' }),
    contributionsByGeo: z.array(
      z.object({
        geojson: z.object({ type: z.string(), coordinates: z.array(z.unknown()) }),
        totalcontributions: z.number(),
      }),
    ),
    areaSwipedByProjectType: z.array(z.object({ totalArea: z.number().nullable(), ...byType })),
    contributionsByProjectType: z.array(z.object({ ...byType, totalcontributions: z.number() })),
    contributionsByDate: z.array(z.object({ taskDate: z.string(), totalcontributions: z.number() })),
    contributionsByorganizationName: z.array(
      z.object({ organizationName: z.string().nullable(), totalcontributions: z.number() }),
    ),
    contributionTimeByDate: z.array(z.object({ date: z.string(), totalcontributionTime: z.number() })),
  })
  .meta({
    id: 'FilteredPartnerStatistics',
    description: 'Contributions of the MapSwipe group of a partner in a period. Times in seconds.',
    examples: [
      {
        id: 3,
        provider: 'mapswipe' as const,
        idInsideProvider: 'group',
        fromDate: '2026-01-01',
        toDate: '2026-02-01',
        contributionsByUser: [],
        contributionsByGeo: [],
        areaSwipedByProjectType: [],
        contributionsByProjectType: [],
        contributionsByDate: [{ taskDate: '2026-01-01', totalcontributions: 20 }],
        contributionsByorganizationName: [],
        contributionTimeByDate: [],
      },
    ],
  });
