import { CAST } from './seed.js';

/** The plain SQL statements that return the same as the API paths. */

const CONTRIBUTORS = `(SELECT count(DISTINCT h.user_id) FROM task_history h WHERE h.project_id = p.id AND h.action <> 'COMMENT')`;

/** The numbers on the cards of some projects. @param found SELECT of the ids */
const cardsOf = (found: string): string => `
  SELECT p.id, p.status, p.priority, p.difficulty, p.tasks_mapped, p.tasks_validated, p.total_tasks, p.last_updated, o.name, o.logo,
    a.username, i.name, i.short_description, ${CONTRIBUTORS},
    (SELECT count(DISTINCT t.locked_by) FROM tasks t WHERE t.project_id = p.id AND t.locked_by IS NOT NULL)
  FROM (${found}) f JOIN projects p ON p.id = f.id JOIN users a ON a.id = p.author_id
  JOIN organisations o ON o.id = p.organisation_id JOIN project_info i ON i.project_id = p.id AND i.locale = p.default_locale`;

const PUBLISHED = `p.status = 1 AND NOT coalesce(p.private, false)`;

/** A search: the number of all found, a page of cards, and with a map the centres of all. */
export function search({ where = 'true', status = PUBLISHED, page = 1, withMap = false } = {}): string {
  const found = `FROM projects p WHERE ${status} AND ${where}`;
  const onPage = `SELECT p.id ${found} ORDER BY coalesce(p.priority, 2), p.id DESC LIMIT 14 OFFSET ${(page - 1) * 14}`;
  const centres = `, (SELECT json_agg(json_build_object('geometry', ST_AsGeoJSON(centroid)::json, 'id', id, 'priority', priority))
    FROM (SELECT p.* ${found} ORDER BY coalesce(p.priority, 2), p.id DESC) m)`;
  return `SELECT (SELECT count(*) ${found}), (SELECT json_agg(c) FROM (${cardsOf(onPage)}) c) ${withMap ? centres : ''}`;
}

/** The words in the texts, or the text in the name. */
export const withText = (text: string): string => `p.id IN (
  SELECT project_id FROM project_info WHERE text_searchable @@ plainto_tsquery('english', '${text}')
  UNION SELECT project_id FROM project_info WHERE tessera_name_parts(name::text) @> tessera_name_parts('${text}') AND name ILIKE '%${text}%')`;

/** What the plain user may map: something is left, the level is reached, and no team is required or it is one of the user's. */
export const MAPPABLE = `p.tasks_mapped + p.tasks_validated < p.total_tasks - p.tasks_bad_imagery
  AND p.mapping_permission_level_id IN (SELECT l.id FROM mapping_levels l WHERE l.ordering <= (SELECT o.ordering
    FROM users u JOIN mapping_levels o ON o.id = u.mapping_level WHERE u.id = ${CAST.plain}))
  AND (coalesce(p.mapping_permission, 0) < 2 OR EXISTS (SELECT FROM project_teams t JOIN team_members m USING (team_id)
    WHERE t.project_id = p.id AND m.active AND m.user_id = ${CAST.plain}))`;

/** All published projects as lines of a table. */
export const LINES = `
  SELECT p.id, i.name, p.priority, p.difficulty, p.status, p.last_updated, p.due_date, o.name, p.tasks_mapped, p.tasks_validated,
    ST_Area(p.geometry::geography), p.country, p.created, ${CONTRIBUTORS}, a.username
  FROM projects p JOIN users a ON a.id = p.author_id JOIN organisations o ON o.id = p.organisation_id
  JOIN project_info i ON i.project_id = p.id AND i.locale = p.default_locale WHERE ${PUBLISHED} ORDER BY coalesce(p.priority, 2), p.id DESC`;

export const FEATURED = cardsOf(
  'SELECT id FROM projects p WHERE featured AND status <> 2 AND NOT coalesce(private, false)',
);

export const POPULAR = cardsOf(`
  SELECT h.project_id AS id FROM (SELECT project_id, count(*) AS n FROM task_history
    WHERE action_date >= now() - interval '90 days' AND action IN ('LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION') GROUP BY 1) h
  JOIN projects p ON p.id = h.project_id WHERE p.status <> 2 AND NOT coalesce(p.private, false) ORDER BY h.n DESC LIMIT 10`);

export const ACTIVE = `
  SELECT p.id, p.mapping_types, ST_AsGeoJSON(p.geometry) FROM projects p WHERE ${PUBLISHED} AND p.id IN (
    SELECT project_id FROM task_history WHERE action_date >= now() - interval '24 hours')`;

export const SIMILAR = cardsOf(`
  SELECT p.id FROM projects p, projects w WHERE w.id = ${CAST.small} AND ${PUBLISHED} AND p.id <> w.id
  ORDER BY (p.organisation_id = w.organisation_id)::int * 4 + (p.country && w.country)::int * 2 + (p.mapping_types && w.mapping_types)::int
    + (p.difficulty = w.difficulty)::int DESC, ST_Distance(p.centroid, w.centroid) LIMIT 4`);

/** First the projects of the campaigns of the user's projects, then those whose difficulty is the user's level. */
export const RECOMMENDED = cardsOf(`
  SELECT id FROM (
    SELECT DISTINCT p.id, 1 AS rank FROM users u JOIN campaign_projects x ON x.project_id = ANY(u.projects_mapped)
      JOIN campaign_projects y USING (campaign_id) JOIN projects p ON p.id = y.project_id WHERE u.id = ${CAST.plain} AND ${PUBLISHED}
    UNION (SELECT p.id, 2 FROM projects p WHERE ${PUBLISHED}
      AND p.difficulty = (SELECT mapping_level FROM users WHERE id = ${CAST.plain}) ORDER BY p.id DESC LIMIT 20)) r
  ORDER BY rank, id DESC LIMIT 20`);

export const TOUCHED = `
  SELECT p.id, i.name, c.*, p.status, ST_AsGeoJSON(p.centroid) FROM (
    SELECT project_id, count(*) FILTER (WHERE mapped_by = ${CAST.active}), count(*) FILTER (WHERE validated_by = ${CAST.active}) FROM tasks
    WHERE mapped_by = ${CAST.active} OR validated_by = ${CAST.active} GROUP BY 1) c
  JOIN projects p ON p.id = c.project_id JOIN project_info i ON i.project_id = p.id AND i.locale = p.default_locale`;

export const BBOX = `
  SELECT id, status, ST_AsGeoJSON(geometry), ST_AsGeoJSON(centroid) FROM projects
  WHERE geometry && ST_MakeEnvelope(10, 10, 13, 13, 4326)`;

export const project = (id: number): string => `
  SELECT p.*, ST_AsGeoJSON(p.geometry), (SELECT json_agg(i) FROM project_info i WHERE i.project_id = p.id),
    (SELECT json_agg(json_build_object('geometry', ST_AsGeoJSON(t.geometry)::json, 'id', t.id, 'status', t.task_status, 'x', t.x, 'y', t.y))
      FROM tasks t WHERE t.project_id = p.id),
    (SELECT json_agg(x) FROM project_teams x WHERE x.project_id = p.id)
  FROM projects p WHERE p.id = ${id}`;

export const summary = (id: number): string => `
  SELECT p.*, ${CONTRIBUTORS}, i.name, o.name FROM projects p JOIN project_info i ON i.project_id = p.id AND i.locale = p.default_locale
  JOIN organisations o ON o.id = p.organisation_id WHERE p.id = ${id}`;

export const projectStatistics = (id: number): string => `
  SELECT ST_Area(p.geometry::geography), ST_AsGeoJSON(p.centroid), p.total_tasks, p.tasks_mapped, p.tasks_validated,
    (SELECT count(*) FROM users WHERE projects_mapped @> ARRAY[p.id]), (SELECT count(*) FROM project_chat c WHERE c.project_id = p.id),
    (SELECT json_agg(x) FROM (SELECT action, count(*), sum(extract(epoch FROM action_text::interval)) FROM task_history h
      WHERE h.project_id = p.id AND action IN ('LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION', 'AUTO_UNLOCKED_FOR_MAPPING',
        'AUTO_UNLOCKED_FOR_VALIDATION') AND action_text <> '' GROUP BY 1) x)
  FROM projects p WHERE p.id = ${id}`;

/** The tasks of each user in a column of the large project. */
const tasksBy = (column: string): string => `(
  SELECT ${column}, count(*) AS n, json_agg(id ORDER BY id) AS ids FROM tasks WHERE project_id = ${CAST.large} GROUP BY 1)`;

export const CONTRIBUTIONS = `
  SELECT u.username, u.picture_url, u.name, u.date_registered, l.name, m.n, m.ids, v.n, v.ids
  FROM (SELECT DISTINCT user_id FROM task_history WHERE project_id = ${CAST.large} AND action <> 'COMMENT') c
  JOIN users u ON u.id = c.user_id JOIN mapping_levels l ON l.id = u.mapping_level
  LEFT JOIN ${tasksBy('mapped_by')} m ON m.mapped_by = u.id LEFT JOIN ${tasksBy('validated_by')} v ON v.validated_by = u.id`;

export const ACTIVITIES = `
  SELECT h.*, u.username, (SELECT count(*) FROM task_history WHERE project_id = ${CAST.large} AND action <> 'COMMENT') FROM (
    SELECT * FROM task_history WHERE project_id = ${CAST.large} AND action <> 'COMMENT' ORDER BY action_date DESC LIMIT 10) h
  JOIN users u ON u.id = h.user_id`;

export const COMMENTS = `
  SELECT c.*, u.username, (SELECT count(*) FROM project_chat WHERE project_id = ${CAST.small}) FROM project_chat c
  JOIN users u ON u.id = c.user_id WHERE c.project_id = ${CAST.small} ORDER BY c.time_stamp DESC LIMIT 20`;

export const TASKS = `
  SELECT id, x, y, zoom, is_square, task_status, locked_by, ST_AsGeoJSON(geometry) FROM tasks WHERE project_id = ${CAST.small}`;

export const TASK = `
  SELECT t.*, ST_AsGeoJSON(t.geometry), (SELECT json_agg(json_build_object('h', h, 'u', u.username, 'p', u.picture_url) ORDER BY h.action_date DESC)
    FROM task_history h JOIN users u ON u.id = h.user_id WHERE h.task_id = t.id AND h.project_id = t.project_id)
  FROM tasks t WHERE t.project_id = ${CAST.small} AND t.id = 7`;

/** Each number is counted separately from one scan of the user's rows. */
export const userStatistics = (id: number): string => `
  WITH mine AS MATERIALIZED (SELECT * FROM task_history WHERE user_id = ${id}),
    changes AS MATERIALIZED (SELECT * FROM mine WHERE action = 'STATE_CHANGE')
  SELECT (SELECT json_agg(x) FROM (SELECT action_text, count(DISTINCT (project_id, task_id)), count(DISTINCT project_id) FROM changes GROUP BY 1) x),
    (SELECT json_agg(x) FROM (SELECT action, sum(extract(epoch FROM action_text::interval)) FROM mine
      WHERE action LIKE '%LOCKED%' AND action_text <> '' GROUP BY 1) x),
    (SELECT json_agg(x) FROM (SELECT action_date::date, count(*) FROM changes WHERE action_date > now() - interval '1 year' GROUP BY 1) x),
    (SELECT json_agg(x) FROM (SELECT c, count(*) FROM changes JOIN projects p ON p.id = project_id, unnest(p.country) c GROUP BY 1) x),
    (SELECT json_agg(x) FROM (SELECT i.interest_id, count(DISTINCT m.project_id) FROM (SELECT DISTINCT project_id FROM mine) m
      JOIN project_interests i USING (project_id) GROUP BY 1) x),
    (SELECT json_agg(x) FROM (SELECT h.action_text, count(DISTINCT (h.project_id, h.task_id)) FROM (SELECT DISTINCT project_id, task_id FROM changes) t
      JOIN task_history h ON h.project_id = t.project_id AND h.task_id = t.task_id AND h.action = 'STATE_CHANGE'
        AND h.action_text IN ('VALIDATED', 'INVALIDATED') AND h.user_id <> ${id} GROUP BY 1) x)`;

export const ownTasks = (id: number): string => `
  WITH mine AS MATERIALIZED (SELECT project_id, task_id, max(action_date) AS last FROM task_history WHERE user_id = ${id} GROUP BY 1, 2)
  SELECT t.project_id, t.id, t.task_status, p.last, ST_AsGeoJSON(t.geometry), (SELECT count(*) FROM mine),
    (SELECT count(*) FROM task_history c WHERE c.task_id = t.id AND c.project_id = t.project_id AND c.action = 'COMMENT')
  FROM (SELECT * FROM mine ORDER BY last DESC LIMIT 10) p JOIN tasks t ON t.id = p.task_id AND t.project_id = p.project_id`;

export const USERS = `
  SELECT u.id, u.username, u.role, u.picture_url, l.name, s.stats, (SELECT count(*) FROM users)
  FROM (SELECT * FROM users ORDER BY username LIMIT 20) u JOIN mapping_levels l ON l.id = u.mapping_level
  LEFT JOIN user_stats s ON s.user_id = u.id ORDER BY u.username`;

export const NAMES = `
  SELECT username, (SELECT count(*) FROM users WHERE lower(username) LIKE 'mapper12%') FROM users
  WHERE lower(username) LIKE 'mapper12%' ORDER BY username LIMIT 20`;

export const USERS_OF_YEAR = `
  SELECT mapping_level, gender, is_email_verified, count(*), count(*) FILTER (WHERE cardinality(projects_mapped) > 0) FROM users
  WHERE date_registered >= '2025-01-01' AND date_registered < '2026-01-01' GROUP BY 1, 2, 3`;

export const NOTIFICATIONS = `
  SELECT m.*, u.username, u.picture_url, i.name, (SELECT count(*) FROM messages WHERE to_user_id = ${CAST.active}) FROM (
    SELECT * FROM messages WHERE to_user_id = ${CAST.active} ORDER BY date DESC LIMIT 10) m JOIN users u ON u.id = m.from_user_id
  JOIN project_info i ON i.project_id = m.project_id AND i.locale = 'en'`;

export const UNREAD = `SELECT count(*) FROM messages WHERE to_user_id = ${CAST.active} AND read = false`;

export const teams = (limit: number): string => `
  SELECT t.*, o.name, (SELECT count(*) FROM teams), m.* FROM (SELECT * FROM teams ORDER BY id LIMIT ${limit}) t
  JOIN organisations o ON o.id = t.organisation_id JOIN (
    SELECT m.team_id, json_agg(json_build_object('username', u.username, 'function', m.function, 'pictureUrl', u.picture_url))
      FILTER (WHERE place <= 10), count(*) FROM (SELECT m.*, row_number() OVER (PARTITION BY team_id, function ORDER BY user_id) AS place
        FROM team_members m WHERE m.active AND team_id IN (SELECT id FROM teams ORDER BY id LIMIT ${limit})) m
    JOIN users u ON u.id = m.user_id GROUP BY 1) m ON m.team_id = t.id`;

export const TEAMS = `
  SELECT json_agg(x)::text FROM (
    SELECT t.*, o.name AS organisation, o.logo AS shown FROM teams t JOIN organisations o ON o.id = t.organisation_id ORDER BY t.id) x`;

export const TEAM = `
  SELECT t.*, o.name, (SELECT json_agg(json_build_object('m', m, 'u', u.username)) FROM team_members m JOIN users u ON u.id = m.user_id
    WHERE m.team_id = t.id), (SELECT json_agg(json_build_object('id', x.project_id, 'role', x.role, 'name', i.name)) FROM project_teams x
    JOIN project_info i ON i.project_id = x.project_id WHERE x.team_id = t.id)
  FROM teams t JOIN organisations o ON o.id = t.organisation_id WHERE t.id = 150`;

export const ORGANISATIONS = `
  SELECT o.*, (SELECT json_agg(json_build_object('username', u.username, 'pictureUrl', u.picture_url)) FROM organisation_managers m
    JOIN users u ON u.id = m.user_id WHERE m.organisation_id = o.id) FROM organisations o ORDER BY o.name`;

export const ORGANISATION_STATISTICS = `
  SELECT p.status, t.task_status, count(*), count(DISTINCT p.id) FROM projects p LEFT JOIN tasks t ON t.project_id = p.id AND p.status = 1
  WHERE p.organisation_id = 120 GROUP BY 1, 2`;

export const CAMPAIGNS = 'SELECT id, name FROM campaigns ORDER BY name';

export const TASKS_OF_YEAR = `
  SELECT action_date::date, action_text, count(*) FROM task_history WHERE action = 'STATE_CHANGE' AND action_date >= '2025-01-01'
    AND action_date < '2026-01-01' GROUP BY 1, 2`;

export const SYSTEM = `
  SELECT (SELECT count(*) FROM users), (SELECT count(*) FROM projects), (SELECT sum(tasks_mapped + tasks_validated) FROM projects),
    (SELECT count(DISTINCT locked_by) FROM tasks WHERE locked_by IS NOT NULL)`;
