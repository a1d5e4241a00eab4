import type { Context } from '../../../context.js';
import { paginationOf } from '../../../paging.js';
import { readActivities, readLatestActivity } from './activity.repository.js';
import { readContributions, readContributionsByDay } from './contributions.repository.js';

const ROWS_PER_PAGE = 10;

/**
 * One page of the activities in a project, as JSON text. A page after the last one is empty.
 * @param page from 1
 */
export async function listActivities({ database }: Context, projectId: number, page: number): Promise<string> {
  const { total, activity } = await readActivities(database.db, projectId, { page, perPage: ROWS_PER_PAGE });
  const pagination = paginationOf(page, ROWS_PER_PAGE, total);
  return `{"pagination":${JSON.stringify(pagination)},"activity":${activity}}`;
}

/** The last action on each task of a project, as JSON text. */
export const latestActivity = async ({ database, config }: Context, projectId: number): Promise<string> =>
  `{"activity":${await readLatestActivity(database.db, projectId, config.autoUnlockSeconds)}}`;

/** The contributors of a project, as JSON text. */
export const listContributions = async ({ database }: Context, projectId: number): Promise<string> =>
  `{"userContributions":${await readContributions(database.db, projectId)}}`;

/** The contributions to a project by day, as JSON text. */
export const contributionsByDay = async ({ database }: Context, projectId: number): Promise<string> =>
  `{"stats":${await readContributionsByDay(database.db, projectId)}}`;
