import type { Context } from '../../../context.js';
import { offsetOf, paginationOf } from '../../../paging.js';
import { roleCode, type RoleName } from '../user-codes.js';
import { usernameNotFound } from '../users.service.js';
import { countUsers, findNames, readUsers } from './users-list.repository.js';
import { INT4_MAX } from '../../../int4.js';

const NAMES_PER_PAGE = 20;

/** The query of a list of users. */
export interface UsersRequest {
  page: number;
  perPage: number;
  /** Whether the answer is one page. False: the whole list. */
  pagination: boolean;
  username?: string | undefined;
  role?: RoleName | undefined;
  /** Id of a level. Any other value is ignored. */
  level?: string | undefined;
  /** A statistic to order by. */
  sort?: string | undefined;
  sort_dir: 'asc' | 'desc';
}

const levelIdOf = (text: string | undefined): number | null =>
  text !== undefined && /^\s*\d{1,10}\s*$/.test(text) && Number(text) <= INT4_MAX ? Number(text) : null;

/** Users as JSON text, a page of them or all. */
export async function listUsers(
  { config, database }: Context,
  viewerId: number,
  request: UsersRequest,
): Promise<string> {
  const { page, perPage, sort, sort_dir: direction } = request;
  const filter = {
    username: request.username ?? null,
    role: request.role === undefined ? null : roleCode(request.role),
    levelId: levelIdOf(request.level),
  };
  const order = sort ? { statistic: sort, direction } : null;
  // The stock front-end adds a `Z` to this date. With a second `Z`, its page of users would fail.
  const options = { order, viewerId, zone: config.frontend === null };
  if (!request.pagination) {
    const users = await readUsers(database.db, filter, { ...options, range: { from: 0, to: null } });
    return `{"pagination":null,"users":${users}}`;
  }
  const total = await countUsers(database.db, filter);
  const from = (page - 1) * perPage;
  const range = { from, to: Math.min(from + perPage, total) };
  const users = from < total ? await readUsers(database.db, filter, { ...options, range }) : '[]';
  return `{"pagination":${JSON.stringify(paginationOf(page, perPage, total))},"users":${users}}`;
}

/**
 * Finds users by the beginning of the name.
 * @throws DomainError USER_NOT_FOUND (the page is empty)
 */
export async function searchNames(
  { database }: Context,
  beginning: string,
  { page, projectId = null }: { page: number; projectId?: number | null | undefined },
) {
  const from = offsetOf(page, NAMES_PER_PAGE);
  const { total, found } = await findNames(database.db, beginning, { projectId, from, size: NAMES_PER_PAGE });
  if (found.length === 0) throw usernameNotFound(beginning);
  return {
    pagination: paginationOf(page, NAMES_PER_PAGE, total),
    usernames: found.map(({ username }) => username),
    users: projectId === null ? [] : found.map((user) => ({ ...user, projectId })),
  };
}
