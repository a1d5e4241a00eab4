import type { Viewer } from '../../../access/viewer.js';
import type { Context } from '../../../context.js';
import { DomainError } from '../../../errors/errors.js';
import { paginationOf } from '../../../paging.js';
import { readInvalidations, type InvalidationsQuery } from './invalidations.repository.js';

/**
 * Lists the invalidations of tasks that a user mapped or invalidated, as JSON text.
 * @throws DomainError USER_NOT_FOUND
 */
export async function listInvalidations(
  { database }: Context,
  query: InvalidationsQuery,
  viewer: Viewer,
): Promise<string> {
  const read = await readInvalidations(database.db, query, viewer);
  if (!read) throw new DomainError('USER_NOT_FOUND', { details: { username: query.username } });
  const pagination = paginationOf(query.page, query.pageSize, read.total);
  return `{"invalidatedTasks":${read.tasks},"pagination":${JSON.stringify(pagination)}}`;
}
