import { Prisma } from '../../../generated/prisma/client.js';
import type { Tx } from '../../../db/transaction.js';
import { IS_OPEN_LOCK } from '../tasks.sql.js';
import type { TaskFeature } from '../../../geometry/tiles/task-feature.js';

/**
 * Locks a task that will be split, if its version is unchanged, and then its project. Until the transaction ends, no other
 * transaction can assign task ids in the project.
 * @returns false if the version has changed
 */
export async function lockForSplit(tx: Tx, projectId: number, taskId: number, version: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: number }[]>`/* lockForSplit */
    WITH parent AS MATERIALIZED (
      SELECT t.id FROM tasks t WHERE t.project_id = ${projectId}::int AND t.id = ${taskId}::int
        AND t.xmin::text = ${version} FOR UPDATE
    )
    SELECT p.id FROM projects p WHERE p.id = ${projectId}::int AND EXISTS (SELECT FROM parent) FOR NO KEY UPDATE`;
  return rows.length === 1;
}

const childrenJson = (children: TaskFeature[]): string =>
  JSON.stringify(
    children.map(({ x, y, zoom, isSquare, geometry }, index) => ({
      at: index + 1,
      x,
      y,
      zoom,
      is_square: isSquare,
      geometry: JSON.stringify(geometry),
    })),
  );

/** Copies history, issues and annotations of the parent to the children, except an open lock row. */
const copies = (projectId: number, taskId: number): Prisma.Sql => Prisma.sql`
  copied AS MATERIALIZED (
    SELECT o.*, nextval('task_history_id_seq') AS new_id FROM (
      SELECT c.id AS child_id, h.* FROM child c, task_history h
      WHERE h.project_id = ${projectId}::int AND h.task_id = ${taskId}::int AND NOT ${IS_OPEN_LOCK}
      ORDER BY c.id, h.action_date, h.id) o
  ),
  history_copy AS (
    INSERT INTO task_history (id, project_id, task_id, action, action_text, action_date, user_id)
    SELECT o.new_id, o.project_id, o.child_id, o.action, o.action_text, o.action_date, o.user_id FROM copied o
  ),
  issue_copy AS (
    INSERT INTO task_mapping_issues (task_history_id, mapping_issue_category_id, issue, count)
    SELECT o.new_id, i.mapping_issue_category_id, i.issue, i.count
    FROM copied o JOIN task_mapping_issues i ON i.task_history_id = o.id
  ),
  annotation_copy AS (
    INSERT INTO task_annotations (project_id, task_id, annotation_type, annotation_source, annotation_markdown,
      updated_timestamp, properties)
    SELECT a.project_id, c.id, a.annotation_type, a.annotation_source, a.annotation_markdown, a.updated_timestamp,
      a.properties FROM child c, task_annotations a WHERE a.project_id = ${projectId}::int AND a.task_id = ${taskId}::int
  )`;

/** Deletes the parent and the rows that refer to it. Messages about it stay and refer to the project only. */
const removal = (projectId: number, taskId: number): Prisma.Sql => Prisma.sql`
  issue_gone AS (
    DELETE FROM task_mapping_issues i USING task_history h
    WHERE h.id = i.task_history_id AND h.project_id = ${projectId}::int AND h.task_id = ${taskId}::int
  ),
  invalidation_gone AS (
    DELETE FROM task_invalidation_history i WHERE i.project_id = ${projectId}::int AND i.task_id = ${taskId}::int
  ),
  history_gone AS (DELETE FROM task_history h WHERE h.project_id = ${projectId}::int AND h.task_id = ${taskId}::int),
  annotation_gone AS (
    DELETE FROM task_annotations a WHERE a.project_id = ${projectId}::int AND a.task_id = ${taskId}::int
  ),
  message_kept AS (
    UPDATE messages m SET task_id = NULL WHERE m.project_id = ${projectId}::int AND m.task_id = ${taskId}::int
  ),
  parent_gone AS (DELETE FROM tasks t WHERE t.project_id = ${projectId}::int AND t.id = ${taskId}::int)`;

/**
 * Replaces a task that `lockForSplit` has locked by its children. Each is READY and has the history of the parent and two
 * history rows of its own, SPLIT and READY.
 * @returns the ids of the children, in their order
 */
export async function replaceByChildren(
  tx: Tx,
  {
    projectId,
    taskId,
    actorId,
    children,
  }: { projectId: number; taskId: number; actorId: number; children: TaskFeature[] },
): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`/* replaceByChildren */
    WITH child AS MATERIALIZED (
      SELECT (SELECT max(t.id) FROM tasks t WHERE t.project_id = ${projectId}::int) + c.at AS id, c.*,
        (SELECT t.extra_properties FROM tasks t WHERE t.project_id = ${projectId}::int AND t.id = ${taskId}::int) AS extra
      FROM jsonb_to_recordset(${childrenJson(children)}::jsonb)
        AS c(at int, x int, y int, zoom int, is_square bool, geometry text)
    ),
    task_row AS (
      INSERT INTO tasks (id, project_id, x, y, zoom, is_square, extra_properties, task_status, geometry)
      SELECT c.id, ${projectId}::int, c.x, c.y, c.zoom, c.is_square, c.extra, 0,
        ST_SetSRID(ST_GeomFromGeoJSON(c.geometry), 4326) FROM child c
    ),
    ${copies(projectId, taskId)},
    own_history AS (
      INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
      SELECT ${projectId}::int, c.id, 'STATE_CHANGE', s.state,
        (clock_timestamp() AT TIME ZONE 'UTC') + (2 * c.at + s.at) * interval '1 microsecond', ${actorId}::bigint
      FROM child c, (VALUES (0, 'SPLIT'), (1, 'READY')) AS s(at, state) ORDER BY c.id, s.at
    ),
    ${removal(projectId, taskId)},
    split_row AS (
      INSERT INTO tessera_events.split (project_id, task_id, children)
      SELECT ${projectId}::int, ${taskId}::int, array_agg(c.id ORDER BY c.id) FROM child c
      ON CONFLICT (project_id, task_id) DO UPDATE SET children = excluded.children, split_at = excluded.split_at
    ),
    project_row AS (
      UPDATE projects p SET total_tasks = p.total_tasks + ${children.length - 1}::int,
        last_updated = (clock_timestamp() AT TIME ZONE 'UTC') WHERE p.id = ${projectId}::int
    )
    SELECT c.id FROM child c ORDER BY c.id`;
  return rows.map(({ id }) => id);
}
