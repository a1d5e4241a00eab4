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
 * Whether task `t` is in a state from which tasks are chosen for the purpose. The states are constants of the statement, so
 * that PostgreSQL can estimate how many tasks have them.
 */
const isInState = ({ purpose }: NextTaskRequest): Sql => {
  const states = NEXT_FROM[purpose].map((status) => TASK_STATUS[status]);
  const given = Prisma.raw(`t.task_status IN (${states.join(', ')})`);
  return states.includes(TASK_STATUS.READY) ? Prisma.sql`(${given} OR t.task_status IS NULL)` : given;
};

/** Whether the caller may get task `t`. Only admins get tasks for validation that they mapped themselves. */
const mayHave = ({ purpose }: NextTaskRequest, userId: number): Sql =>
  purpose === 'validation'
    ? Prisma.sql`AND (t.mapped_by IS DISTINCT FROM ${userId}::bigint
      OR (SELECT a.role FROM users a WHERE a.id = ${userId}::bigint) = ${sqlCode(ROLE.ADMIN)})`
    : Prisma.empty;

/** Tasks that are free for the purpose. An expired lock counts as no lock. */
const isFree = (request: NextTaskRequest, { rules, projectId, userId }: Caller): Sql => Prisma.sql`
  t.project_id = ${projectId}::int AND (${isInState(request)}
    OR (${IS_LOCKED} AND ${lockExpired(rules.autoUnlockSeconds)} AND ${LAST_STATE} = ANY(${[...NEXT_FROM[request.purpose]]}::text[])))
  ${mayHave(request, userId)}`;

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

/** The limit of one task is a constant of the statement. For a parameter, PostgreSQL plans for a tenth of the tasks. */
const limit = (count: number): Sql => (count === 1 ? Prisma.sql`LIMIT 1` : Prisma.sql`LIMIT ${count}::int`);

/** The first free tasks in the order of the request. Every free task of the project is read and sorted. */
const firstSorted = (request: NextTaskRequest, caller: Caller, count: number): Sql => Prisma.sql`
  SELECT t.id FROM tasks t WHERE ${isFree(request, caller)}
  ORDER BY ${inPriorityArea(caller.projectId)} DESC, CASE WHEN ${enforcesRandom(request, caller)} THEN random() END,
    ${requestedOrder(request)}, t.id
  ${limit(count)}`;

/** The number of attempts that choose the first tasks. Later attempts choose among more tasks, so that fewer callers conflict. */
const EXACT_ATTEMPTS = 2;
const MAX_WINDOW = 64;

/** Selects the first tasks. After failed attempts, it selects at random from a larger number of first tasks. */
function someOf(first: (count: number) => Sql, { count }: NextTaskRequest, { attempt }: Caller): Sql {
  const factor = Math.min(MAX_WINDOW, 2 ** Math.max(0, attempt - EXACT_ATTEMPTS));
  if (factor === 1) return first(count);
  return Prisma.sql`SELECT w.* FROM (${first(count * factor)}) w ORDER BY random() ${limit(count)}`;
}

/**
 * The next free tasks `t` and their project `p`, to select from. Tasks in priority areas come first. After failed
 * attempts the tasks are chosen at random among the first ones; their number grows with each attempt.
 */
export const nextTasks = (request: NextTaskRequest, caller: Caller): Sql => Prisma.sql`
  (${someOf((count) => firstSorted(request, caller, count), request, caller)}) next
  JOIN tasks t ON t.project_id = ${caller.projectId}::int AND t.id = next.id JOIN projects p ON p.id = t.project_id`;

/**
 * The next unlocked tasks in the order of their ids, from an index. Nothing is found in a project with priority areas or
 * random tasks, because its order needs all tasks. Tasks with an expired lock are left out, because each of them needs its
 * history. The subquery depends on `p`, so that PostgreSQL has one plan for all projects and keeps it.
 */
export const nextUnlockedTasks = (request: NextTaskRequest, caller: Caller): Sql => Prisma.sql`
  projects p CROSS JOIN LATERAL (${someOf(
    (count) => Prisma.sql`
    SELECT t.*, t.xmin FROM tasks t WHERE t.project_id = p.id AND ${isInState(request)} ${mayHave(request, caller.userId)}
    ORDER BY t.id ${limit(count)}`,
    request,
    caller,
  )}) t
  WHERE p.id = ${caller.projectId}::int AND NOT ${hasPriorityAreas(caller.projectId)}
    ${request.purpose === 'mapping' ? Prisma.sql`AND p.enforce_random_task_selection IS NOT TRUE` : Prisma.empty}`;
