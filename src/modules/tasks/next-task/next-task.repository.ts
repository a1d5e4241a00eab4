import { Prisma } from '../../../generated/prisma/client.js';
import type { Db, Tx } from '../../../db/transaction.js';
import type { LockRules } from '../engine/action-context.repository.js';
import type { Sql } from '../../../db/sql.js';
import { LAST_STATE, lockExpired } from '../tasks.sql.js';
import { NEXT_FROM, TASK_STATUS } from '../state-machine/task-states.js';

/** Which tasks somebody would take next, and in what order. */
export interface NextTaskRequest {
  purpose: 'mapping' | 'validation';
  order: 'priority' | 'nearest' | 'random';
  /** Longitude and latitude in degrees. */
  near?: [number, number] | undefined;
  count: number;
  /** Whose own work is left out (validation), or null. */
  notMappedBy: number | null;
}

/** Tasks that are free for the purpose; a lock that ran out counts as none. */
const free = (rules: LockRules, projectId: number, { purpose, notMappedBy }: NextTaskRequest): Sql => {
  const codes = NEXT_FROM[purpose].map((status) => TASK_STATUS[status]);
  return Prisma.sql`
  t.project_id = ${projectId}::int AND (coalesce(t.task_status, 0) = ANY(${codes}::int[])
    OR (t.task_status IN (1, 3) AND ${lockExpired(rules.autoUnlockSeconds)} AND ${LAST_STATE} = ANY(${[...NEXT_FROM[purpose]]}::text[])))
  ${notMappedBy === null ? Prisma.empty : Prisma.sql`AND t.mapped_by IS DISTINCT FROM ${notMappedBy}::bigint`}`;
};

const inPriorityArea = Prisma.sql`EXISTS (
  SELECT FROM project_priority_areas r JOIN priority_areas a ON a.id = r.priority_area_id
  WHERE r.project_id = t.project_id AND ST_Intersects(a.geometry, t.geometry))`;

/** For mappers of a project that sends them to random tasks, chance goes before any order; for others all are equal here. */
const atRandom = ({ purpose }: NextTaskRequest): Sql =>
  purpose === 'mapping'
    ? Prisma.sql`CASE WHEN (SELECT p.enforce_random_task_selection FROM projects p WHERE p.id = t.project_id) THEN random() END`
    : Prisma.sql`NULL::float8`;

const orderOf = ({ order, near }: NextTaskRequest): Sql => {
  if (order === 'random') return Prisma.sql`random()`;
  if (order === 'nearest' && near)
    return Prisma.sql`ST_Distance(ST_Centroid(t.geometry), ST_SetSRID(ST_MakePoint(${near[0]}::float8, ${near[1]}::float8), 4326))`;
  return Prisma.sql`t.id`;
};

/** Locks the rows of the next tasks until the transaction ends, passing over those that somebody else is at. */
export async function lockNextFreeTask(
  tx: Tx,
  rules: LockRules,
  projectId: number,
  request: NextTaskRequest,
): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`/* lockNextFreeTask */
    SELECT t.id FROM tasks t WHERE ${free(rules, projectId, request)}
    ORDER BY ${inPriorityArea} DESC, ${atRandom(request)}, ${orderOf(request)}, t.id LIMIT ${request.count}::int FOR NO KEY UPDATE OF t SKIP LOCKED`;
  return rows.map(({ id }) => id);
}

/** Whether any task is free for the purpose, looked at without passing over any. */
export async function anyFree(db: Db, rules: LockRules, projectId: number, request: NextTaskRequest): Promise<boolean> {
  const [row] = await db.$queryRaw<{ free: boolean }[]>`/* anyFree */
    SELECT EXISTS (SELECT FROM tasks t WHERE ${free(rules, projectId, request)}) AS free`;
  return row?.free ?? false;
}
