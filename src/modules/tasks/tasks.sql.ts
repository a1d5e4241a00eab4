import { Prisma } from '../../generated/prisma/client.js';
import { sqlCode } from '../../access/codes.sql.js';
import { NOW, type Sql } from '../../db/sql.js';
import { isLocked, TASK_STATUS, TASK_STATUSES, type TaskStatus } from './state-machine/task-states.js';

export type { TaskStatus };

/** The settings that decide which locks are valid. */
export interface LockRules {
  autoUnlockSeconds: number;
  lockScope: 'project' | 'global';
}

/** Pieces of SQL that several statements about tasks share. In each, `t` is the row of `tasks`. */

/** The name of a state from its number. */
export const statusName = (code: Sql): Sql =>
  Prisma.sql`(ARRAY[${Prisma.join(TASK_STATUSES.map((name) => Prisma.raw(`'${name}'`)))}])[coalesce(${code}, 0) + 1]`;

/** The number of a state, as a constant of a statement. */
export const statusCode = (status: TaskStatus): Sql => sqlCode(TASK_STATUS[status]);

const LOCKED = [TASK_STATUS.LOCKED_FOR_MAPPING, TASK_STATUS.LOCKED_FOR_VALIDATION].join(', ');

/** Whether task `t` is stored as locked; its lock may have expired. */
export const IS_LOCKED = Prisma.raw(`t.task_status IN (${LOCKED})`);

/** The actions of history rows that begin or extend a lock. */
const LOCK_ACTIONS = Prisma.raw(
  `('LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION', 'EXTENDED_FOR_MAPPING', 'EXTENDED_FOR_VALIDATION')`,
);

/** Whether row `h` of `task_history` is a lock without an end. */
export const IS_OPEN_LOCK = Prisma.sql`(h.action_text IS NULL AND h.action IN ${LOCK_ACTIONS})`;

/** When a lock began or was last extended, from all history rows `h` of its task. Without a lock row: the last action on the task. */
export const LOCKED_SINCE = Prisma.sql`
  coalesce(max(h.action_date) FILTER (WHERE h.action IN ${LOCK_ACTIONS}), max(h.action_date))`;

/** Whether task `t` is locked, and the lock that began or was extended at `since` has expired. A lock without a date has expired. */
export const lockExpiredSince = (since: Sql, autoUnlockSeconds: number): Sql => Prisma.sql`(CASE WHEN ${IS_LOCKED}
  THEN coalesce(${since} < ${NOW} - make_interval(secs => ${autoUnlockSeconds}::int), true) ELSE false END)`;

/** `LOCKED_SINCE` of task `t`; null for a task without any history. */
const LOCKED_SINCE_BY_HISTORY = Prisma.sql`(
  SELECT ${LOCKED_SINCE} FROM task_history h WHERE h.task_id = t.id AND h.project_id = t.project_id)`;

/** When project `p` last changed. A lock of a task without any history counts from this date. */
export const PROJECT_CHANGED = Prisma.sql`coalesce(p.last_updated, p.created)`;

/** Whether the lock of task `t` has expired, for reads and single actions. The history is not read yet. */
export const lockExpired = (autoUnlockSeconds: number): Sql =>
  lockExpiredSince(
    Prisma.sql`coalesce(${LOCKED_SINCE_BY_HISTORY}, (SELECT ${PROJECT_CHANGED} FROM projects p WHERE p.id = t.project_id))`,
    autoUnlockSeconds,
  );

/**
 * Whether the job that records expired locks ends the lock of task `t`. Bulk actions follow the same rule. A lock without any
 * history is ended: in a project that changes all the time, it would never expire.
 */
export const lockEnds = (autoUnlockSeconds: number): Sql =>
  lockExpiredSince(LOCKED_SINCE_BY_HISTORY, autoUnlockSeconds);

const LOCK_NAMES = Prisma.join(TASK_STATUSES.filter(isLocked).map((name) => Prisma.raw(`'${name}'`)));

/**
 * The name of the state of the newest state change of task `t`, READY without one. A state change to a lock does not count:
 * the task could never be freed.
 */
export const LAST_STATE = Prisma.sql`coalesce((
  SELECT s.action_text FROM task_history s
  WHERE s.task_id = t.id AND s.project_id = t.project_id AND s.action = 'STATE_CHANGE'
    AND coalesce(s.action_text, '') NOT IN (${LOCK_NAMES})
  ORDER BY s.action_date DESC, s.id DESC LIMIT 1), 'READY')`;

/** The state of task `t` as clients see it (a name): an expired lock counts as no lock. */
export const effectiveStatusName = (autoUnlockSeconds: number, expired = lockExpired(autoUnlockSeconds)): Sql =>
  Prisma.sql`(CASE WHEN ${expired} THEN ${LAST_STATE} ELSE ${statusName(Prisma.sql`t.task_status`)} END)`;

/** Lists and exports of more tasks are read and sent page by page, not as a whole. */
export const STREAM_THRESHOLD_TASKS = 20_000;

/** The requested tasks of a project: those with the ids, or all (null). Unknown ids are left out. */
export const requestedTasks = ({
  projectId,
  taskIds,
}: {
  projectId: number;
  taskIds: number[] | null;
}): Sql => Prisma.sql`
  t.project_id = ${projectId}::int ${taskIds ? Prisma.sql`AND t.id = ANY(${taskIds}::int[])` : Prisma.empty}`;

/** The transactions that wrote the rows of tasks `t`, as `VersionColumns` (row-versions.ts). */
export const WRITERS = Prisma.sql`encode(string_agg(xidsend(t.xmin), ''), 'hex') AS writers`;

/** The versions of the rows of tasks `t`, as `VersionColumns`. */
export const VERSIONS = Prisma.sql`${WRITERS}, encode(string_agg(tidsend(t.ctid), ''), 'hex') AS places`;

/**
 * Versions of rows can be compared only within one epoch: one run of the PostgreSQL server, and one file of the table.
 * VACUUM FULL and CLUSTER move rows to other places and keep their writers.
 */
export const EPOCH = Prisma.sql`concat_ws(' ', pg_postmaster_start_time(), pg_relation_filenode('tasks'))`;

/** Whether the state change `h` is an undo: the same user wrote the comment of an undo with it. */
export const isUndo = (projectId: number): Sql => Prisma.sql`EXISTS (SELECT FROM task_history c
  WHERE c.project_id = ${projectId}::int AND c.task_id = h.task_id AND c.user_id = h.user_id AND c.action = 'COMMENT'
    AND c.action_text LIKE 'Undo state from %' AND c.action_text LIKE '% to ' || h.action_text
    AND c.action_date BETWEEN h.action_date - interval '1 second' AND h.action_date)`;

/** Whether the history row `h` is a hand-in of a task as mapped, and no undo. */
export const isHandIn = (projectId: number): Sql =>
  Prisma.sql`(h.action = 'STATE_CHANGE' AND h.action_text = 'MAPPED' AND NOT ${isUndo(projectId)})`;
