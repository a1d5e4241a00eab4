import { Prisma } from '../../../generated/prisma/client.js';
import { ROLE } from '../../../access/codes.js';
import { sqlCode } from '../../../access/codes.sql.js';
import type { Sql } from '../../../db/sql.js';
import { NEXT_FROM, TASK_STATUS } from '../state-machine/task-states.js';
import { IS_LOCKED, LAST_STATE, lockExpired, type LockRules } from '../tasks.sql.js';

/** Which tasks a user wants next, and in what order. */
export interface NextTaskRequest {
  purpose: 'mapping' | 'validation';
  order: 'priority' | 'nearest' | 'random';
  /** Longitude and latitude in degrees. */
  near?: [number, number] | undefined;
  count: number;
}

interface Asker {
  rules: LockRules;
  projectId: number;
  userId: number;
  /** How often the request has been tried, from 1. */
  attempt: number;
}

/**
 * Tasks that are free for the purpose. An expired lock counts as none. Only admins validate what they mapped themselves.
 */
const isFree = ({ purpose }: NextTaskRequest, { rules, projectId, userId }: Asker): Sql => {
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

/** Whether the project gives random tasks to its mappers, whatever order they ask for. */
const enforcesRandom = ({ purpose }: NextTaskRequest, { projectId }: Asker): Sql =>
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
  asker: Asker,
  count: number,
  onlyIf: Sql = Prisma.sql`true`,
): Sql => Prisma.sql`
  SELECT t.id FROM tasks t WHERE ${isFree(request, asker)} AND ${onlyIf}
  ORDER BY ${inPriorityArea(asker.projectId)} DESC, CASE WHEN ${enforcesRandom(request, asker)} THEN random() END,
    ${requestedOrder(request)}, t.id
  LIMIT ${count}::int`;

/**
 * The first free tasks in the order of their ids, after those in priority areas. Most projects have no priority areas and
 * do not enforce random tasks. There the first part answers from an index, and the second part reads nothing: PostgreSQL
 * evaluates `isPlain` once for the statement.
 */
function firstByPriority(request: NextTaskRequest, asker: Asker, count: number): Sql {
  const isPlain = Prisma.sql`(SELECT NOT ${hasPriorityAreas(asker.projectId)} AND NOT ${enforcesRandom(request, asker)})`;
  return Prisma.sql`
    (SELECT t.id FROM tasks t WHERE ${isFree(request, asker)} AND ${isPlain} ORDER BY t.id LIMIT ${count}::int)
    UNION ALL (${firstSorted(request, asker, count, Prisma.sql`NOT ${isPlain}`)})`;
}

/** Attempts that take just the first tasks. Later ones choose among more and more, so that many callers do not meet again. */
const EXACT_ATTEMPTS = 2;
const MAX_WINDOW = 64;

/**
 * Selects the ids of the next free tasks, in a project of `projectId`. Tasks in priority areas come first. After lost
 * attempts the tasks are chosen by chance among the first ones, of which there are more with each attempt.
 */
export function nextTaskIds(request: NextTaskRequest, asker: Asker): Sql {
  const factor = Math.min(MAX_WINDOW, 2 ** Math.max(0, asker.attempt - EXACT_ATTEMPTS));
  const first = request.order === 'priority' ? firstByPriority : firstSorted;
  if (factor === 1) return first(request, asker, request.count);
  return Prisma.sql`SELECT w.id FROM (${first(request, asker, request.count * factor)}) w
    ORDER BY random() LIMIT ${request.count}::int`;
}
