import { z } from 'zod';
import { askForJson, type JsonAnswer } from '../../osm/ask-service.js';
import { DomainError } from '../../errors/errors.js';

const GROUP_QUERY = `query UserGroupStats($pk: ID!, $limit: Int!, $offset: Int!) {
  contributorUserGroup(firebaseId: $pk) {
    id name description
    userMemberships(pagination: { limit: $limit, offset: $offset }) {
      totalCount
      results { id isActive totalMappingProjects totalSwipeTime totalSwipes user { id firebaseId username } }
    }
  }
  communityUserGroupStats(firebaseId: $pk) {
    id
    stats { totalContributors totalSwipes totalSwipeTime }
    statsLatest { totalContributors totalSwipes totalSwipeTime }
  }
}`;

const FILTERED_QUERY = `query FilteredUserGroupStats($pk: ID!, $fromDate: DateTime!, $toDate: DateTime!) {
  communityUserGroupStats(firebaseId: $pk) {
    id
    filteredStats(dateRange: { fromDate: $fromDate, toDate: $toDate }) {
      areaSwipedByProjectType { projectType projectTypeDisplay totalArea }
      swipeByDate { taskDate totalSwipes }
      swipeByOrganizationName { organizationName totalSwipes }
      swipeByProjectGeo { totalContribution geojson }
      swipeByProjectType { projectType projectTypeDisplay totalSwipes }
      swipeTimeByDate { date totalSwipeTime }
    }
  }
}`;

/** An id. GraphQL may send it as a number. */
const id = z.union([z.string(), z.number()]).transform(String);

const totals = z.object({ totalContributors: z.int(), totalSwipes: z.int(), totalSwipeTime: z.number() });

const member = z.object({
  id,
  isActive: z.boolean(),
  totalMappingProjects: z.int(),
  totalSwipeTime: z.number(),
  totalSwipes: z.int(),
  user: z.object({ firebaseId: id, username: z.string().nullable() }),
});

const groupAnswer = z.object({
  contributorUserGroup: z.object({
    name: z.string(),
    description: z.string().nullish(),
    userMemberships: z.object({ totalCount: z.int(), results: z.array(member) }),
  }),
  communityUserGroupStats: z.object({ stats: totals, statsLatest: totals }),
});

const type = { projectType: id, projectTypeDisplay: z.string() };

const filteredAnswer = z.object({
  communityUserGroupStats: z.object({
    filteredStats: z.object({
      areaSwipedByProjectType: z.array(z.object({ ...type, totalArea: z.number().nullable() })),
      swipeByDate: z.array(z.object({ taskDate: z.string(), totalSwipes: z.number() })),
      swipeByOrganizationName: z.array(z.object({ organizationName: z.string().nullable(), totalSwipes: z.number() })),
      swipeByProjectGeo: z.array(
        z.object({
          totalContribution: z.number(),
          geojson: z.object({ type: z.string(), coordinates: z.array(z.unknown()) }),
        }),
      ),
      swipeByProjectType: z.array(z.object({ ...type, totalSwipes: z.number() })),
      swipeTimeByDate: z.array(z.object({ date: z.string(), totalSwipeTime: z.number() })),
    }),
  }),
});

/** A member of a group, from MapSwipe. */
export type GroupMember = z.infer<typeof member>;

/** A group, from MapSwipe. */
export type GroupAnswer = z.infer<typeof groupAnswer>;

/** The work of a group in a period, from MapSwipe. */
export type FilteredAnswer = z.infer<typeof filteredAnswer>;

async function post(url: string, body: object): Promise<JsonAnswer> {
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  try {
    return await askForJson(url, init);
  } catch (error) {
    throw new DomainError('MAPSWIPE_NETWORK_ERROR', { cause: error });
  }
}

/** Sends one query to MapSwipe. @returns the data of the answer */
async function ask(url: string, operationName: string, query: string, variables: object): Promise<object> {
  const { status, body } = await post(url, { operationName, query, variables });
  if (status >= 400) throw new DomainError('MAPSWIPE_HTTP_ERROR', { details: { status } });
  if (typeof body !== 'object' || body === null) throw new DomainError('MAPSWIPE_INVALID_RESPONSE');
  const { data, errors } = body as { data?: unknown; errors?: unknown };
  if (Array.isArray(errors) && errors.length > 0) throw new DomainError('MAPSWIPE_GRAPHQL_ERROR');
  if (typeof data !== 'object' || data === null) throw new DomainError('MAPSWIPE_NO_DATA');
  return data;
}

const unknownGroup = (pk: string): DomainError =>
  new DomainError('INVALID_MAPSWIPE_GROUP_ID', { details: { mapswipe_group_id: pk } });

/**
 * Checks that data have the expected form.
 * @throws DomainError MAPSWIPE_INVALID_RESPONSE
 */
function parseData<T>(schema: z.ZodType<T>, data: object): T {
  const { success, data: answer, error } = schema.safeParse(data);
  if (!success) throw new DomainError('MAPSWIPE_INVALID_RESPONSE', { cause: error });
  return answer;
}

/**
 * Reads a group and a page of its members from MapSwipe.
 * @param pk the id of the group
 * @throws DomainError INVALID_MAPSWIPE_GROUP_ID, MAPSWIPE_GRAPHQL_ERROR, MAPSWIPE_NO_DATA, MAPSWIPE_HTTP_ERROR,
 * MAPSWIPE_INVALID_RESPONSE, MAPSWIPE_NETWORK_ERROR
 */
export async function askForGroup(
  url: string,
  variables: { pk: string; limit: number; offset: number },
): Promise<GroupAnswer> {
  const data = (await ask(url, 'UserGroupStats', GROUP_QUERY, variables)) as Partial<GroupAnswer>;
  if (!data.contributorUserGroup || !data.communityUserGroupStats) throw unknownGroup(variables.pk);
  return parseData(groupAnswer, data);
}

/**
 * Reads the work of a group in a period from MapSwipe.
 * @param variables the dates are yyyy-mm-dd
 * @throws DomainError the errors of `askForGroup`
 */
export async function askForFilteredGroup(
  url: string,
  variables: { pk: string; fromDate: string; toDate: string },
): Promise<FilteredAnswer> {
  const data = (await ask(url, 'FilteredUserGroupStats', FILTERED_QUERY, variables)) as Partial<FilteredAnswer>;
  if (!data.communityUserGroupStats) throw unknownGroup(variables.pk);
  return parseData(filteredAnswer, data);
}
