import type { Context } from '../../../context.js';
import { projectNotFound } from '../../../access/project-policy.js';
import { userIdOf } from '../../users/users.service.js';
import type { ProjectOrder } from '../project-codes.js';
import { readOwnProjects } from '../details/project-details.repository.js';
import { orderOf } from './project-filters.sql.js';
import {
  isPublished,
  readActive,
  readFeatured,
  readPopular,
  readSimilar,
  readTouched,
} from './project-lists.repository.js';
import type { Searcher } from './project-search.repository.js';

const cardList = (results: string): string => `{"mapResults":[],"results":${results},"pagination":null}`;

/** The featured projects, as JSON text. @param locales best first, see `preferredLocales` */
export const listFeatured = async ({ database }: Context, locales: string[]): Promise<string> =>
  cardList(await readFeatured(database.db, locales));

/** The ten projects in which most locks ended in the last 90 days, as JSON text. */
export const listPopular = async ({ database }: Context, locales: string[]): Promise<string> =>
  cardList(await readPopular(database.db, locales));

/**
 * The public published projects that are most similar to a published one, as JSON text.
 * @throws DomainError PROJECT_NOT_FOUND (also for a project that is not published)
 */
export async function listSimilar(
  { database }: Context,
  projectId: number,
  wanted: { limit: number; locales: string[] },
): Promise<string> {
  if (!(await isPublished(database.prisma, projectId))) throw projectNotFound(projectId);
  return cardList(await readSimilar(database.db, projectId, wanted));
}

/** The areas of the projects with recent activity, as GeoJSON text. */
export const listActive = ({ database }: Context, hours: number): Promise<string> => readActive(database.db, hours);

/** The summaries of the projects of an author by status, as JSON text. */
export async function listOwn(
  { database }: Context,
  authorId: number,
  { orderBy, orderByType, locales }: { orderBy: ProjectOrder; orderByType: 'ASC' | 'DESC'; locales: string[] },
): Promise<string> {
  const order = orderOf(orderBy, orderByType);
  const { draft, active, archived } = await readOwnProjects(database.db, { authorId, order, locales });
  return `{"draftProjects":[${draft}],"activeProjects":[${active}],"archivedProjects":[${archived}]}`;
}

/**
 * The projects in which a user has mapped or validated tasks, as far as the caller may see them, as JSON text.
 * @throws DomainError USER_NOT_FOUND
 */
export async function listTouched(context: Context, username: string, searcher: Searcher): Promise<string> {
  const userId = await userIdOf(context, username);
  return `{"mappedProjects":${await readTouched(context.database.db, userId, searcher)}}`;
}
