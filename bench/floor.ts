/**
 * The floors: what the database itself takes for the same answer or the same change, as one plain statement sent by `pg`.
 * Nothing is checked in them beyond what the statement's own WHERE says.
 */

const STATES = `ARRAY['READY','LOCKED_FOR_MAPPING','MAPPED','LOCKED_FOR_VALIDATION','VALIDATED','INVALIDATED','BADIMAGERY','SPLIT']`;

export const geojson = (which: string): string => `
  SELECT '{"type":"FeatureCollection","features":[' || string_agg('{"type":"Feature","geometry":' || ST_AsGeoJSON(geometry) ||
    ',"properties":{"taskId":' || id || ',"taskX":' || coalesce(x::text, 'null') || ',"taskY":' || coalesce(y::text, 'null') ||
    ',"taskZoom":' || coalesce(zoom::text, 'null') || ',"taskIsSquare":' || is_square || ',"taskStatus":"' ||
    (${STATES})[task_status + 1] || '","lockedBy":' || coalesce(locked_by::text, 'null') || ',"mappedBy":' ||
    coalesce(mapped_by::text, 'null') || ',"validatedBy":' || coalesce(validated_by::text, 'null') || '}}', ',' ORDER BY id)
    || ']}' AS answer FROM tasks WHERE ${which}`;

export const oneTask = `
  SELECT json_build_object('taskId', t.id, 'status', (${STATES})[t.task_status + 1], 'geometry', ST_AsGeoJSON(t.geometry)::json,
    'history', (SELECT json_agg(json_build_object('historyId', h.id, 'action', h.action, 'actionText', h.action_text,
      'actionDate', h.action_date, 'actionBy', u.username) ORDER BY h.action_date DESC, h.id DESC)
      FROM task_history h JOIN users u ON u.id = h.user_id WHERE h.task_id = t.id AND h.project_id = t.project_id))
  FROM tasks t WHERE t.project_id = $1 AND t.id = $2`;

export const mappedByUser = `
  SELECT json_agg(x) FROM (SELECT u.username, count(*), array_agg(t.id ORDER BY t.id), max(h.action_date)
    FROM tasks t JOIN users u ON u.id = t.mapped_by JOIN LATERAL (SELECT max(action_date) AS action_date FROM task_history h
      WHERE h.task_id = t.id AND h.project_id = t.project_id AND action = 'STATE_CHANGE' AND action_text = 'MAPPED') h ON true
    WHERE t.project_id = $1 AND t.task_status = 2 GROUP BY u.id) x`;

export const osmXml = `
  SELECT '<osm>' || string_agg('<way id="-' || t.id || '">' || (SELECT string_agg('<nd lon="' || ST_X(p.geom) || '" lat="' ||
    ST_Y(p.geom) || '"/>', '') FROM ST_DumpPoints(t.geometry) p) || '</way>', '') || '</osm>' FROM tasks t WHERE project_id = $1`;

export const gpx = `
  SELECT '<gpx>' || string_agg('<trkseg>' || (SELECT string_agg('<trkpt lon="' || ST_X(p.geom) || '" lat="' ||
    ST_Y(p.geom) || '"/>', '') FROM ST_DumpPoints(t.geometry) p) || '</trkseg>', '') || '</gpx>' FROM tasks t WHERE project_id = $1`;

/** One guarded lock with its history row: the single statement that a lock is. $1 project, $2 task, $3 user. */
export const lock = (from: string, to: number, action: string): string => `
  WITH t AS (UPDATE tasks SET task_status = ${to}, locked_by = $3 WHERE project_id = $1 AND id = $2 AND task_status IN (${from})
    AND locked_by IS NULL RETURNING id)
  INSERT INTO task_history (project_id, task_id, action, action_date, user_id)
  SELECT $1, id, '${action}', now() AT TIME ZONE 'UTC', $3 FROM t RETURNING id`;

/** One guarded unlock: duration, state change, counters of user and project. $1 project, $2 task, $3 user. */
export const unlock = (from: number, to: number, state: string, owner: string, counter: string): string => `
  WITH t AS (UPDATE tasks SET task_status = ${to}, locked_by = NULL, ${owner} = $3 WHERE project_id = $1 AND id = $2
      AND task_status = ${from} AND locked_by = $3 RETURNING id),
    d AS (UPDATE task_history h SET action_text = to_char((now() AT TIME ZONE 'UTC') - h.action_date, 'HH24:MI:SS.US')
      FROM t WHERE h.project_id = $1 AND h.task_id = $2 AND h.user_id = $3 AND h.action_text IS NULL),
    u AS (UPDATE users SET ${counter} = ${counter} + 1 FROM t WHERE users.id = $3),
    p AS (UPDATE projects SET ${counter} = ${counter} + 1, last_updated = now() AT TIME ZONE 'UTC' FROM t WHERE projects.id = $1)
  INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
  SELECT $1, id, 'STATE_CHANGE', '${state}', now() AT TIME ZONE 'UTC', $3 FROM t RETURNING id`;

export const mapAll = `
  WITH t AS (UPDATE tasks SET task_status = 2, locked_by = NULL, mapped_by = $2 WHERE project_id = $1 AND task_status IN (0, 1, 3, 5)
      RETURNING id),
    p AS (UPDATE projects SET tasks_mapped = tasks_mapped + (SELECT count(*) FROM t) WHERE id = $1)
  INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
  SELECT $1, t.id, r.action, r.text, now() AT TIME ZONE 'UTC', $2
  FROM t, (VALUES ('LOCKED_FOR_MAPPING', '00:00:00'), ('STATE_CHANGE', 'MAPPED')) AS r(action, text)`;

export const resetAll = `
  WITH t AS (UPDATE tasks SET task_status = 0, locked_by = NULL, mapped_by = NULL, validated_by = NULL WHERE project_id = $1 RETURNING id),
    p AS (UPDATE projects SET tasks_mapped = 0, tasks_validated = 0, tasks_bad_imagery = 0 WHERE id = $1)
  INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
  SELECT $1, t.id, r.action, r.text, now() AT TIME ZONE 'UTC', $2
  FROM t, (VALUES ('COMMENT', 'Task reset'), ('STATE_CHANGE', 'READY')) AS r(action, text)`;

/** A year of statistics: the bare SQL that gives the same answer. $1 first day, $2 the day after the last. */
export const statistics = (where: string): string => `
  SELECT json_agg(json_build_object('date', day, 'mapped', m, 'validated', v, 'badImagery', b) ORDER BY day)::text AS answer FROM (
    SELECT to_char(action_date, 'YYYY-MM-DD') AS day, count(*) FILTER (WHERE action_text = 'MAPPED') AS m,
      count(*) FILTER (WHERE action_text = 'VALIDATED') AS v, count(*) FILTER (WHERE action_text = 'BADIMAGERY') AS b
    FROM (SELECT DISTINCT project_id, action_date, action_text FROM task_history WHERE action = 'STATE_CHANGE'
      AND action_text IN ('MAPPED', 'VALIDATED', 'BADIMAGERY') AND action_date >= $1 AND action_date < $2 ${where}) h GROUP BY 1) d`;

export const validateAll = `
  WITH t AS (UPDATE tasks SET task_status = 4, validated_by = $2 WHERE project_id = $1 AND task_status = 2 RETURNING id),
    p AS (UPDATE projects SET tasks_mapped = 0, tasks_validated = (SELECT count(*) FROM t) WHERE id = $1)
  INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
  SELECT $1, t.id, r.action, r.text, now() AT TIME ZONE 'UTC', $2
  FROM t, (VALUES ('LOCKED_FOR_VALIDATION', '00:00:00'), ('STATE_CHANGE', 'VALIDATED')) AS r(action, text)`;

export const invalidateAll = `
  WITH o AS (SELECT id, mapped_by FROM tasks WHERE project_id = $1 AND task_status = 4),
    t AS (UPDATE tasks SET task_status = 5, mapped_by = NULL, validated_by = NULL WHERE project_id = $1 AND task_status = 4 RETURNING id),
    p AS (UPDATE projects SET tasks_validated = 0 WHERE id = $1),
    h AS (INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
      SELECT $1, t.id, r.action, r.text, now() AT TIME ZONE 'UTC', $2
      FROM t, (VALUES ('LOCKED_FOR_VALIDATION', '00:00:00'), ('STATE_CHANGE', 'INVALIDATED')) AS r(action, text)
      RETURNING id, task_id, action)
  INSERT INTO task_invalidation_history (project_id, task_id, is_closed, mapper_id, invalidator_id, invalidation_history_id)
  SELECT $1, h.task_id, false, o.mapped_by, $2, h.id FROM h JOIN o ON o.id = h.task_id WHERE h.action = 'STATE_CHANGE'`;
