import { Prisma } from '../../../generated/prisma/client.js';
import { ROLE } from '../../../access/codes.js';
import { sqlCode } from '../../../access/codes.sql.js';
import type { Sql } from '../../../db/sql.js';
import { NEXT_FROM, TASK_STATUS } from '../state-machine/task-states.js';
import { IS_LOCKED, LAST_STATE, lockExpired, type LockRules } from '../tasks.sql.js';

/** A request for the next free tasks. */
export interface NextTaskRequest {
  purpose: 'mapping' | 'validation';
  order: 'priority' | 'nearest' | 'random';
  /** Longitude and latitude in degrees. */
  near?: [number, number] | undefined;
  count: number;
}

interface Caller {
  rules: LockRules;
  projectId: number;
  userId: number;
  /** The number of this attempt, from 1. */
  attempt: number;
}

/**
 * Tasks that are free for the purpose. An expired lock counts as no lock. Only admins get tasks for validation that they
 * mapped themselves.
 */
const isFree = ({ purpose }: NextTaskRequest, { rules, projectId, userId }: Caller): Sql => {
  const codes = NEXT_FROM[purpose].map((status) => TASK_STATUS[status]);
  return Prisma.sql`
  t.project_id = ${projectId}::int AND (coalesce(t.task_status, 0) = ANY(${codes}::int[])
    OR (${IS_LOCKED} AND ${lockExpired(rules.autoUnlockSeconds)} AND ${LAST_STATE} = ANY(${[...NEXT_FROM[purpose]]}::text[])))
  ${
    purpose === 'validation'
      ? Prisma.sql`AND (t.mapped_by IS DISTINCT FROM ${userId}::bigint
        OR (SELECT a.role FROM users a WHERE a.id = ${userId}::bigint) = ${sqlCode(ROLE.ADMIN)})`
      : Prisma.empty
  }`;
};

const hasPriorityAreas = (projectId: number): Sql => Prisma.sql`
  EXISTS (SELECT FROM project_priority_areas r WHERE r.project_id = ${projectId}::int)`;

/** False at once for a project without priority areas: the first condition is evaluated once for the statement. */
const inPriorityArea = (projectId: number): Sql => Prisma.sql`(CASE WHEN ${hasPriorityAreas(projectId)}
  THEN EXISTS (SELECT FROM project_priority_areas r JOIN priority_areas a ON a.id = r.priority_area_id
    WHERE r.project_id = ${projectId}::int AND ST_Intersects(a.geometry, t.geometry)) ELSE false END)`;

/** Whether mappers of the project get random tasks, whatever order they request. */
const enforcesRandom = ({ purpose }: NextTaskRequest, { projectId }: Caller): Sql =>
  purpose === 'mapping'
    ? Prisma.sql`coalesce((SELECT p.enforce_random_task_selection FROM projects p WHERE p.id = ${projectId}::int), false)`
    : Prisma.sql`false`;

const requestedOrder = ({ order, near }: NextTaskRequest): Sql => {
  if (order === 'random') return Prisma.sql`random()`;
  if (order === 'nearest' && near)
    return Prisma.sql`ST_Distance(ST_Centroid(t.geometry), ST_SetSRID(ST_MakePoint(${near[0]}::float8, ${near[1]}::float8), 4326))`;
  return Prisma.sql`t.id`;
};

/** The first free tasks by all orders. Every free task of the project is read and sorted. */
const firstSorted = (
  request: NextTaskRequest,
  caller: Caller,
  count: number,
  onlyIf: Sql = Prisma.sql`true`,
): Sql => Prisma.sql`
  SELECT t.id FROM tasks t WHERE ${isFree(request, caller)} AND ${onlyIf}
  ORDER BY ${inPriorityArea(caller.projectId)} DESC, CASE WHEN ${enforcesRandom(request, caller)} THEN random() END,
    ${requestedOrder(request)}, t.id
  LIMIT ${count}::int`;

/**
 * The first free tasks in the order of their ids, after those in priority areas. Most projects have no priority areas and
 * do not enforce random tasks. There the first part answers from an index, and the second part reads nothing: PostgreSQL
 * evaluates `isPlain` once for the statement.
 */
function firstByPriority(request: NextTaskRequest, caller: Caller, count: number): Sql {
  const isPlain = Prisma.sql`(SELECT NOT ${hasPriorityAreas(caller.projectId)} AND NOT ${enforcesRandom(request, caller)})`;
  return Prisma.sql`
    (SELECT t.id FROM tasks t WHERE ${isFree(request, caller)} AND ${isPlain} ORDER BY t.id LIMIT ${count}::int)
    UNION ALL (${firstSorted(request, caller, count, Prisma.sql`NOT ${isPlain}`)})`;
}

/** Attempts that choose the first tasks. Later attempts choose among more tasks, so that many callers do not conflict again. */
const EXACT_ATTEMPTS = 2;
const MAX_WINDOW = 64;

/**
 * Selects the ids of the next free tasks, in a project of `projectId`. Tasks in priority areas come first. After failed
 * attempts the tasks are chosen at random among the first ones; their number grows with each attempt.
 */
export function nextTaskIds(request: NextTaskRequest, caller: Caller): Sql {
  const factor = Math.min(MAX_WINDOW, 2 ** Math.max(0, caller.attempt - EXACT_ATTEMPTS));
  const first = request.order === 'priority' ? firstByPriority : firstSorted;
  if (factor === 1) return first(request, caller, request.count);
  return Prisma.sql`SELECT w.id FROM (${first(request, caller, request.count * factor)}) w
    ORDER BY random() LIMIT ${request.count}::int`;
}
