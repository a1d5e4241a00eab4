import { stringify } from 'csv-stringify/sync';
import type { Context } from '../../context.js';
import { DomainError } from '../../errors/errors.js';
import { askForFilteredGroup, askForGroup, type GroupMember } from './mapswipe.js';
import { partnerByPermalink } from './partners.service.js';

/** The MapSwipe group of a partner. @throws DomainError PARTNER_NOT_FOUND, EMPTY_MAPSWIPE_GROUP */
async function groupOf(context: Context, permalink: string): Promise<{ id: number; pk: string }> {
  const { id, mapswipeGroupId } = await partnerByPermalink(context, permalink);
  if (!mapswipeGroupId) throw new DomainError('EMPTY_MAPSWIPE_GROUP', { details: { partner_id: id } });
  return { id, pk: mapswipeGroupId };
}

const memberOf = ({ id, user, isActive, totalMappingProjects, totalSwipeTime, totalSwipes }: GroupMember) => ({
  id,
  userId: user.firebaseId,
  username: user.username,
  isActive,
  totalMappingProjects,
  totalcontributionTime: totalSwipeTime,
  totalcontributions: totalSwipes,
});

/**
 * Contributions of the MapSwipe group of a partner, with a page of its members.
 * @throws DomainError PARTNER_NOT_FOUND, EMPTY_MAPSWIPE_GROUP, and the errors of `askForGroup`
 */
export async function getGroupStatistics(context: Context, permalink: string, page: { limit: number; offset: number }) {
  const { id, pk } = await groupOf(context, permalink);
  const { contributorUserGroup: group, communityUserGroupStats } = await askForGroup(context.config.mapswipeUrl, {
    pk,
    ...page,
  });
  const { stats, statsLatest } = communityUserGroupStats;
  return {
    id,
    provider: 'mapswipe',
    idInsideProvider: pk,
    nameInsideProvider: group.name,
    descriptionInsideProvider: group.description ?? null,
    membersCount: group.userMemberships.totalCount,
    members: group.userMemberships.results.map(memberOf),
    totalContributors: stats.totalContributors,
    totalcontributions: stats.totalSwipes,
    totalcontributionTime: stats.totalSwipeTime,
    totalRecentContributors: statsLatest.totalContributors,
    totalRecentcontributions: statsLatest.totalSwipes,
    totalRecentcontributionTime: statsLatest.totalSwipeTime,
  };
}

/** Number of members in one request to MapSwipe. */
const MEMBERS_PER_REQUEST = 500;

/** Largest number of members that are read. */
const MAX_MEMBERS = 100_000;

async function allMembers(context: Context, pk: string): Promise<GroupMember[]> {
  const members: GroupMember[] = [];
  for (;;) {
    const page = { pk, limit: MEMBERS_PER_REQUEST, offset: members.length };
    const { userMemberships } = (await askForGroup(context.config.mapswipeUrl, page)).contributorUserGroup;
    members.push(...userMemberships.results);
    const isLast = userMemberships.results.length === 0 || members.length >= userMemberships.totalCount;
    if (isLast || members.length >= MAX_MEMBERS) return members;
  }
}

const COLUMNS = ['userId', 'username', 'isActive', 'totalMappingProjects', 'totalSwipeTimeInSeconds', 'totalSwipes'];

/** All members of the MapSwipe group of a partner as CSV. @throws DomainError the errors of `getGroupStatistics` */
export async function groupMembersCsv(context: Context, permalink: string): Promise<string> {
  const { pk } = await groupOf(context, permalink);
  const rows = (await allMembers(context, pk)).map((member) => [
    member.user.firebaseId,
    member.user.username ?? '',
    member.isActive ? 'True' : 'False',
    member.totalMappingProjects,
    member.totalSwipeTime,
    member.totalSwipes,
  ]);
  return stringify([COLUMNS, ...rows], { record_delimiter: '\n' });
}

/** Whether a text is an existing date, `yyyy-mm-dd`. */
function isDate(text: string | undefined): text is string {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/**
 * Contributions of the MapSwipe group of a partner in a period.
 * @throws DomainError INVALID_TIME_RANGE, PARTNER_NOT_FOUND, EMPTY_MAPSWIPE_GROUP, and the errors of `askForGroup`
 */
export async function getFilteredStatistics(
  context: Context,
  permalink: string,
  { fromDate, toDate }: { fromDate?: string | undefined; toDate?: string | undefined },
) {
  if (!isDate(fromDate) || !isDate(toDate) || fromDate > toDate)
    throw new DomainError('INVALID_TIME_RANGE', { details: { fromDate, toDate } });
  const { id, pk } = await groupOf(context, permalink);
  const answer = await askForFilteredGroup(context.config.mapswipeUrl, { pk, fromDate, toDate });
  const stats = answer.communityUserGroupStats.filteredStats;
  return {
    id,
    provider: 'mapswipe',
    idInsideProvider: pk,
    fromDate,
    toDate,
    contributionsByUser: [],
    contributionsByGeo: stats.swipeByProjectGeo.map(({ geojson, totalContribution }) => ({
      geojson: { type: geojson.type, coordinates: geojson.coordinates },
      totalcontributions: totalContribution,
    })),
    areaSwipedByProjectType: stats.areaSwipedByProjectType.map(({ totalArea, projectType, projectTypeDisplay }) => ({
      totalArea,
      projectType,
      projectTypeDisplay,
    })),
    contributionsByProjectType: stats.swipeByProjectType.map(({ projectType, projectTypeDisplay, totalSwipes }) => ({
      projectType,
      projectTypeDisplay,
      totalcontributions: totalSwipes,
    })),
    contributionsByDate: stats.swipeByDate.map(({ taskDate, totalSwipes }) => ({
      taskDate,
      totalcontributions: totalSwipes,
    })),
    contributionsByorganizationName: stats.swipeByOrganizationName.map(({ organizationName, totalSwipes }) => ({
      organizationName,
      totalcontributions: totalSwipes,
    })),
    contributionTimeByDate: stats.swipeTimeByDate.map(({ date, totalSwipeTime }) => ({
      date,
      totalcontributionTime: totalSwipeTime,
    })),
  };
}
