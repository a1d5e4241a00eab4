import { PROJECT_STATUS } from '../../../access/codes.js';
import { userNotFound, type Viewer } from '../../../access/viewer.js';
import type { Context } from '../../../context.js';
import { offsetOf, paginationOf } from '../../../paging.js';
import { findUserById } from '../users.repository.js';
import { readInterestRates } from './interest-rates.repository.js';
import { readUserTasks, type UserTasksOrder } from './user-tasks.repository.js';

/** The query of the tasks of a user. */
export interface UserTasksRequest {
  status?: string | undefined;
  project_status?: keyof typeof PROJECT_STATUS | undefined;
  project_id?: number | undefined;
  start_date?: string | undefined;
  end_date?: string | undefined;
  sort_by: string;
  page: number;
  page_size: number;
}

const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

/**
 * A date in the format of a PostgreSQL timestamp, in UTC. A date without a time is its midnight.
 * @returns undefined if the text is not a date
 */
export function readTimestamp(text: string): string | undefined {
  const trimmed = text.trim();
  const match = TIMESTAMP.exec(trimmed);
  if (!match || match[1] === '0000') return undefined;
  const [, year, month, day] = match;
  const midnight = new Date(`${year}-${month}-${day}T00:00:00Z`);
  // 30 February is not a date.
  if (Number.isNaN(midnight.getTime()) || midnight.getUTCDate() !== Number(day)) return undefined;
  if (match[4] === undefined) return `${trimmed} 00:00:00`;
  const zone = /(Z|[+-]\d\d:?\d\d)$/.test(trimmed.slice(10)) ? '' : 'Z';
  const date = new Date(trimmed.replace(' ', 'T') + zone);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace('Z', '');
}

const isOrder = (text: string): text is UserTasksOrder => /^-?(action_date|project_id)$/.test(text);

/**
 * A page of the tasks on which a user has worked, as JSON text. An invalid date finds no tasks.
 * @throws DomainError USER_NOT_FOUND
 */
export async function listUserTasks(
  { database, config: { autoUnlockSeconds } }: Context,
  viewer: Viewer,
  userId: number,
  request: UserTasksRequest,
): Promise<string> {
  const { page, page_size: size, start_date: start, end_date: end, sort_by: order } = request;
  const from = start ? readTimestamp(start) : null;
  const until = end ? readTimestamp(end) : null;
  if (from === undefined || until === undefined) {
    if (!(await findUserById(database.prisma, BigInt(userId)))) throw userNotFound(userId);
    return '{"tasks":[],"pagination":{"total":0}}';
  }
  const filter = {
    userId,
    status: request.status ?? null,
    projectStatus: request.project_status === undefined ? null : PROJECT_STATUS[request.project_status],
    projectId: request.project_id ?? null,
    from,
    until,
  };
  const found = await readUserTasks(database.db, filter, {
    order: isOrder(order) ? order : '-action_date',
    from: offsetOf(page, size),
    size,
    viewer,
    autoUnlockSeconds,
  });
  if (!found) throw userNotFound(userId);
  return `{"tasks":${found.tasks},"pagination":${JSON.stringify(paginationOf(page, size, found.total))}}`;
}

/** The share of each interest in the projects of a user. The list of an unknown user is empty. */
export const interestRates = async ({ database }: Context, userId: number) => ({
  rates: await readInterestRates(database.db, userId),
});
