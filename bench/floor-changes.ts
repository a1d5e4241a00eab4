import type { Statement } from './floor-reads.js';

export type { Statement };

/**
 * The floors of changes: the same change as one plain prepared statement sent by `pg`. Its WHERE is the only check.
 */

/** One guarded lock with its history row: the single statement that a lock is. $1 project, $2 task, $3 user. */
const lock = (from: string, to: number, action: string): string => `
  WITH t AS (UPDATE tasks SET task_status = ${to}, locked_by = $3 WHERE project_id = $1 AND id = $2 AND task_status IN (${from})
    AND locked_by IS NULL RETURNING id)
  INSERT INTO task_history (project_id, task_id, action, action_date, user_id)
  SELECT $1, id, '${action}', now() AT TIME ZONE 'UTC', $3 FROM t RETURNING id`;

/** One guarded unlock: duration, state change, counters of user and project. $1 project, $2 task, $3 user. */
const unlock = (from: number, to: number, state: string, owner: string, counter: string): string => `
  WITH t AS (UPDATE tasks SET task_status = ${to}, locked_by = NULL, ${owner} = $3 WHERE project_id = $1 AND id = $2
      AND task_status = ${from} AND locked_by = $3 RETURNING id),
    d AS (UPDATE task_history h SET action_text = to_char((now() AT TIME ZONE 'UTC') - h.action_date, 'HH24:MI:SS.US')
      FROM t WHERE h.project_id = $1 AND h.task_id = $2 AND h.user_id = $3 AND h.action_text IS NULL),
    u AS (UPDATE users SET ${counter} = ${counter} + 1 FROM t WHERE users.id = $3),
    p AS (UPDATE projects SET ${counter} = ${counter} + 1, last_updated = now() AT TIME ZONE 'UTC' FROM t WHERE projects.id = $1)
  INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
  SELECT $1, id, 'STATE_CHANGE', '${state}', now() AT TIME ZONE 'UTC', $3 FROM t RETURNING id`;

export const lockForMapping: Statement = { name: 'lock-mapping', text: lock('0, 5', 1, 'LOCKED_FOR_MAPPING') };
export const submitMapped: Statement = {
  name: 'submit-mapped',
  text: unlock(1, 2, 'MAPPED', 'mapped_by', 'tasks_mapped'),
};
export const lockForValidation: Statement = {
  name: 'lock-validation',
  text: lock('2', 3, 'LOCKED_FOR_VALIDATION'),
};
export const submitValidated: Statement = {
  name: 'submit-validated',
  text: unlock(3, 4, 'VALIDATED', 'validated_by', 'tasks_validated'),
};

/** Several tasks locked for validation, all or none of those that are MAPPED. $1 project, $2 tasks, $3 user. */
export const lockSeveral: Statement = {
  name: 'lock-several',
  text: `
  WITH t AS (UPDATE tasks SET task_status = 3, locked_by = $3 WHERE project_id = $1 AND id = ANY($2::int[]) AND task_status = 2
    AND locked_by IS NULL RETURNING id)
  INSERT INTO task_history (project_id, task_id, action, action_date, user_id)
  SELECT $1, id, 'LOCKED_FOR_VALIDATION', now() AT TIME ZONE 'UTC', $3 FROM t RETURNING id`,
};

/** Their validation handed in. $1 project, $2 tasks, $3 user. */
export const validateSeveral: Statement = {
  name: 'validate-several',
  text: `
  WITH t AS (UPDATE tasks SET task_status = 4, locked_by = NULL, validated_by = $3 WHERE project_id = $1
      AND id = ANY($2::int[]) AND task_status = 3 AND locked_by = $3 RETURNING id),
    d AS (UPDATE task_history h SET action_text = to_char((now() AT TIME ZONE 'UTC') - h.action_date, 'HH24:MI:SS.US')
      FROM t WHERE h.project_id = $1 AND h.task_id = t.id AND h.user_id = $3 AND h.action_text IS NULL),
    u AS (UPDATE users SET tasks_validated = tasks_validated + (SELECT count(*) FROM t) WHERE id = $3),
    p AS (UPDATE projects SET tasks_mapped = tasks_mapped - (SELECT count(*) FROM t),
      tasks_validated = tasks_validated + (SELECT count(*) FROM t), last_updated = now() AT TIME ZONE 'UTC' WHERE id = $1)
  INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
  SELECT $1, id, 'STATE_CHANGE', 'VALIDATED', now() AT TIME ZONE 'UTC', $3 FROM t RETURNING id`,
};

/** The next free task, chosen and locked, without the tasks of other users. $1 project, $2 user. */
export const lockNext: Statement = {
  name: 'lock-next',
  text: `
  WITH n AS (SELECT id FROM tasks WHERE project_id = $1 AND task_status IN (0, 5) AND locked_by IS NULL
      ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED),
    t AS (UPDATE tasks SET task_status = 1, locked_by = $2 FROM n WHERE project_id = $1 AND tasks.id = n.id RETURNING tasks.id)
  INSERT INTO task_history (project_id, task_id, action, action_date, user_id)
  SELECT $1, id, 'LOCKED_FOR_MAPPING', now() AT TIME ZONE 'UTC', $2 FROM t RETURNING task_id`,
};

/**
 * A square task replaced by its quarters, each with the history of the whole and two rows of its own.
 * $1 project, $2 task, $3 user.
 */
export const split: Statement = {
  name: 'split',
  text: `
  WITH parent AS (SELECT t.*, ST_XMin(geometry) AS w, ST_YMin(geometry) AS s, (ST_XMax(geometry) - ST_XMin(geometry)) / 2 AS dx,
      (ST_YMax(geometry) - ST_YMin(geometry)) / 2 AS dy
      FROM tasks t WHERE project_id = $1 AND id = $2 AND task_status = 0 AND locked_by IS NULL FOR UPDATE),
    child AS (SELECT (SELECT max(id) FROM tasks WHERE project_id = $1) + c.n AS id, p.x * 2 + c.x AS x, p.y * 2 + c.y AS y,
      p.zoom + 1 AS zoom, ST_Multi(ST_MakeEnvelope(w + dx * c.x, s + dy * c.y, w + dx * (c.x + 1), s + dy * (c.y + 1), 4326)) AS geometry
      FROM parent p, (VALUES (1, 0, 0), (2, 0, 1), (3, 1, 0), (4, 1, 1)) AS c(n, x, y)),
    t AS (INSERT INTO tasks (id, project_id, x, y, zoom, is_square, task_status, geometry)
      SELECT id, $1, x, y, zoom, true, 0, geometry FROM child),
    copied AS (INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
      SELECT $1, c.id, h.action, h.action_text, h.action_date, h.user_id FROM child c, task_history h
      WHERE h.project_id = $1 AND h.task_id = $2),
    own AS (INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
      SELECT $1, c.id, 'STATE_CHANGE', s.state, now() AT TIME ZONE 'UTC', $3 FROM child c, (VALUES ('SPLIT'), ('READY')) AS s(state)),
    history_gone AS (DELETE FROM task_history WHERE project_id = $1 AND task_id = $2 AND EXISTS (SELECT FROM parent)),
    parent_gone AS (DELETE FROM tasks WHERE project_id = $1 AND id = $2 AND EXISTS (SELECT FROM parent)),
    p AS (UPDATE projects SET total_tasks = total_tasks + 3, last_updated = now() AT TIME ZONE 'UTC'
      WHERE id = $1 AND EXISTS (SELECT FROM parent))
  SELECT id FROM child`,
};

/** $1 project, $2 user. */
export const mapAll: Statement = {
  name: 'map-all',
  text: `
  WITH t AS (UPDATE tasks SET task_status = 2, locked_by = NULL, mapped_by = $2 WHERE project_id = $1 AND task_status IN (0, 1, 3, 5)
      RETURNING id),
    p AS (UPDATE projects SET tasks_mapped = tasks_mapped + (SELECT count(*) FROM t) WHERE id = $1)
  INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
  SELECT $1, t.id, r.action, r.text, now() AT TIME ZONE 'UTC', $2
  FROM t, (VALUES ('LOCKED_FOR_MAPPING', '00:00:00'), ('STATE_CHANGE', 'MAPPED')) AS r(action, text)`,
};

/** $1 project, $2 user. */
export const validateAll: Statement = {
  name: 'validate-all',
  text: `
  WITH t AS (UPDATE tasks SET task_status = 4, validated_by = $2 WHERE project_id = $1 AND task_status = 2 RETURNING id),
    p AS (UPDATE projects SET tasks_mapped = 0, tasks_validated = (SELECT count(*) FROM t) WHERE id = $1)
  INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
  SELECT $1, t.id, r.action, r.text, now() AT TIME ZONE 'UTC', $2
  FROM t, (VALUES ('LOCKED_FOR_VALIDATION', '00:00:00'), ('STATE_CHANGE', 'VALIDATED')) AS r(action, text)`,
};

/** $1 project, $2 user. */
export const invalidateAll: Statement = {
  name: 'invalidate-all',
  text: `
  WITH o AS (SELECT id, mapped_by FROM tasks WHERE project_id = $1 AND task_status = 4),
    t AS (UPDATE tasks SET task_status = 5, mapped_by = NULL, validated_by = NULL WHERE project_id = $1 AND task_status = 4 RETURNING id),
    p AS (UPDATE projects SET tasks_validated = 0 WHERE id = $1),
    h AS (INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
      SELECT $1, t.id, r.action, r.text, now() AT TIME ZONE 'UTC', $2
      FROM t, (VALUES ('LOCKED_FOR_VALIDATION', '00:00:00'), ('STATE_CHANGE', 'INVALIDATED')) AS r(action, text)
      RETURNING id, task_id, action)
  INSERT INTO task_invalidation_history (project_id, task_id, is_closed, mapper_id, invalidator_id, invalidation_history_id)
  SELECT $1, h.task_id, false, o.mapped_by, $2, h.id FROM h JOIN o ON o.id = h.task_id WHERE h.action = 'STATE_CHANGE'`,
};

/** $1 project, $2 user. */
export const resetAll: Statement = {
  name: 'reset-all',
  text: `
  WITH t AS (UPDATE tasks SET task_status = 0, locked_by = NULL, mapped_by = NULL, validated_by = NULL WHERE project_id = $1 RETURNING id),
    p AS (UPDATE projects SET tasks_mapped = 0, tasks_validated = 0, tasks_bad_imagery = 0 WHERE id = $1)
  INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
  SELECT $1, t.id, r.action, r.text, now() AT TIME ZONE 'UTC', $2
  FROM t, (VALUES ('COMMENT', 'Task reset'), ('STATE_CHANGE', 'READY')) AS r(action, text)`,
};
