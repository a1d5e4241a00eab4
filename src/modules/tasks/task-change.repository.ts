import { Prisma } from '../../generated/prisma/client.js';
import type { StatementTx } from '../../db/transaction.js';
import type { HistoryRow, TaskChange, UserCount } from './task-change.js';
import { MESSAGE_TYPE, type TaskMessage } from './task-messages.js';
import { TASK_STATUS } from './task-states.js';
import { isOneOf, type Sql } from './task-sql.js';

export interface ChangesToWrite {
  projectId: number;
  actorId: number;
  changes: TaskChange[];
  /** Given where a lock is taken: the version of the actor's row that the decision rested on. */
  actorVersion?: string;
  messages?: TaskMessage[];
}

/** A lock's duration as history keeps it: `HH:MM:SS.ffffff`; a day or more is cut, as readers of v5 take it for a time. */
const durationText = (from: Sql, to: Sql): Sql =>
  Prisma.sql`to_char(least(${to} - ${from}, interval '23:59:59.999999'), 'HH24:MI:SS.US')`;

const sumCounts = (changes: TaskChange[]): (Required<Omit<UserCount, 'worked'>> & { worked: boolean })[] => {
  const byUser = new Map<number, Required<UserCount>>();
  for (const count of changes.flatMap((change) => change.counts)) {
    const { userId } = count;
    const sum = byUser.get(userId) ?? {
      userId,
      mapped: 0,
      validated: 0,
      invalidated: 0,
      wasValidated: false,
      worked: false,
    };
    byUser.set(userId, {
      userId,
      mapped: sum.mapped + (count.mapped ?? 0),
      validated: sum.validated + (count.validated ?? 0),
      invalidated: sum.invalidated + (count.invalidated ?? 0),
      wasValidated: sum.wasValidated || (count.wasValidated ?? false),
      worked: sum.worked || (count.worked ?? false),
    });
  }
  return [...byUser.values()].sort((a, b) => a.userId - b.userId);
};

/** A date of the facts as the schema's zone-less column takes it. */
const stored = (date: string | undefined): string | null => date?.replace('Z', '') ?? null;

const taskJson = (change: TaskChange, closeAt: number) => ({
  id: change.taskId,
  version: change.version,
  status: TASK_STATUS[change.status],
  locked: change.lockedBy,
  mapped: change.mappedBy,
  validated: change.validatedBy,
  closes: change.closes?.as ?? null,
  closer: change.closes?.userId ?? null,
  close_at: closeAt,
  invalidation: change.invalidation,
  mapper: change.lastMapped?.userId ?? null,
  mapped_at: stored(change.lastMapped?.date),
});

const entryJson = (change: TaskChange, row: HistoryRow, at: number) => ({
  id: change.taskId,
  at,
  action: row.action,
  body: row.text,
  user_id: row.userId,
  ...(row.issues && { issues: row.issues }),
  ...(row.action === 'STATE_CHANGE' &&
    change.invalidation === 'open' && {
      opens: true,
      mapper: change.lastMapped?.userId,
      mapped_at: stored(change.lastMapped?.date),
    }),
});

/**
 * The changes and their history rows as JSON for `jsonb_to_recordset`. Every row of one statement has a moment of its
 * own (`at` microseconds after the statement's): history is ordered by it, and statistics tell copied rows by it.
 */
function toJson(changes: TaskChange[]): { tasks: string; entries: string } {
  let moment = 0;
  const entries: object[] = [];
  const tasks = changes.map((change) => {
    let closeAt = 0;
    for (const row of change.rows) {
      const at = moment++;
      if (row === 'close') closeAt = at;
      else entries.push(entryJson(change, row, at));
    }
    return taskJson(change, closeAt);
  });
  return { tasks: JSON.stringify(tasks), entries: JSON.stringify(entries) };
}

/** The project's counters: by how much a set of changes moves each. */
function projectDelta(changes: TaskChange[]) {
  const moved = (status: 'MAPPED' | 'VALIDATED' | 'BADIMAGERY'): number =>
    changes.reduce((sum, { counted }) => sum + Number(counted.after === status) - Number(counted.before === status), 0);
  return { mapped: moved('MAPPED'), validated: moved('VALIDATED'), badImagery: moved('BADIMAGERY') };
}

/** The lock row that is open gets its duration, or becomes an auto-unlock of now. */
const closedRows = (projectId: number, ids: number[]): Sql => Prisma.sql`,
  closed AS (
    UPDATE task_history h SET
      action = CASE c.closes WHEN 'auto' THEN CASE WHEN h.action LIKE '%MAPPING' THEN 'AUTO_UNLOCKED_FOR_MAPPING'
        ELSE 'AUTO_UNLOCKED_FOR_VALIDATION' END ELSE h.action END,
      action_text = ${durationText(Prisma.sql`h.action_date`, Prisma.sql`go.at`)},
      action_date = CASE c.closes WHEN 'auto' THEN go.at + c.close_at * interval '1 microsecond' ELSE h.action_date END
    FROM change c, go
    WHERE c.closes IS NOT NULL AND h.project_id = ${projectId}::int
      AND ${isOneOf(Prisma.sql`h.task_id`, ids)} AND h.task_id = c.id AND h.user_id = c.closer
      AND h.action_text IS NULL AND h.action IN
        ('LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION', 'EXTENDED_FOR_MAPPING', 'EXTENDED_FOR_VALIDATION')
  )`;

const issueRows = Prisma.sql`,
  issue_row AS (
    INSERT INTO task_mapping_issues (task_history_id, mapping_issue_category_id, issue, count)
    SELECT e.history_id, i."categoryId", i.name, i.count
    FROM go, entry e, jsonb_to_recordset(e.issues) AS i("categoryId" int, name text, count int)
    WHERE jsonb_typeof(e.issues) = 'array'
  )`;

/** Whether a change validates, and `i` is the newest open invalidation of its task. */
const VALIDATES = Prisma.sql`(c.invalidation = 'validate' AND i.id IN (SELECT id FROM newest_invalidation))`;

/** Invalidations: opening one closes those before it; validating closes the open ones, the newest with who and when. */
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
    SELECT ${projectId}::int, e.id, false, e.mapper, e.mapped_at, ${actorId}::bigint,
      go.at + e.at * interval '1 microsecond', e.history_id, go.at
    FROM go, entry e WHERE e.opens AND e.mapper IS NOT NULL
  )`;

const isUser = (counts: { userId: number }[]): Sql =>
  isOneOf(
    Prisma.sql`u.id`,
    counts.map(({ userId }) => userId),
    'bigint',
  );

/** Users' counters, in SQL and in id order, never from a value read before. */
const userRows = (projectId: number, counts: ReturnType<typeof sumCounts>): Sql => Prisma.sql`,
  person AS MATERIALIZED (
    SELECT u.id, k.mapped, k.validated, k.invalidated, k."wasValidated", k.worked
    FROM jsonb_to_recordset(${JSON.stringify(counts)}::jsonb)
      AS k("userId" bigint, mapped int, validated int, invalidated int, "wasValidated" bool, worked bool)
    JOIN users u ON u.id = k."userId"
    WHERE ${isUser(counts)} AND (SELECT count(*) FROM task) > 0 ORDER BY u.id FOR NO KEY UPDATE OF u
  ),
  person_row AS (
    UPDATE users u SET
      tasks_mapped = greatest(0, u.tasks_mapped + p.mapped),
      tasks_validated = greatest(0, u.tasks_validated + p.validated),
      tasks_invalidated = greatest(0, u.tasks_invalidated + p.invalidated),
      last_validation_date = CASE WHEN p."wasValidated" THEN go.at ELSE u.last_validation_date END,
      projects_mapped = CASE WHEN p.worked AND NOT coalesce(u.projects_mapped, '{}') @> ARRAY[${projectId}::int]
        THEN coalesce(u.projects_mapped, '{}') || ${projectId}::int ELSE u.projects_mapped END
    FROM person p, go WHERE ${isUser(counts)} AND u.id = p.id RETURNING u.id
  )`;

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

/** Messages to users that exist, want that kind of message, and are not the sender. */
const messageRows = (projectId: number, actorId: number, messages: TaskMessage[]): Sql => Prisma.sql`,
  message_row AS (
    INSERT INTO messages (message, subject, from_user_id, to_user_id, date, read, message_type, project_id, task_id)
    SELECT m.message, m.subject, ${actorId}::bigint, u.id, go.at, false, m.type, ${projectId}::int, m."taskId"
    FROM go, jsonb_to_recordset(${JSON.stringify(messages)}::jsonb)
      AS m("taskId" int, type int, username text, "userId" bigint, subject text, message text)
    JOIN users u ON u.username = m.username OR u.id = m."userId"
    WHERE u.id <> ${actorId}::bigint AND CASE m.type
      WHEN ${MESSAGE_TYPE.VALIDATION}::int THEN u.task_validation_notification
      WHEN ${MESSAGE_TYPE.INVALIDATION}::int THEN u.task_invalidation_notification
      ELSE u.mentions_notifications END
  )`;

/** Taking a lock writes a new version of the actor's row: of two locks that one user asks for at once, one finds it changed. */
const lockGuard = (actorId: number, version: string): Sql => Prisma.sql`,
  guard AS MATERIALIZED (
    UPDATE users u SET tasks_mapped = u.tasks_mapped
    WHERE u.id = ${actorId}::bigint AND u.xmin::text = ${version} AND (SELECT count(*) FROM held) > 0 RETURNING u.id
  )`;

/**
 * Writes changes of tasks whole or not at all, in one statement: rows of tasks, history, issues, invalidations, counters
 * of users and project, messages. It writes nothing where a task, or the actor whose lock it takes, is not the version
 * that the change was planned on: the guard of every transition. Rows are locked in the order tasks, users, project, each
 * by id, so that overlapping sets wait for each other and never for ever.
 * @returns whether it was written
 */
export async function writeChanges(tx: StatementTx, toWrite: ChangesToWrite): Promise<boolean> {
  const { projectId, actorId, changes, actorVersion, messages = [] } = toWrite;
  const json = toJson(changes);
  const ids = changes.map(({ taskId }) => taskId);
  const closing = changes.filter(({ closes }) => closes).map(({ taskId }) => taskId);
  const counts = sumCounts(changes);
  const changesState = changes.some(({ rows }) => rows.some((row) => row !== 'close' && row.action === 'STATE_CHANGE'));
  const hasIssues = changes.some(({ rows }) => rows.some((row) => row !== 'close' && row.issues));
  const [result] = await tx.$queryRaw<{ written: number }[]>`
  WITH change AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(${json.tasks}::jsonb) AS c(id int, version text, status int, locked bigint,
      mapped bigint, validated bigint, closes text, closer bigint, close_at int, invalidation text, mapper bigint,
      mapped_at timestamp)
  ),
  entry AS MATERIALIZED (
    SELECT r.*, nextval('task_history_id_seq') AS history_id
    FROM jsonb_to_recordset(${json.entries}::jsonb) AS r(id int, at int, action text, body text, user_id bigint,
      issues jsonb, opens bool, mapper bigint, mapped_at timestamp)
  ),
  held AS MATERIALIZED (
    SELECT t.id FROM change c JOIN tasks t ON t.id = c.id
    WHERE t.project_id = ${projectId}::int AND ${isOneOf(Prisma.sql`t.id`, ids)} AND t.xmin::text = c.version
    ORDER BY t.id FOR NO KEY UPDATE OF t
  )${actorVersion === undefined ? Prisma.empty : lockGuard(actorId, actorVersion)},
  go AS MATERIALIZED (
    SELECT clock_timestamp() AT TIME ZONE 'UTC' AS at WHERE (SELECT count(*) FROM held) = ${changes.length}::int
      ${actorVersion === undefined ? Prisma.empty : Prisma.sql`AND EXISTS (SELECT FROM guard)`}
  ),
  task AS (
    UPDATE tasks t SET task_status = c.status, locked_by = c.locked, mapped_by = c.mapped, validated_by = c.validated
    FROM change c, go
    WHERE t.project_id = ${projectId}::int AND ${isOneOf(Prisma.sql`t.id`, ids)} AND t.id = c.id RETURNING t.id
  )${closing.length > 0 ? closedRows(projectId, closing) : Prisma.empty},
  written AS (
    INSERT INTO task_history (id, project_id, task_id, action, action_text, action_date, user_id)
    SELECT e.history_id, ${projectId}::int, e.id, e.action, e.body, go.at + e.at * interval '1 microsecond', e.user_id
    FROM entry e, go
  )${hasIssues ? issueRows : Prisma.empty}${
    changes.some(({ invalidation }) => invalidation) ? invalidationRows(projectId, actorId, ids) : Prisma.empty
  }${counts.length > 0 ? userRows(projectId, counts) : Prisma.empty}${
    changesState
      ? projectRow(projectId, changes, counts.length > 0 ? Prisma.sql`person_row` : Prisma.sql`task`)
      : Prisma.empty
  }${messages.length > 0 ? messageRows(projectId, actorId, messages) : Prisma.empty}
  SELECT count(*)::int AS written FROM task`;
  return result?.written === changes.length;
}
