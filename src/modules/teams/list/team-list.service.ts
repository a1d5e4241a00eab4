import { TEAM_ROLE } from '../../../access/codes.js';
import type { Viewer } from '../../../access/viewer.js';
import type { Context } from '../../../context.js';
import { paginationOf } from '../../../paging.js';
import { readTeamList, type MemberList, type TeamFilters } from './team-list.repository.js';

/** The query of a list of teams. */
export interface TeamListRequest {
  team_name?: string | undefined;
  member?: number | undefined;
  member_request?: number | undefined;
  manager?: number | undefined;
  team_role?: string | undefined;
  organisation?: number | undefined;
  omitMemberList?: boolean | undefined;
  fullMemberList?: boolean | undefined;
  paginate?: boolean | undefined;
  page: number;
  perPage: number;
}

const roleOf = (name: string | undefined): number | undefined =>
  Object.entries(TEAM_ROLE).find(([known]) => known === name?.toUpperCase())?.[1];

function membersOf({ omitMemberList, fullMemberList }: TeamListRequest): MemberList {
  if (omitMemberList) return 'none';
  return fullMemberList === false ? 'ten of each' : 'all';
}

/** The list of teams for the viewer (see `findsTeam`), ordered by id, as JSON text. */
export async function listTeams(
  { database: { db } }: Context,
  viewer: Viewer,
  request: TeamListRequest,
): Promise<string> {
  const filters: TeamFilters = {
    name: request.team_name?.replaceAll('\0', ''),
    memberId: request.member,
    requesterId: request.member_request,
    managed: request.manager === viewer.id,
    role: roleOf(request.team_role),
    organisationId: request.organisation,
  };
  const { page, perPage } = request;
  const range = request.paginate ? { offset: (page - 1) * perPage, limit: perPage } : null;
  const { teams, total } = await readTeamList(db, viewer, filters, membersOf(request), range);
  const pagination = total === null ? 'null' : JSON.stringify(paginationOf(page, perPage, total));
  return `{"teams":[${teams ?? ''}],"pagination":${pagination}}`;
}
