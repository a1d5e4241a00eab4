import { sourcesOf } from '../../db/database.js';
import type { Db } from '../../db/transaction.js';
import type { Context } from '../../context.js';
import { DomainError } from '../../errors/errors.js';
import { readTimesOfUser, type TimesOfUser } from './users/user-times.repository.js';
import { projectNotFound } from '../../access/project-policy.js';
import { userNotFound } from '../../access/viewer.js';
import type { StatisticsCache } from './statistics-cache.js';
import { readProjectFigures, type ProjectFigures } from './project-statistics.repository.js';
import { readPeriod } from './statistics-dates.js';
import { readSystemStatistics } from './system-statistics.repository.js';
import { readTaskStatistics, type TaskStatisticsQuery } from './task-statistics.repository.js';
import { readUserStatistics } from './users/user-statistics.repository.js';

/** The context and the cache of statistics. */
export interface Statistics {
  context: Context;
  cache: StatisticsCache;
}

/** Counts an answer on the replica, if there is one. It may be some seconds old. If the replica has no answer, on the database. */
async function countFromSources(
  { context: { database }, cache }: Statistics,
  query: unknown,
  count: (db: Db) => Promise<string | null>,
): Promise<Counted | null> {
  for (const { db } of sourcesOf(database)) {
    const answer = await cache.answer(db, query, () => count(db));
    if (answer) return { etag: answer.etag, body: answer.text };
  }
  return null;
}

/** An answer as JSON text, with its entity tag. */
export type Counted = { etag: string; body: string };

/**
 * Numbers of tasks mapped, validated and marked as bad imagery, by day.
 * @throws DomainError InvalidDateValue, InvalidDateRange, USER_NOT_FOUND
 */
export async function taskStatistics(
  statistics: Statistics,
  period: { startDate: string | undefined; endDate: string | undefined },
  filters: Omit<TaskStatisticsQuery, 'startDate' | 'endDate'>,
): Promise<Counted> {
  const query = { ...filters, ...readPeriod(period.startDate, period.endDate) };
  const counted = await countFromSources(statistics, ['tasks', query], async (db) => {
    const days = await readTaskStatistics(db, query);
    return days && `{"taskStats":${days}}`;
  });
  if (!counted) throw userNotFound(filters.userId);
  return counted;
}

/** A part as a whole percentage, rounded down; 0 if the whole is 0. */
const percent = (part: number, whole: number): number => (whole > 0 ? Math.floor((100 * part) / whole) : 0);

const average = (sum: number, count: number): number => (count > 0 ? sum / count : 0);

function projectAnswerOf(projectId: number, figures: ProjectFigures) {
  const { total, mapped, validated, badImagery, mappingSeconds, validationSeconds } = figures;
  const usable = total - badImagery;
  const averageMappingTime = average(mappingSeconds, figures.mappingLocks);
  const averageValidationTime = average(validationSeconds, figures.validationLocks);
  return {
    projectId,
    'projectArea(in sq.km)': figures.area,
    totalMappers: figures.mappers,
    totalTasks: total,
    totalComments: figures.comments,
    totalMappingTime: mappingSeconds,
    totalValidationTime: validationSeconds,
    totalTimeSpent: mappingSeconds + validationSeconds,
    averageMappingTime,
    averageValidationTime,
    percentMapped: percent(mapped + validated, usable),
    percentValidated: percent(validated, usable),
    percentBadImagery: percent(badImagery, total),
    aoiCentroid: JSON.parse(figures.centroid) as { type: 'Point'; coordinates: [number, number] },
    timeToFinishMapping: (usable - mapped - validated) * averageMappingTime,
    timeToFinishValidating: (usable - validated) * averageValidationTime,
  };
}

/**
 * Progress of a project, and the time that users worked on it.
 * @throws DomainError PROJECT_NOT_FOUND
 */
export async function projectStatistics(statistics: Statistics, projectId: number): Promise<Counted> {
  const counted = await countFromSources(statistics, ['project', projectId], async (db) => {
    const figures = await readProjectFigures(db, projectId);
    return figures && JSON.stringify(projectAnswerOf(projectId, figures));
  });
  if (!counted) throw projectNotFound(projectId);
  return counted;
}

/**
 * Statistics of a user.
 * @throws DomainError USER_NOT_FOUND (the caller or the requested user)
 */
export async function userStatistics(statistics: Statistics, viewerId: number, username: string): Promise<Counted> {
  let isKnown = false;
  const counted = await countFromSources(statistics, ['user', viewerId, username], async (db) => {
    const read = await readUserStatistics(db, { viewerId, username });
    isKnown = read.known;
    return isKnown ? read.statistics : null;
  });
  if (counted) return counted;
  throw isKnown ? new DomainError('USER_NOT_FOUND', { details: { username } }) : userNotFound(viewerId);
}

/**
 * The time that a user spent on a project, in seconds.
 * @throws DomainError USER_NOT_FOUND
 */
export async function timesOfUser({ database }: Context, projectId: number, username: string): Promise<TimesOfUser> {
  const times = await readTimesOfUser(database.db, projectId, username);
  if (!times) throw new DomainError('USER_NOT_FOUND', { details: { username } });
  return times;
}

/** Totals of the instance. */
export async function systemStatistics(statistics: Statistics, detailed: boolean): Promise<Counted> {
  const counted = await countFromSources(statistics, ['system', detailed], (db) =>
    readSystemStatistics(db, { detailed }),
  );
  if (!counted) throw new Error('the statistics of the installation came back empty');
  return counted;
}
