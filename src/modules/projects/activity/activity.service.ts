import type { Context } from '../../../context.js';
import { readableProject } from '../../../access/require-access.js';
import { readActivities, readLatestActivity } from './activity.repository.js';
import { readContributions, readContributionsByDay } from './contributions.repository.js';

const PER_PAGE = 10;

/** Who asks about which project. */
interface Question {
  projectId: number;
  userId: number | null;
}

/**
 * One page of what happened in a project, as JSON text. A page behind the last is empty.
 * @param page from 1
 * @throws DomainError PROJECT_NOT_FOUND, PrivateProject, USER_NOT_FOUND
 */
export async function listActivities(
  { database }: Context,
  { projectId, userId, page }: Question & { page: number },
): Promise<string> {
  await readableProject(database.db, projectId, userId);
  const { total, activity } = await readActivities(database.db, projectId, { page, perPage: PER_PAGE });
  const pages = Math.ceil(total / PER_PAGE);
  const pagination = {
    hasNext: page < pages,
    hasPrev: page > 1,
    nextNum: page < pages ? page + 1 : null,
    page,
    pages,
    prevNum: page > 1 ? page - 1 : null,
    perPage: PER_PAGE,
    total,
  };
  return `{"pagination":${JSON.stringify(pagination)},"activity":${activity}}`;
}

/**
 * The last thing that happened to each task of a project, as JSON text.
 * @throws DomainError PROJECT_NOT_FOUND, PrivateProject, USER_NOT_FOUND
 */
export async function latestActivity({ database, config }: Context, { projectId, userId }: Question): Promise<string> {
  await readableProject(database.db, projectId, userId);
  return `{"activity":${await readLatestActivity(database.db, projectId, config.autoUnlockSeconds)}}`;
}

/**
 * Who worked on a project, as JSON text.
 * @throws DomainError PROJECT_NOT_FOUND, PrivateProject, USER_NOT_FOUND
 */
export async function listContributions({ database }: Context, { projectId, userId }: Question): Promise<string> {
  await readableProject(database.db, projectId, userId);
  return `{"userContributions":${await readContributions(database.db, projectId)}}`;
}

/**
 * How the work on a project grew day by day, as JSON text.
 * @throws DomainError PROJECT_NOT_FOUND, PrivateProject, USER_NOT_FOUND
 */
export async function contributionsByDay({ database }: Context, { projectId, userId }: Question): Promise<string> {
  await readableProject(database.db, projectId, userId);
  return `{"stats":${await readContributionsByDay(database.db, projectId)}}`;
}
