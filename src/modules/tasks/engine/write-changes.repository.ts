import { Prisma } from '../../../generated/prisma/client.js';
import type { StatementTx } from '../../../db/transaction.js';
import type { TaskChange } from '../state-machine/plan-change.js';
import {
  COUNT,
  ENTRY,
  projectDelta,
  EFFECT,
  groupByEffect,
  sumCounts,
  TASK,
  type GroupedChanges,
} from './change-rows.js';
import { issuesFrom, shownEntry, ENTRY_AUTHOR } from './task-dto.repository.js';
import type { HistoryEntry } from '../state-machine/task-snapshot.js';
import { hasNoMessages, type TaskMessages } from '../comments/task-messages.js';
import { taskMessageParts } from '../comments/task-messages.sql.js';
import { isOneOf, longTable, materialized, table, type Sql } from '../../../db/sql.js';
import { IS_OPEN_LOCK } from '../tasks.sql.js';

/** The changes of one action, and the messages about it. */
export interface ChangesToWrite {
  projectId: number;
  actorId: number;
  changes: TaskChange[];
  /** Set if a lock is taken: the version of the row of the actor that the decision is based on. */
  actorVersion?: string;
  messages?: TaskMessages;
  /** Whether the written history rows are returned, to compose the answer. */
  answer?: boolean;
}

/**
 * Up to this number, tasks are looked up by their ids, and PostgreSQL reuses one plan for any number of them. Larger numbers
 * of tasks are usually most of a project.
 */
export const MAX_TASKS_BY_ID = 50;

/** The new and the closed history rows, by task. Empty if they were not requested. */
export type Written = Map<number, HistoryEntry[]>;

/** The duration of a lock in the history: `HH:MM:SS.ffffff`. It is less than one day, because version 5 reads it as a time of day. */
const durationText = (from: Sql, to: Sql): Sql =>
  Prisma.sql`to_char(least(${to} - ${from}, interval '23:59:59.999999'), 'HH24:MI:SS.US')`;

/** Writes the duration into the open lock row, or makes it an auto-unlock with the date of the action. */
const closedRows = (projectId: number, ids: number[]): Sql => Prisma.sql`,
  closed AS (
    UPDATE task_history h SET
      action = CASE c.closes WHEN 'auto' THEN CASE WHEN h.action LIKE '%MAPPING' THEN 'AUTO_UNLOCKED_FOR_MAPPING'
        ELSE 'AUTO_UNLOCKED_FOR_VALIDATION' END ELSE h.action END,
      action_text = ${durationText(Prisma.sql`h.action_date`, Prisma.sql`go.at`)},
      action_date = CASE c.closes WHEN 'auto' THEN go.at + c.closed_at * interval '1 microsecond' ELSE h.action_date END
    FROM change c, go
    WHERE c.closes IS NOT NULL AND h.project_id = ${projectId}::int
      AND ${isOneOf(Prisma.sql`h.task_id`, ids)} AND h.task_id = c.id AND (c.closer IS NULL OR h.user_id = c.closer)
      AND ${IS_OPEN_LOCK}
    RETURNING h.id, h.task_id, h.action, h.action_text, h.action_date, h.user_id
  )`;

const issueRows = Prisma.sql`,
  issue_row AS (
    INSERT INTO task_mapping_issues (task_history_id, mapping_issue_category_id, issue, count)
    SELECT e.history_id, i."categoryId", i.name, i.count
    FROM go, entry e, jsonb_to_recordset(e.issues::jsonb) AS i("categoryId" int, name text, count int)
    WHERE e.issues IS NOT NULL RETURNING id, task_history_id, mapping_issue_category_id, issue, count
  )`;

/** Whether the change validates the task and `i` is its newest open invalidation. */
const VALIDATES = Prisma.sql`(c.invalidation = 'validate' AND i.id IN (SELECT id FROM newest_invalidation))`;

/** An opened invalidation closes the earlier ones. A validation closes the open ones; the newest gets validator and date. */
const invalidationRows = (projectId: number, actorId: number, ids: number[]): Sql => Prisma.sql`,
  newest_invalidation AS MATERIALIZED (
    SELECT max(n.id) AS id FROM task_invalidation_history n
    WHERE n.project_id = ${projectId}::int AND ${isOneOf(Prisma.sql`n.task_id`, ids)} AND n.is_closed IS NOT TRUE
    GROUP BY n.task_id
  ),
  invalidation_closed AS (
    UPDATE task_invalidation_history i SET is_closed = true, updated_date = go.at,
      mapper_id = CASE WHEN ${VALIDATES} THEN coalesce(c.mapper, i.mapper_id) ELSE i.mapper_id END,
      mapped_date = CASE WHEN ${VALIDATES} THEN coalesce(c.mapped_at, i.mapped_date) ELSE i.mapped_date END,
      validator_id = CASE WHEN ${VALIDATES} THEN ${actorId}::bigint ELSE i.validator_id END,
      validated_date = CASE WHEN ${VALIDATES} THEN go.at ELSE i.validated_date END
    FROM go, change c
    WHERE c.invalidation IS NOT NULL AND i.project_id = ${projectId}::int AND ${isOneOf(Prisma.sql`i.task_id`, ids)}
      AND i.task_id = c.id AND i.is_closed IS NOT TRUE
  ),
  invalidation_opened AS (
    INSERT INTO task_invalidation_history (project_id, task_id, is_closed, mapper_id, mapped_date, invalidator_id,
      invalidated_date, invalidation_history_id, updated_date)
    SELECT ${projectId}::int, e.id, false, c.mapper, c.mapped_at, ${actorId}::bigint,
      go.at + e.at * interval '1 microsecond', e.history_id, go.at
    FROM go, change c JOIN entry e ON e.id = c.id AND e.action = 'STATE_CHANGE'
    WHERE c.invalidation = 'open' AND c.mapper IS NOT NULL ORDER BY e.history_id
  )`;

const isUser = (counts: { userId: number }[]): Sql =>
  isOneOf(
    Prisma.sql`u.id`,
    counts.map(({ userId }) => userId),
    'bigint',
  );

/** Locks several users in the order of their ids, before their counters change. */
const lockUsers = (counts: ReturnType<typeof sumCounts>): Sql => Prisma.sql`,
  locked_user AS MATERIALIZED (
    SELECT u.id FROM users u WHERE ${isUser(counts)} AND (SELECT count(*) FROM task) > 0
    ORDER BY u.id FOR NO KEY UPDATE OF u
  )`;

/** Changes the counters of users in SQL. No value that was read before is written. */
const userRows = (projectId: number, counts: ReturnType<typeof sumCounts>): Sql => {
  const several = counts.length > 1;
  return Prisma.sql`${several ? lockUsers(counts) : Prisma.empty},
  user_row AS (
    UPDATE users u SET
      tasks_mapped = greatest(0, u.tasks_mapped + k.mapped),
      tasks_validated = greatest(0, u.tasks_validated + k.validated),
      tasks_invalidated = greatest(0, u.tasks_invalidated + k.invalidated),
      last_validation_date = CASE WHEN k."wasValidated" THEN go.at ELSE u.last_validation_date END,
      projects_mapped = CASE WHEN k.worked AND NOT coalesce(u.projects_mapped, '{}') @> ARRAY[${projectId}::int]
        THEN coalesce(u.projects_mapped, '{}') || ${projectId}::int ELSE u.projects_mapped END
    FROM (SELECT * FROM ${table(COUNT, counts)}) k, go
    WHERE ${isUser(counts)} AND u.id = k."userId"
      AND (SELECT count(*) FROM ${several ? Prisma.sql`locked_user` : Prisma.sql`task`}) > 0 RETURNING u.id
  )`;
};

const projectRow = (projectId: number, changes: TaskChange[], after: Sql): Sql => {
  const delta = projectDelta(changes);
  return Prisma.sql`,
  project_row AS (
    UPDATE projects p SET tasks_mapped = p.tasks_mapped + ${delta.mapped}::int,
      tasks_validated = p.tasks_validated + ${delta.validated}::int,
      tasks_bad_imagery = p.tasks_bad_imagery + ${delta.badImagery}::int, last_updated = go.at
    FROM go WHERE p.id = ${projectId}::int AND (SELECT count(*) FROM ${after}) >= 0
  )`;
};

/** A lock writes a new version of the row of the actor. Of two simultaneous locks by one user, the second finds the row changed. */
const lockGuard = (actorId: number, version: string): Sql => Prisma.sql`,
  actor_lock AS MATERIALIZED (
    UPDATE users u SET tasks_mapped = u.tasks_mapped
    WHERE u.id = ${actorId}::bigint AND u.xmin::text = ${version} AND (SELECT count(*) FROM locked_task) > 0 RETURNING u.id
  )`;

/** The history rows for the answer, in the same form as in a read of the task. */
const answerOf = (closes: boolean, hasIssues: boolean): Sql => Prisma.sql`(
  SELECT json_agg(json_build_object('task', h.task_id, 'userId', h.user_id,
    ${shownEntry(hasIssues ? issuesFrom(Prisma.sql`issue_row`) : Prisma.sql`NULL`)}))
  FROM (SELECT * FROM written ${closes ? Prisma.sql`UNION ALL SELECT * FROM closed` : Prisma.empty}) h ${ENTRY_AUTHOR})::text`;

function byTask(answer: string | null): Written {
  const rows = JSON.parse(answer ?? '[]') as (HistoryEntry & { task: number })[];
  const written: Written = new Map();
  for (const { task, ...entry } of rows) written.set(task, [...(written.get(task) ?? []), entry]);
  return written;
}

/** The changes (one for each task) and their history rows, in the order of their dates. */
const changeRows = ({ tasks, effects, entries }: GroupedChanges): Sql => Prisma.sql`
  change AS ${materialized(tasks)} (
    SELECT s.id, s.version, s.history_length, s.at, s.mapper, s.mapped_at, g.*, s.at + g.close_at AS closed_at
    FROM (SELECT * FROM ${longTable(TASK, tasks)}) s JOIN (SELECT * FROM ${table(EFFECT, effects)}) g ON g.effect = s.effect
  ),
  entry AS MATERIALIZED (
    SELECT o.*, nextval('task_history_id_seq') AS history_id FROM (
      SELECT c.id, c.at + r.at AS at, r.action, r.body, r.user_id, r.issues
      FROM change c JOIN (SELECT * FROM ${table(ENTRY, entries)}) r ON r.effect = c.effect ORDER BY 2) o
  )`;

/** Whether the task `t` is unchanged since the change `c` was planned. */
const unchanged = (changes: TaskChange[]): Sql =>
  Prisma.sql`t.xmin::text = c.version ${
    // Tessera writes the row of the task together with its history. Another program may write history alone.
    changes.some(({ historyLength }) => historyLength !== null)
      ? Prisma.sql`AND (c.history_length IS NULL OR c.history_length = (
        SELECT count(*) FROM task_history h WHERE h.task_id = t.id AND h.project_id = t.project_id))`
      : Prisma.empty
  }`;

/**
 * Writes changes of tasks in one statement, all or none: rows of tasks, history, issues, invalidations, counters of users
 * and project, and messages. The statement writes nothing if a task, or the actor who takes a lock, no longer has the
 * version that the change was planned on. Rows are locked in the order tasks, users, project, each by id, so that
 * overlapping sets of tasks cannot deadlock.
 * @returns null if nothing was written
 */
export async function writeChanges(tx: StatementTx, toWrite: ChangesToWrite): Promise<Written | null> {
  const { projectId, actorId, changes, actorVersion, messages, answer = false } = toWrite;
  const ids = changes.map(({ taskId }) => taskId);
  // A large number of tasks is not looked up by id.
  const inIds = ids.length > MAX_TASKS_BY_ID ? Prisma.empty : Prisma.sql`AND ${isOneOf(Prisma.sql`t.id`, ids)}`;
  const closing = changes.filter(({ closes }) => closes).map(({ taskId }) => taskId);
  const counts = sumCounts(changes);
  const changesState = changes.some(({ rows }) => rows.some((row) => row !== 'close' && row.action === 'STATE_CHANGE'));
  const hasIssues = changes.some(({ rows }) => rows.some((row) => row !== 'close' && row.issues));
  const [result] = await tx.$queryRaw<{ written: number; answer: string | null }[]>`/* writeChanges */
  WITH ${changeRows(groupByEffect(changes))},
  locked_task AS MATERIALIZED (
    SELECT t.id FROM change c JOIN tasks t ON t.id = c.id
    WHERE t.project_id = ${projectId}::int ${inIds} AND ${unchanged(changes)}
    ORDER BY t.id FOR NO KEY UPDATE OF t
  )${actorVersion === undefined ? Prisma.empty : lockGuard(actorId, actorVersion)},
  go AS MATERIALIZED (
    SELECT clock_timestamp() AT TIME ZONE 'UTC' AS at WHERE (SELECT count(*) FROM locked_task) = ${changes.length}::int
      ${actorVersion === undefined ? Prisma.empty : Prisma.sql`AND EXISTS (SELECT FROM actor_lock)`}
  ),
  task AS (
    UPDATE tasks t SET task_status = c.status, locked_by = c.locked, mapped_by = c.mapped, validated_by = c.validated
    FROM change c, go
    WHERE t.project_id = ${projectId}::int ${inIds} AND t.id = c.id RETURNING t.id
  )${closing.length > 0 ? closedRows(projectId, closing) : Prisma.empty},
  written AS (
    INSERT INTO task_history (id, project_id, task_id, action, action_text, action_date, user_id)
    SELECT e.history_id, ${projectId}::int, e.id, e.action, e.body, go.at + e.at * interval '1 microsecond', e.user_id
    FROM entry e, go RETURNING id, task_id, action, action_text, action_date, user_id
  )${hasIssues ? issueRows : Prisma.empty}${
    changes.some(({ invalidation }) => invalidation) ? invalidationRows(projectId, actorId, ids) : Prisma.empty
  }${counts.length > 0 ? userRows(projectId, counts) : Prisma.empty}${
    changesState
      ? projectRow(projectId, changes, counts.length > 0 ? Prisma.sql`user_row` : Prisma.sql`task`)
      : Prisma.empty
  }${messages && !hasNoMessages(messages) ? taskMessageParts(projectId, actorId, messages) : Prisma.empty}
  SELECT (SELECT count(*)::int FROM task) AS written, ${answer ? answerOf(closing.length > 0, hasIssues) : Prisma.sql`NULL`} AS answer`;
  return result?.written === changes.length ? byTask(result.answer) : null;
}
