/**
 * The floors of reads: the same answer from one plain prepared statement sent by `pg`. Its WHERE is the only check.
 */

/** A statement that is prepared under its name. */
export interface Statement {
  name: string;
  text: string;
}

const STATES = `ARRAY['READY','LOCKED_FOR_MAPPING','MAPPED','LOCKED_FOR_VALIDATION','VALIDATED','INVALIDATED','BADIMAGERY','SPLIT']`;

const features = (which: string): string => `
  SELECT '{"type":"FeatureCollection","features":[' || string_agg('{"type":"Feature","geometry":' || ST_AsGeoJSON(geometry) ||
    ',"properties":{"taskId":' || id || ',"taskX":' || coalesce(x::text, 'null') || ',"taskY":' || coalesce(y::text, 'null') ||
    ',"taskZoom":' || coalesce(zoom::text, 'null') || ',"taskIsSquare":' || is_square || ',"taskStatus":"' ||
    (${STATES})[task_status + 1] || '","lockedBy":' || coalesce(locked_by::text, 'null') || ',"mappedBy":' ||
    coalesce(mapped_by::text, 'null') || ',"validatedBy":' || coalesce(validated_by::text, 'null') || '}}', ',' ORDER BY id)
    || ']}' AS answer FROM tasks WHERE ${which}`;

/** $1 project. */
export const allTasks: Statement = { name: 'all-tasks', text: features('project_id = $1') };

/** $1 project, $2 ids. */
export const someTasks: Statement = { name: 'some-tasks', text: features('project_id = $1 AND id = ANY($2::int[])') };

/** $1 project, $2 task. */
export const oneTask: Statement = {
  name: 'one-task',
  text: `
  SELECT json_build_object('taskId', t.id, 'status', (${STATES})[t.task_status + 1], 'geometry', ST_AsGeoJSON(t.geometry)::json,
    'history', (SELECT json_agg(json_build_object('historyId', h.id, 'action', h.action, 'actionText', h.action_text,
      'actionDate', h.action_date, 'actionBy', u.username) ORDER BY h.action_date DESC, h.id DESC)
      FROM task_history h JOIN users u ON u.id = h.user_id WHERE h.task_id = t.id AND h.project_id = t.project_id)) AS answer
  FROM tasks t WHERE t.project_id = $1 AND t.id = $2`,
};

/** $1 project. */
export const mappedByUser: Statement = {
  name: 'mapped-by-user',
  text: `
  SELECT json_agg(x) AS answer FROM (SELECT u.username, count(*), array_agg(t.id ORDER BY t.id), max(h.action_date)
    FROM tasks t JOIN users u ON u.id = t.mapped_by JOIN LATERAL (SELECT max(action_date) AS action_date FROM task_history h
      WHERE h.task_id = t.id AND h.project_id = t.project_id AND action = 'STATE_CHANGE' AND action_text = 'MAPPED') h ON true
    WHERE t.project_id = $1 AND t.task_status = 2 GROUP BY u.id) x`,
};

/** The contributors of a project, with their numbers. $1 project. */
export const contributions: Statement = {
  name: 'contributions',
  text: `
  WITH work AS (SELECT id, mapped_by, validated_by, task_status = 6 AS bad FROM tasks WHERE project_id = $1),
    m AS (SELECT mapped_by AS user_id, json_agg(id ORDER BY id) AS ids, count(*) AS n FROM work WHERE NOT bad GROUP BY 1),
    v AS (SELECT validated_by AS user_id, json_agg(id ORDER BY id) AS ids, count(*) AS n FROM work GROUP BY 1),
    b AS (SELECT mapped_by AS user_id, json_agg(id ORDER BY id) AS ids, count(*) AS n FROM work WHERE bad GROUP BY 1)
  SELECT json_agg(json_build_object('username', u.username, 'mapped', coalesce(m.n, 0), 'validated', coalesce(v.n, 0),
      'badImagery', coalesce(b.n, 0), 'total', coalesce(m.n, 0) + coalesce(v.n, 0) + coalesce(b.n, 0),
      'mappedTasks', coalesce(m.ids, '[]'), 'validatedTasks', coalesce(v.ids, '[]'), 'badImageryTasks', coalesce(b.ids, '[]'))
    ORDER BY coalesce(m.n, 0) + coalesce(v.n, 0) + coalesce(b.n, 0) DESC, u.username COLLATE "C")::text AS answer
  FROM (SELECT DISTINCT user_id FROM task_history WHERE project_id = $1 AND action <> 'COMMENT') h
  JOIN users u ON u.id = h.user_id LEFT JOIN m ON m.user_id = u.id LEFT JOIN v ON v.user_id = u.id
  LEFT JOIN b ON b.user_id = u.id`,
};

/** $1 project. */
export const contributionsByDay: Statement = {
  name: 'contributions-by-day',
  text: `
  SELECT json_agg(json_build_object('date', day, 'mapped', m, 'validated', v) ORDER BY day)::text AS answer FROM (
    SELECT to_char(action_date, 'YYYY-MM-DD') AS day, count(*) FILTER (WHERE action_text = 'MAPPED') AS m,
      count(*) FILTER (WHERE action_text = 'VALIDATED') AS v
    FROM task_history WHERE project_id = $1 AND action = 'STATE_CHANGE' AND action_text IN ('MAPPED', 'VALIDATED')
    GROUP BY 1) d`,
};

/** Seconds of finished locks: those for mapping and those for validation. */
const times = (where: string): string => `
  SELECT json_build_array(coalesce(sum(s) FILTER (WHERE action = 'LOCKED_FOR_MAPPING'), 0),
      coalesce(sum(s) FILTER (WHERE action = 'LOCKED_FOR_VALIDATION'), 0))::text AS answer
  FROM (SELECT action, extract(epoch FROM action_text::interval)::int AS s FROM task_history
    WHERE action IN ('LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION') AND ${where}) h`;

/** $1 project. */
export const timesOfProject: Statement = { name: 'times-of-project', text: times('project_id = $1') };

/** $1 user. */
export const timesOfUser: Statement = { name: 'times-of-user', text: times('user_id = $1') };

/** $1 project. */
export const osmXml: Statement = {
  name: 'osm-xml',
  text: `
  SELECT '<osm>' || string_agg('<way id="-' || t.id || '">' || (SELECT string_agg('<nd lon="' || ST_X(p.geom) || '" lat="' ||
    ST_Y(p.geom) || '"/>', '') FROM ST_DumpPoints(t.geometry) p) || '</way>', '') || '</osm>' FROM tasks t WHERE project_id = $1`,
};

/** $1 project. */
export const gpx: Statement = {
  name: 'gpx',
  text: `
  SELECT '<gpx>' || string_agg('<trkseg>' || (SELECT string_agg('<trkpt lon="' || ST_X(p.geom) || '" lat="' ||
    ST_Y(p.geom) || '"/>', '') FROM ST_DumpPoints(t.geometry) p) || '</trkseg>', '') || '</gpx>' FROM tasks t WHERE project_id = $1`,
};

const byDay = (where: string): string => `
  SELECT json_agg(json_build_object('date', day, 'mapped', m, 'validated', v, 'badImagery', b) ORDER BY day)::text AS answer FROM (
    SELECT to_char(action_date, 'YYYY-MM-DD') AS day, count(*) FILTER (WHERE action_text = 'MAPPED') AS m,
      count(*) FILTER (WHERE action_text = 'VALIDATED') AS v, count(*) FILTER (WHERE action_text = 'BADIMAGERY') AS b
    FROM (SELECT DISTINCT project_id, action_date, action_text FROM task_history WHERE action = 'STATE_CHANGE'
      AND action_text IN ('MAPPED', 'VALIDATED', 'BADIMAGERY') AND action_date >= $1 AND action_date < $2 ${where}) h GROUP BY 1) d`;

/** A year of statistics. $1 first day, $2 the day after the last. */
export const statistics: Statement = { name: 'statistics', text: byDay('') };

/** The same of one project, $3. */
export const projectStatistics: Statement = { name: 'project-statistics', text: byDay('AND project_id = $3') };
