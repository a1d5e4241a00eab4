import type { Context } from '../../http/app-types.js';
import { DomainError } from '../../http/errors.js';
import { projectNotFound, readableProject, userNotFound } from '../projects/project-access.service.js';
import { readProjectFigures, type ProjectFigures } from './project-statistics.repository.js';
import { readPeriod } from './statistics-dates.js';
import { readSystemStatistics } from './system-statistics.repository.js';
import { readTaskStatistics, type TaskStatisticsQuestion } from './task-statistics.repository.js';
import { readUserStatistics } from './user-statistics.repository.js';

/**
 * What was mapped, validated and marked as bad imagery, by day, as JSON text (row 21).
 * @throws DomainError InvalidDateValue, InvalidDateRange, USER_NOT_FOUND
 */
export async function taskStatistics(
  { database }: Context,
  question: Omit<TaskStatisticsQuestion, 'startDate' | 'endDate'> & { startDate?: string; endDate?: string },
): Promise<string> {
  const period = readPeriod(question.startDate, question.endDate);
  const asked = { ...question, ...period };
  const days = (await readTaskStatistics(database.replica.db, asked)) ?? (await readTaskStatistics(database.db, asked));
  if (days === null) throw userNotFound(question.userId);
  return `{"taskStats":${days}}`;
}

/** A part in whole percent, as clients are shown it: rounded down, 0 of nothing. */
const percent = (part: number, whole: number): number => (whole > 0 ? Math.floor((100 * part) / whole) : 0);

const average = (sum: number, count: number): number => (count > 0 ? sum / count : 0);

function presentFigures(projectId: number, figures: ProjectFigures) {
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
 * How far a project is and how long the work took (row 22).
 * @throws DomainError PROJECT_NOT_FOUND, PrivateProject, USER_NOT_FOUND
 */
export async function projectStatistics({ database }: Context, projectId: number, userId: number | null) {
  await readableProject(database.db, projectId, userId);
  const figures =
    (await readProjectFigures(database.replica.db, projectId)) ?? (await readProjectFigures(database.db, projectId));
  if (!figures) throw projectNotFound(projectId);
  return presentFigures(projectId, figures);
}

/**
 * What a user has done, as JSON text.
 * @throws DomainError USER_NOT_FOUND (the one who asks, or the one asked about)
 */
export async function userStatistics({ database }: Context, askedBy: number, username: string): Promise<string> {
  const { known, statistics } = await readUserStatistics(database.db, { askedBy, username });
  if (!known) throw userNotFound(askedBy);
  if (statistics === null) throw new DomainError('USER_NOT_FOUND', { details: { username } });
  return statistics;
}

/** What the whole installation holds, as JSON text. */
export const systemStatistics = ({ database }: Context, detailed: boolean): Promise<string> =>
  readSystemStatistics(database.replica.db, { detailed });
