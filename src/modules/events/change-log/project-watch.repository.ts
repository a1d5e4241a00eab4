import { Prisma } from '../../../generated/prisma/client.js';
import { isoDate, NOW, table } from '../../../db/sql.js';
import type { Tx } from '../../../db/transaction.js';
import { statusName } from '../../tasks/tasks.sql.js';
import { KEPT_SECONDS } from './change-log.repository.js';

/** A project to check. `since`: the oldest transaction that was open at this process's last check; null at the first check. */
interface ProjectToCheck {
  projectId: number;
  since: number | null;
}

/** A task whose row was changed without a row of history. */
export interface ChangedRow {
  projectId: number;
  taskId: number;
  writer: string;
  status: string;
}

/** A task that was deleted. */
export interface DeletedTask {
  projectId: number;
  taskId: number;
}

/** The changes of watched projects. */
export interface CheckResult {
  /** The oldest transaction that was open at the time of the check. */
  xmin: number;
  /** Now: ISO 8601, UTC, with microseconds. */
  at: string;
  changedRows: ChangedRow[];
  deletedTasks: DeletedTask[];
  changedProjects: number[];
}

const WATCHED = { projectId: 'int', since: 'bigint' };

/** The record of a check by another process is used for this number of seconds. */
const RECORD_SECONDS = 1800;

/** A digest of everything that users can edit in the project `p`: settings, texts, teams and areas, but not counters. */
const DIGEST = Prisma.sql`md5(concat_ws('|',
  ROW(p.status, p.priority, p.default_locale, p.author_id, p.difficulty, p.private, p.changeset_comment, p.due_date,
    p.imagery, p.josm_preset, p.mapping_types, p.license_id, p.mapping_editors, p.validation_editors, p.osmcha_filter_id,
    p.enforce_random_task_selection, p.id_presets, p.featured, p.country, p.organisation_id, p.mapping_permission,
    p.validation_permission, p.rapid_power_user, p.extra_id_params, p.mapping_permission_level_id,
    p.validation_permission_level_id, p.database, p.sandbox)::text,
  (SELECT string_agg(ROW(i.locale, i.name, i.short_description, i.description, i.instructions,
    i.per_task_instructions)::text, '|' ORDER BY i.locale) FROM project_info i WHERE i.project_id = p.id),
  (SELECT string_agg(t.team_id || ' ' || t.role, ',' ORDER BY t.team_id, t.role) FROM project_teams t
    WHERE t.project_id = p.id),
  (SELECT string_agg(a.priority_area_id::text, ',' ORDER BY a.priority_area_id) FROM project_priority_areas a
    WHERE a.project_id = p.id),
  (SELECT string_agg(c.campaign_id::text, ',' ORDER BY c.campaign_id) FROM campaign_projects c WHERE c.project_id = p.id),
  (SELECT string_agg(i.interest_id::text, ',' ORDER BY i.interest_id) FROM project_interests i WHERE i.project_id = p.id)))`;

/** The ids of the tasks of the project `s` as ranges. Most projects have one. */
const TASK_IDS = Prisma.sql`(SELECT range_agg(int4range(t.id, t.id, '[]')) FROM tasks t WHERE t.project_id = s.id)`;

/**
 * Tasks that a project had at its last check and does not have now. Split tasks are excluded: the event of the split names them. A
 * split by another server is known from its event only, so tasks are compared only while that event is kept.
 */
const DELETED = Prisma.sql`
  SELECT s.id AS project_id, k.id AS task_id
  FROM start s JOIN scan c ON c.id = s.id, unnest(s.task_ids) r, generate_series(lower(r), upper(r) - 1) AS k(id)
  WHERE c.tasks <> s.tasks AND s.seen_at > clock_timestamp() - ${KEPT_SECONDS}::int * interval '1 second'
    AND NOT EXISTS (SELECT FROM tessera_events.split x WHERE x.project_id = s.id AND x.task_id = k.id)
    AND NOT EXISTS (SELECT FROM tasks t WHERE t.project_id = s.id AND t.id = k.id)
    AND NOT EXISTS (SELECT FROM tessera_events.event e WHERE e.project_id = s.id AND e.name = 'task'
      AND e.data::json->>'parent' = k.id::text)`;

/**
 * The tasks of the projects in `start`: their number and the sum of their ids as text, and the rows that a transaction has written
 * since the last check. One array of these few rows is faster than conditions of aggregates, which cost time for every row.
 */
const SCAN = Prisma.sql`
  SELECT s.id, concat(count(t.id), ' ', sum(t.id)) AS tasks,
    json_agg(json_build_array(t.id, t.xmin, t.task_status)) FILTER (WHERE age(t.xmin) <= s.oldest) AS recent
  FROM start s LEFT JOIN tasks t ON t.project_id = s.id GROUP BY s.id`;

/**
 * The recent rows of tasks whose transaction wrote no history row, without the rows of earlier checks. It uses count(*) and not
 * EXISTS: the planner overestimates the number of recent rows, and would read the whole history for a join.
 */
const CHANGED_ROWS = Prisma.sql`
  SELECT s.id AS project_id, t.id, t.writer, ${statusName(Prisma.sql`t.state`)} AS status, s.was_checked
  FROM start s JOIN scan c ON c.id = s.id, json_array_elements(c.recent) AS r(row),
    LATERAL (SELECT (r.row->>0)::int AS id, r.row->>1 AS writer, (r.row->>2)::int AS state) AS t
  WHERE (SELECT count(*) FROM task_history h
      WHERE h.task_id = t.id AND h.project_id = s.id AND h.xmin = t.writer::xid) = 0
    AND NOT EXISTS (SELECT FROM tessera_events.task_row r
      WHERE r.project_id = s.id AND r.task_id = t.id AND r.writer = t.writer)`;

/** Records the check of projects that have changed, and of projects whose record is older than 30 seconds. */
const RECORD_CHECK = Prisma.sql`
  INSERT INTO tessera_events.project (project_id, digest, seen_xmin, tasks, task_ids)
  SELECT s.id, s.digest, m.low, c.tasks, CASE WHEN c.tasks = s.tasks THEN s.task_ids ELSE ${TASK_IDS} END
  FROM mark m, start s JOIN scan c ON c.id = s.id
  WHERE s.before IS DISTINCT FROM s.digest OR s.tasks IS DISTINCT FROM c.tasks
    OR s.seen_at < clock_timestamp() - interval '30 seconds'
  ON CONFLICT (project_id) DO UPDATE SET digest = excluded.digest, seen_xmin = excluded.seen_xmin,
    tasks = excluded.tasks, task_ids = excluded.task_ids, seen_at = clock_timestamp()`;

/**
 * Checks projects. Finds rows of tasks that were written since the last check by a transaction without a history row, deleted
 * tasks, and edited projects. The result is recorded, so that the next check does not find it again. The first check of a project
 * finds nothing. Among the deleted tasks is the parent of a split by another server whose event is not in the log yet.
 */
export async function checkProjects(tx: Tx, watched: ProjectToCheck[]): Promise<CheckResult> {
  const [row] = await tx.$queryRaw<{ found: string }[]>`/* checkProjects */
    WITH mark AS MATERIALIZED (
      SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS low
    ),
    start AS MATERIALIZED (
      SELECT w."projectId" AS id, coalesce(w.since, o.seen_xmin) IS NOT NULL AS was_checked, o.digest AS before, o.seen_at,
        o.tasks, o.task_ids, age((coalesce(w.since, o.seen_xmin, m.low) % 4294967296)::text::xid) AS oldest, ${DIGEST} AS digest
      FROM mark m, (SELECT * FROM ${table(
        WATCHED,
        watched.map((each) => ({ ...each })),
      )}) w
      JOIN projects p ON p.id = w."projectId"
      LEFT JOIN tessera_events.project o ON o.project_id = p.id
        AND o.seen_at > clock_timestamp() - ${RECORD_SECONDS}::int * interval '1 second'
    ),
    scan AS MATERIALIZED (${SCAN}),
    changed AS MATERIALIZED (${CHANGED_ROWS}),
    recorded_rows AS (
      INSERT INTO tessera_events.task_row (project_id, task_id, writer) SELECT r.project_id, r.id, r.writer FROM changed r
    ),
    recorded_projects AS (${RECORD_CHECK}),
    deleted AS (${DELETED})
    SELECT json_build_object('xmin', m.low, 'at', ${isoDate(NOW)},
      'changedRows', (SELECT coalesce(json_agg(json_build_object('projectId', r.project_id, 'taskId', r.id, 'writer', r.writer,
        'status', r.status)), '[]') FROM changed r WHERE r.was_checked),
      'deletedTasks', (SELECT coalesce(json_agg(json_build_object('projectId', d.project_id, 'taskId', d.task_id)), '[]')
        FROM deleted d),
      'changedProjects', ARRAY(SELECT s.id FROM start s WHERE s.before <> s.digest))::text AS found
    FROM mark m`;
  if (!row) throw new Error('the check of watched projects returned no row');
  return JSON.parse(row.found) as CheckResult;
}

/** Deletes records of rows that no check can find again. */
export async function forgetOldRows(tx: Tx): Promise<void> {
  await tx.$executeRaw`/* forgetOldRows */
    DELETE FROM tessera_events.task_row WHERE logged_at < clock_timestamp() - 2 * ${RECORD_SECONDS}::int * interval '1 second'`;
}
