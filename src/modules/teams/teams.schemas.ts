import { z } from 'zod';
import {
  bodyId,
  booleanQuery,
  codeName,
  nameText,
  optionalText,
  pageNumber,
  pagination,
  pathId,
  queryId,
  queryUserId,
  storableText,
  success,
} from '../../http/schemas/schemas.js';

export const teamPath = z.object({ teamId: pathId('Id of the team') });

const flag = (description: string) => booleanQuery.optional().meta({ type: 'boolean', description });

export const oneTeamQuery = z.object({
  omitMemberList: flag('Leaves out the members and the projects'),
});

export const teamListQuery = z.object({
  team_name: z.string().max(512).optional().meta({ description: 'Part of the name, case-insensitive' }),
  member: queryUserId.optional().meta({ type: 'integer', description: 'Teams with this user as active member' }),
  member_request: queryUserId
    .optional()
    .meta({ type: 'integer', description: 'Teams that this user has asked to join' }),
  manager: queryUserId.optional().meta({
    type: 'integer',
    description: 'Id of the caller: only teams that the caller manages. Other ids are ignored.',
  }),
  team_role: z
    .string()
    .max(50)
    .optional()
    .meta({ description: 'Teams with this role in a project: READ_ONLY, MAPPER, VALIDATOR or PROJECT_MANAGER' }),
  organisation: queryId.optional().meta({ type: 'integer', description: 'Teams of this organisation' }),
  omitMemberList: flag('Leaves out the members and their counts'),
  fullMemberList: flag('Whether all members are listed. If false, ten members and ten managers. True by default.'),
  paginate: flag('Whether the answer is one page of the list'),
  page: pageNumber.default(1).meta({ description: 'Number of the page, starting at 1' }),
  perPage: pageNumber.default(10).meta({ description: 'Number of teams on a page' }),
});

const joinMethodIn = codeName('ANY', 'BY_REQUEST', 'BY_INVITE');
const visibilityIn = codeName('PUBLIC', 'PRIVATE');
const functionIn = codeName('MANAGER', 'MEMBER');

export const newTeam = z
  .object({
    organisation_id: bodyId,
    name: nameText(512),
    description: optionalText(),
    joinMethod: joinMethodIn,
    visibility: visibilityIn,
  })
  .meta({
    id: 'NewTeam',
    description: 'A new team. The caller becomes its manager.',
    examples: [{ organisation_id: 11, name: 'Validators', joinMethod: 'BY_REQUEST', visibility: 'PUBLIC' }],
  });

const username = storableText.min(1);

export const teamChange = z
  .object({
    name: nameText(512).optional(),
    description: optionalText(),
    joinMethod: joinMethodIn.optional(),
    visibility: visibilityIn.optional().meta({ description: 'Ignored without `joinMethod`' }),
    organisation_id: bodyId.optional(),
    members: z
      .array(
        z.object({
          username,
          function: functionIn,
          active: z.boolean(),
          joinRequestNotifications: z.boolean().nullable().optional(),
        }),
      )
      .max(10_000)
      .optional()
      .meta({ description: 'Replaces all members. An empty list changes nothing.' }),
  })
  .meta({
    id: 'TeamChange',
    description: 'Changes to a team. Absent fields keep their values.',
    examples: [{ name: 'Validators of Gondar' }],
  });

const joinMethod = z.enum(['ANY', 'BY_REQUEST', 'BY_INVITE']);
const visibility = z.enum(['PUBLIC', 'PRIVATE']);

const member = z
  .object({
    username: z.string(),
    function: z.enum(['MANAGER', 'MEMBER']),
    active: z.boolean().meta({ description: 'False: the user has asked to join' }),
    joinRequestNotifications: z.boolean(),
    pictureUrl: z.string().nullable(),
    joinedDate: z.string().nullable().meta({ description: 'UTC; null in lists of teams' }),
  })
  .meta({
    id: 'TeamMember',
    description: 'A member of a team, or a user who has asked to join it',
    examples: [
      {
        username: 'selam',
        function: 'MEMBER',
        active: true,
        joinRequestNotifications: false,
        pictureUrl: null,
        joinedDate: null,
      },
    ],
  });

export const team = z
  .object({
    teamId: z.int(),
    organisation_id: z.int(),
    organisation: z.string(),
    organisationSlug: z.string(),
    name: z.string(),
    logo: z.string().nullable().meta({ description: 'Logo of the organisation' }),
    description: z.string().nullable(),
    joinMethod,
    visibility,
    is_org_admin: z.boolean().meta({ description: 'Whether the caller is listed as manager of the organisation' }),
    is_general_admin: z.boolean(),
    members: z.array(member),
    team_projects: z.array(
      z.object({
        project_name: z.string().nullable(),
        project_id: z.int(),
        role: z.enum(['READ_ONLY', 'MAPPER', 'VALIDATOR', 'PROJECT_MANAGER']),
      }),
    ),
  })
  .meta({
    id: 'Team',
    description: 'A team with its members and its projects',
    examples: [
      {
        teamId: 22,
        organisation_id: 11,
        organisation: 'Mappers of Gondar',
        organisationSlug: 'mappers-of-gondar',
        name: 'Validators',
        logo: null,
        description: null,
        joinMethod: 'BY_REQUEST',
        visibility: 'PUBLIC',
        is_org_admin: false,
        is_general_admin: false,
        members: [],
        team_projects: [{ project_name: 'Roads', project_id: 7, role: 'VALIDATOR' }],
      },
    ],
  });

export const teamList = z
  .object({
    teams: z.array(
      z.object({
        teamId: z.int(),
        organisationId: z.int(),
        organisation: z.string(),
        name: z.string(),
        logo: z.string().nullable(),
        description: z.string().nullable(),
        joinMethod,
        visibility,
        members: z.array(member),
        membersCount: z.int().nullable(),
        managersCount: z.int().nullable(),
      }),
    ),
    pagination: pagination.nullable(),
  })
  .meta({
    id: 'TeamList',
    description: 'Teams, by id',
    examples: [
      {
        teams: [
          {
            teamId: 22,
            organisationId: 11,
            organisation: 'Mappers of Gondar',
            name: 'Validators',
            logo: null,
            description: null,
            joinMethod: 'BY_REQUEST',
            visibility: 'PUBLIC',
            members: [],
            membersCount: 0,
            managersCount: 0,
          },
        ],
        pagination: null,
      },
    ],
  });

export const teamMade = z
  .object({ teamId: z.int() })
  .meta({ id: 'TeamMade', description: 'The new team', examples: [{ teamId: 29 }] });

export const teamUpdated = z
  .object({ Status: z.literal('Updated') })
  .meta({ id: 'TeamUpdated', description: 'The team is changed', examples: [{ Status: 'Updated' }] });

export const teamDeleted = success('Team deleted');
