import { z } from 'zod';
import {
  booleanQuery,
  codeName,
  nameText,
  numberOrDigits,
  optionalText,
  pathId,
  queryUserId,
  storableText,
  success,
} from '../../http/schemas/schemas.js';
import { SLUG_LENGTH } from './slug.js';

export const organisationPath = z.object({ organisationId: pathId('Id of the organisation') });

export const organisationKeyPath = z.object({
  organisationId: storableText.max(SLUG_LENGTH).meta({ description: 'Id or slug of the organisation' }),
});

const omitManagerList = booleanQuery
  .optional()
  .meta({ type: 'boolean', description: 'Leaves out the managers, and the teams of a single organisation' });

export const oneOrganisationQuery = z.object({ omitManagerList });

export const organisationListQuery = z.object({
  omitManagerList,
  omitOrgStats: booleanQuery.optional().meta({
    type: 'boolean',
    description: 'Leaves out the statistics of each organisation. True by default.',
  }),
  manager_user_id: queryUserId
    .optional()
    .meta({ type: 'integer', description: 'Only organisations that this user manages. Needs a session.' }),
});

const typeName = codeName('FREE', 'DISCOUNTED', 'FULL_FEE');
const usernames = z.array(storableText).max(1000);

const texts = { logo: optionalText(), description: optionalText(), url: optionalText() };

export const newOrganisation = z
  .object({
    name: nameText(512),
    managers: usernames.meta({ description: 'Names of users. The caller becomes a manager too.' }),
    type: typeName,
    slug: storableText.trim().max(SLUG_LENGTH).nullable().optional().meta({
      description: 'Slug of the address of its page. By default it is made from the name.',
    }),
    ...texts,
    subscriptionTier: numberOrDigits.nullable().optional(),
  })
  .meta({
    id: 'NewOrganisation',
    description: 'A new organisation',
    examples: [{ name: 'Mappers of Gondar', managers: ['selam'], type: 'FREE' }],
  });

export const organisationChange = z
  .object({
    name: nameText(512).optional(),
    managers: usernames.optional().meta({ description: 'Names of users. They replace all managers.' }),
    type: typeName.optional().meta({ description: 'Only admins may change it. Other callers: ignored.' }),
    slug: nameText(SLUG_LENGTH).optional(),
    ...texts,
    subscriptionTier: numberOrDigits
      .nullable()
      .optional()
      .meta({ description: 'Only admins may change it. Other callers: ignored.' }),
  })
  .meta({
    id: 'OrganisationChange',
    description: 'Changes to an organisation. Absent fields keep their values.',
    examples: [{ description: null, managers: ['selam', 'abebe'] }],
  });

const manager = z
  .object({ username: z.string(), pictureUrl: z.string().nullable() })
  .meta({ id: 'OrganisationManager', description: 'A manager', examples: [{ username: 'selam', pictureUrl: null }] });

const teamOfOrganisation = z.object({
  teamId: z.int(),
  name: z.string(),
  description: z.string().nullable(),
  joinMethod: z.enum(['ANY', 'BY_REQUEST', 'BY_INVITE']),
  visibility: z.enum(['PUBLIC', 'PRIVATE']),
  members: z.array(
    z.object({
      username: z.string(),
      pictureUrl: z.string().nullable(),
      function: z.enum(['MANAGER', 'MEMBER']),
      active: z.enum(['true', 'false']),
    }),
  ),
});

export const organisationStatistics = z
  .object({
    projects: z.object({
      draft: z.int(),
      published: z.int(),
      archived: z.int(),
      recent: z.int().meta({ description: 'Published or archived, created in this calendar year' }),
      stale: z.int().meta({ description: 'Published, not updated for six months' }),
    }),
    activeTasks: z
      .object({
        ready: z.int(),
        lockedForMapping: z.int(),
        lockedForValidation: z.int(),
        mapped: z.int(),
        validated: z.int(),
        invalidated: z.int(),
        badImagery: z.int(),
      })
      .meta({ description: 'Tasks of published projects, by their stored state' }),
  })
  .meta({
    id: 'OrganisationStatistics',
    description: 'The numbers of projects by state, and of tasks by state',
    examples: [
      {
        projects: { draft: 0, published: 4, archived: 0, recent: 3, stale: 1 },
        activeTasks: {
          ready: 7,
          lockedForMapping: 0,
          lockedForValidation: 0,
          mapped: 4,
          validated: 4,
          invalidated: 1,
          badImagery: 0,
        },
      },
    ],
  });

const organisationKeys = z.object({
  organisationId: z.int(),
  managers: z.array(manager).nullable(),
  name: z.string(),
  slug: z.string(),
  logo: z.string().nullable(),
  description: z.string().nullable(),
  url: z.string().nullable(),
  isManager: z
    .boolean()
    .nullable()
    .meta({ description: 'Whether the caller may manage the organisation. Null in lists.' }),
  projects: z.array(z.never()).meta({ description: 'Always empty' }),
  teams: z.array(teamOfOrganisation).nullable(),
  campaigns: z.null(),
  stats: organisationStatistics.nullable(),
  type: z.enum(['FREE', 'DISCOUNTED', 'FULL_FEE']),
  subscriptionTier: z.int().nullable(),
});

const EXAMPLE = {
  organisationId: 11,
  managers: [{ username: 'selam', pictureUrl: null }],
  name: 'Mappers of Gondar',
  slug: 'mappers-of-gondar',
  logo: null,
  description: null,
  url: null,
  isManager: false,
  projects: [],
  teams: [],
  campaigns: null,
  stats: null,
  type: 'FREE' as const,
  subscriptionTier: null,
};

export const organisation = organisationKeys.meta({
  id: 'Organisation',
  description: 'A group of users that owns projects and teams',
  examples: [EXAMPLE],
});

export const organisationList = z.object({ organisations: z.array(organisation) }).meta({
  id: 'OrganisationList',
  description: 'The organisations, ordered by name',
  examples: [{ organisations: [EXAMPLE] }],
});

export const organisationMade = z
  .object({ organisationId: z.int() })
  .meta({ id: 'OrganisationMade', description: 'The new organisation', examples: [{ organisationId: 16 }] });

export const organisationUpdated = z
  .object({ Status: z.literal('Updated') })
  .meta({ id: 'StatusUpdated', description: 'The organisation is changed', examples: [{ Status: 'Updated' }] });

export const organisationDeleted = success('Organisation deleted');
