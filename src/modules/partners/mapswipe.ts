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

interface Totals {
  totalContributors: number;
  totalSwipes: number;
  totalSwipeTime: number;
}

/** A member of a group, as MapSwipe tells of it. */
export interface GroupMember {
  id: string;
  isActive: boolean;
  totalMappingProjects: number;
  totalSwipeTime: number;
  totalSwipes: number;
  user: { id: string; firebaseId: string; username: string | null };
}

/** What MapSwipe tells of a group. */
export interface GroupAnswer {
  contributorUserGroup: {
    id: string;
    name: string;
    description: string | null;
    userMemberships: { totalCount: number; results: GroupMember[] };
  };
  communityUserGroupStats: { id: string; stats: Totals; statsLatest: Totals };
}

/** What MapSwipe tells of a group within a range of dates. */
export interface FilteredAnswer {
  communityUserGroupStats: {
    id: string;
    filteredStats: {
      areaSwipedByProjectType: { projectType: string; projectTypeDisplay: string; totalArea: number | null }[];
      swipeByDate: { taskDate: string; totalSwipes: number }[];
      swipeByOrganizationName: { organizationName: string; totalSwipes: number }[];
      swipeByProjectGeo: { totalContribution: number; geojson: { type: string; coordinates: unknown } }[];
      swipeByProjectType: { projectType: string; projectTypeDisplay: string; totalSwipes: number }[];
      swipeTimeByDate: { date: string; totalSwipeTime: number }[];
    };
  };
}

async function post(url: string, body: object): Promise<JsonAnswer> {
  const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  try {
    return await askForJson(url, init);
  } catch (error) {
    throw new DomainError('MAPSWIPE_NETWORK_ERROR', { cause: error });
  }
}

/** Asks MapSwipe one question and checks the frame of its answer. */
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
 * Asks MapSwipe for a group and a page of its members.
 * @param pk the id of the group
 * @throws DomainError INVALID_MAPSWIPE_GROUP_ID, MAPSWIPE_GRAPHQL_ERROR, MAPSWIPE_NO_DATA, MAPSWIPE_HTTP_ERROR,
 *   MAPSWIPE_INVALID_RESPONSE, MAPSWIPE_NETWORK_ERROR
 */
export async function askForGroup(
  url: string,
  variables: { pk: string; limit: number; offset: number },
): Promise<GroupAnswer> {
  const data = (await ask(url, 'UserGroupStats', GROUP_QUERY, variables)) as Partial<GroupAnswer>;
  if (!data.contributorUserGroup || !data.communityUserGroupStats) throw unknownGroup(variables.pk);
  return data as GroupAnswer;
}

/**
 * Asks MapSwipe for the work of a group within a range of dates (yyyy-mm-dd).
 * @throws DomainError as `askForGroup`
 */
export async function askForFilteredGroup(
  url: string,
  variables: { pk: string; fromDate: string; toDate: string },
): Promise<FilteredAnswer> {
  const data = (await ask(url, 'FilteredUserGroupStats', FILTERED_QUERY, variables)) as Partial<FilteredAnswer>;
  if (!data.communityUserGroupStats?.filteredStats) throw unknownGroup(variables.pk);
  return data as FilteredAnswer;
}
