import { Prisma } from '../../../generated/prisma/client.js';
import type { Db, Tx } from '../../../db/transaction.js';
import { longTable } from '../../../db/sql.js';
import { IS_LOCKED, LAST_STATE, statusName } from '../tasks.sql.js';
import type { HistoryAct } from '../state-machine/task-undo.js';

/** The differences between the tasks of a project and its counters. A repair adds them to the counters. */
export interface ProjectDrift {
  projectId: number;
  total: number;
  mapped: number;
  validated: number;
  badImagery: number;
}

/** Projects whose counters do not match their tasks. A locked task counts in its state before the lock. */
const DRIFT = Prisma.sql`
  SELECT p.id AS "projectId", coalesce(c.total, 0) - p.total_tasks AS total,
    coalesce(c.mapped, 0) - p.tasks_mapped AS mapped, coalesce(c.validated, 0) - p.tasks_validated AS validated,
    coalesce(c.bad, 0) - p.tasks_bad_imagery AS "badImagery"
  FROM projects p LEFT JOIN (
    SELECT s.project_id, count(*)::int AS total, count(*) FILTER (WHERE s.state = 'MAPPED')::int AS mapped,
      count(*) FILTER (WHERE s.state = 'VALIDATED')::int AS validated,
      count(*) FILTER (WHERE s.state = 'BADIMAGERY')::int AS bad
    FROM (SELECT t.project_id, CASE WHEN ${IS_LOCKED} THEN ${LAST_STATE}
      ELSE ${statusName(Prisma.sql`t.task_status`)} END AS state FROM tasks t) s
    GROUP BY s.project_id) c ON c.project_id = p.id
  WHERE (p.total_tasks, p.tasks_mapped, p.tasks_validated, p.tasks_bad_imagery)
    IS DISTINCT FROM (coalesce(c.total, 0), coalesce(c.mapped, 0), coalesce(c.validated, 0), coalesce(c.bad, 0))`;

/** Compares the counters of all projects with their tasks, in one snapshot. */
export const readProjectDrift = (db: Db): Promise<ProjectDrift[]> =>
  db.$queryRaw<ProjectDrift[]>`/* readProjectDrift */ ${DRIFT} ORDER BY p.id`;

/**
 * Repairs the counters of projects. The differences are read in one snapshot. Every action changes tasks and counters in one
 * transaction, so simultaneous actions do not change the differences.
 */
export const addProjectDrift = (tx: Tx): Promise<ProjectDrift[]> =>
  tx.$queryRaw<ProjectDrift[]>`/* addProjectDrift */
    WITH drift AS MATERIALIZED (${DRIFT}),
    locked_rows AS MATERIALIZED (
      SELECT p.id FROM projects p WHERE p.id IN (SELECT "projectId" FROM drift) ORDER BY p.id FOR NO KEY UPDATE)
    UPDATE projects p SET total_tasks = p.total_tasks + d.total, tasks_mapped = p.tasks_mapped + d.mapped,
      tasks_validated = p.tasks_validated + d.validated, tasks_bad_imagery = p.tasks_bad_imagery + d."badImagery"
    FROM drift d WHERE p.id = d."projectId" AND (SELECT count(*) FROM locked_rows) >= 0
    RETURNING d.*`;

/** The counters of a user as they are stored. */
export interface StoredCounters {
  userId: number;
  mapped: number;
  validated: number;
  invalidated: number;
  projects: number[];
}

/** Makes the transaction read one snapshot. It must be the first statement. */
export const readOneSnapshot = async (tx: Tx): Promise<void> =>
  void (await tx.$executeRaw`/* readOneSnapshot */ SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`);

/** A page of users in the order of their ids. */
export const readUserCounters = (db: Db, afterId: number, limit: number): Promise<StoredCounters[]> =>
  db.$queryRaw<StoredCounters[]>`/* readUserCounters */
    SELECT u.id::float8 AS "userId", u.tasks_mapped AS mapped, u.tasks_validated AS validated,
      u.tasks_invalidated AS invalidated, coalesce(u.projects_mapped, '{}') AS projects
    FROM users u WHERE u.id > ${afterId}::bigint ORDER BY u.id LIMIT ${limit}::int`;

/** The number of tasks of a project. */
export interface ProjectSize {
  projectId: number;
  tasks: number;
}

/** Reads the number of tasks of each project. */
export const readProjectSizes = (db: Db): Promise<ProjectSize[]> =>
  db.$queryRaw<ProjectSize[]>`/* readProjectSizes */
    SELECT t.project_id AS "projectId", count(*)::int AS tasks FROM tasks t GROUP BY t.project_id ORDER BY t.project_id`;

/** A history row with its date. The children of a split task have copies of history rows with the same date. */
export interface DatedAct extends HistoryAct {
  projectId: number;
  taskId: number;
  /** The date as a text. Different dates have different texts. */
  at: string;
}

/** The history of projects, task by task, oldest first. Comments have no text, except those that an undo writes. */
export const readHistoriesOf = (db: Db, projectIds: number[]): Promise<DatedAct[]> =>
  db.$queryRaw<DatedAct[]>`/* readHistoriesOf */
    SELECT h.project_id AS "projectId", h.task_id AS "taskId", h.action, h.user_id::float8 AS "userId",
      CASE WHEN h.action = 'COMMENT' AND h.action_text NOT LIKE 'Undo state from %' THEN '' ELSE h.action_text END AS text,
      to_char(h.action_date, 'YYYYMMDDHH24MISSUS') AS at
    FROM task_history h WHERE h.project_id = ANY(${projectIds}::int[])
    ORDER BY h.project_id, h.task_id, h.action_date, h.id`;

/** The differences between the history and the counters of a user. A repair adds them to the counters. */
export interface UserDrift {
  userId: number;
  mapped: number;
  validated: number;
  invalidated: number;
  /** Projects that the user worked on and that `projects_mapped` does not have. */
  projects: number[];
}

/** Adds the differences to the counters of users. */
export async function addUserDrift(tx: Tx, drift: UserDrift[]): Promise<void> {
  const rows = drift.map(({ userId, mapped, validated, invalidated }) => ({ userId, mapped, validated, invalidated }));
  const counters = { userId: 'bigint', mapped: 'int', validated: 'int', invalidated: 'int' };
  const worked = drift.flatMap(({ userId, projects }) => projects.map((projectId) => ({ userId, projectId })));
  await tx.$executeRaw`/* addUserDrift */
    WITH sent AS MATERIALIZED (SELECT * FROM ${longTable(counters, rows)}),
    worked AS MATERIALIZED (
      SELECT w."userId", array_agg(w."projectId") AS projects
      FROM (SELECT * FROM ${longTable({ userId: 'bigint', projectId: 'int' }, worked)}) w GROUP BY w."userId"),
    locked_rows AS MATERIALIZED (
      SELECT u.id FROM users u WHERE u.id IN (SELECT "userId" FROM sent) ORDER BY u.id FOR NO KEY UPDATE)
    UPDATE users u SET tasks_mapped = greatest(0, u.tasks_mapped + d.mapped),
      tasks_validated = greatest(0, u.tasks_validated + d.validated),
      tasks_invalidated = greatest(0, u.tasks_invalidated + d.invalidated),
      projects_mapped = coalesce(u.projects_mapped, '{}') || coalesce((
        SELECT array_agg(n) FROM unnest(w.projects) n WHERE NOT coalesce(u.projects_mapped, '{}') @> ARRAY[n]), '{}')
    FROM sent d LEFT JOIN worked w ON w."userId" = d."userId"
    WHERE u.id = d."userId" AND (SELECT count(*) FROM locked_rows) >= 0`;
}
