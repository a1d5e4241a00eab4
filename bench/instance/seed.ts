import type pg from 'pg';

/**
 * A whole instance, made by sets of SQL: the same rows on every run, with dates counted back from the day of the seed. It is as uneven as
 * a real instance: a few very busy users, many old archived projects, one project in ten private, one in twenty a draft, several languages.
 * The first 4,000 projects, their tasks and their history are the same at both sizes.
 */

/** The number of rows of each kind at size 1 (a tenth of a large public instance). */
const TENTH = { projects: 4_000, users: 40_000, organisations: 60, teams: 500, campaigns: 120, messages: 200_000 };

/**
 * Size 1 is a tenth of a large public instance, size 10 the whole. Size 0.1 has the people and projects of a tenth, and a
 * tenth of its tasks and messages: enough for the planner to choose as at the other sizes.
 */
export type Size = 0.1 | 1 | 10;

/** The factor for the numbers of users and projects. */
const times = (size: Size): number => Math.max(1, size);

/** Users and projects of the seed that the measured paths use. */
export const CAST = {
  /** Has worked in most projects. */
  busiest: 1,
  /** Has some twenty thousand rows of history, as many at both sizes. */
  active: 2,
  /** Has a few dozen rows. */
  plain: 5_000,
  admin: 3,
  /** Author of many projects, manager of an organisation. */
  manager: 4,
  /** A project of 3,000 tasks. */
  large: 3_001,
  /** A project of some sixty tasks. */
  small: 61,
} as const;

/** The day of the seed. */
const TODAY = 'current_date::timestamp';

/** A number from 0 to 1 that depends only on its arguments. */
const random = (...parts: string[]): string =>
  `((hashint8(${parts.map((part) => `${part}::bigint`).join(' * 1000003 + ')})::bigint + 2147483648) / 4294967296.0)`;

const users = (count: number): string => `
  INSERT INTO users (id, username, role, mapping_level, tasks_mapped, tasks_validated, tasks_invalidated, email_address,
    is_email_verified, date_registered, projects_comments_notifications, tasks_comments_notifications,
    teams_announcement_notifications, gender, country, picture_url)
  SELECT g, CASE WHEN g % 7 = 0 THEN 'Jean ' WHEN g % 11 = 0 THEN 'नेपाल_' ELSE 'mapper' END || g,
    CASE WHEN g = ${CAST.admin} THEN 1 WHEN g % 997 = 0 THEN -1 ELSE 0 END, 1 + (g % 20 = 0)::int + (g % 100 = 0)::int, 0, 0, 0,
    'user' || g || '@example.org', g % 3 <> 0, ${TODAY} - ${random('g', '7')} * interval '3000 days', false,
    false, true, CASE WHEN g % 9 = 0 THEN 1 + g % 4 END, 'Nepal', 'https://example.org/' || g || '.png'
  FROM generate_series(1, ${count}) g`;

const groups = (size: Size): string => `
  INSERT INTO organisations (id, name, slug, type) SELECT 100 + g, 'Organisation ' || g, 'organisation-' || g, 1
    FROM generate_series(1, ${TENTH.organisations * times(size)}) g;
  INSERT INTO organisation_managers (organisation_id, user_id)
    SELECT 100 + g, u FROM generate_series(1, ${TENTH.organisations * times(size)}) g,
      LATERAL (SELECT DISTINCT 100 + (g * 31 + n * 17) % 20000 AS u FROM generate_series(1, 4) n) m;
  INSERT INTO organisation_managers VALUES (101, ${CAST.manager});
  INSERT INTO teams (id, organisation_id, name, visibility, join_method)
    SELECT 100 + g, 101 + g % ${TENTH.organisations * times(size)}, 'Team ' || g, (g % 5 = 0)::int, g % 3
    FROM generate_series(1, ${TENTH.teams * times(size)}) g;
  INSERT INTO team_members (team_id, user_id, function, active, join_request_notifications, joined_date)
    SELECT 100 + g, u, CASE WHEN n = 1 THEN 1 ELSE 2 END, n % 10 <> 0, false, ${TODAY} - interval '500 days'
    FROM generate_series(1, ${TENTH.teams * times(size)}) g, generate_series(1, 50) n,
      LATERAL (SELECT 1 + (g * 131 + n * 397) % ${TENTH.users * times(size)} AS u) m ON CONFLICT DO NOTHING;
  INSERT INTO campaigns (id, name) SELECT g, 'Campaign ' || g FROM generate_series(1, ${TENTH.campaigns * times(size)}) g;
  INSERT INTO interests (id, name) SELECT g, 'Interest ' || g FROM generate_series(1, 40) g;
  INSERT INTO user_interests (user_id, interest_id) SELECT g, 1 + g % 40 FROM generate_series(1, ${TENTH.users * times(size)}, 3) g`;

/** The number of tasks of project `g`: one project is large, most are small. */
const tasksOf = (size: Size): string =>
  size < 1
    ? '10 + g % 10'
    : `CASE WHEN g = ${CAST.large} THEN 3000 WHEN g % 50 = 0 THEN 900 WHEN g % 7 = 0 THEN 190 ELSE 40 + g % 40 END`;

const projects = (count: number, size: Size): string => `
  INSERT INTO projects (id, status, created, last_updated, author_id, difficulty, priority, default_locale, centroid, geometry,
    task_creation_mode, tasks_bad_imagery, tasks_mapped, tasks_validated, total_tasks, private, organisation_id, country,
    mapping_types, mapping_permission, validation_permission, featured, license_id)
  SELECT g, CASE WHEN g % 20 = 0 THEN 2 WHEN g % 5 < 2 OR g IN (${CAST.large}, ${CAST.small}) THEN 1 ELSE 0 END,
    ${TODAY} - (${count} - g) * interval '2000 days' / ${count},
    ${TODAY} - (${count} - g) * interval '1500 days' / ${count},
    CASE WHEN g % 75 = 0 THEN ${CAST.manager} ELSE 100 + g % 3000 END, 1 + g % 3, g % 4,
    (ARRAY['en', 'en', 'en', 'fr', 'es', 'pt'])[1 + g % 6], ST_SetSRID(ST_MakePoint(x + 0.05, y + 0.05), 4326),
    ST_Multi(ST_MakeEnvelope(x, y, x + 0.1, y + 0.1, 4326)), 0, 0, 0, 0, ${tasksOf(size)},
    g % 10 = 3 AND g NOT IN (${CAST.large}, ${CAST.small}), 101 + (g * 7) % ${TENTH.organisations * times(size)},
    ARRAY[(ARRAY['Nepal', 'Kenya', 'Haiti', 'Mozambique', 'Philippines'])[1 + g % 5]], ARRAY[1 + g % 4],
    CASE WHEN g % 9 = 0 THEN 2 ELSE 0 END, CASE WHEN g % 4 = 0 THEN 2 ELSE 0 END, g % 1000 = 1, NULL
  FROM (SELECT g, ${random('g', '3')} * 340 - 170 AS x, ${random('g', '5')} * 120 - 60 AS y
    FROM generate_series(1, ${count}) g) places;
  INSERT INTO project_info (project_id, locale, name, short_description, description, instructions, project_id_str)
  SELECT g, l.locale, 'Mapping ' || (ARRAY['buildings', 'roads', 'rivers', 'villages'])[1 + g % 4] || ' of place ' || g,
    'Help to map ' || CASE WHEN g % 400 = 1 THEN 'the xylophone district' ELSE 'district ' || g % 313 END,
    repeat('A longer description of what is to be mapped, and why. ', 8), 'Trace all buildings.', g::text
  FROM generate_series(1, ${count}) g, LATERAL (SELECT 'en' AS locale UNION ALL
    SELECT (ARRAY['fr', 'es', 'pt'])[1 + g % 3] WHERE g % 6 > 2) l;
  INSERT INTO campaign_projects (campaign_id, project_id) SELECT 1 + g % ${TENTH.campaigns * times(size)}, g
    FROM generate_series(1, ${count}) g WHERE g % 3 = 0;
  INSERT INTO project_interests (interest_id, project_id) SELECT 1 + g % 40, g FROM generate_series(1, ${count}) g WHERE g % 2 = 0;
  INSERT INTO project_teams (team_id, project_id, role) SELECT 101 + (g * 3) % ${TENTH.teams * times(size)}, g, r
    FROM generate_series(1, ${count}) g, generate_series(0, 2) r WHERE g % 4 = 0;
  INSERT INTO project_favorites (project_id, user_id) SELECT 1 + (g * 13) % ${count}, g
    FROM generate_series(1, ${TENTH.users * times(size)}, 20) g;
  INSERT INTO project_chat (project_id, user_id, time_stamp, message)
    SELECT 1 + (g * 11) % ${count}, 1 + g % 20000, ${TODAY} - g * interval '1 hour', '<p>Comment ' || g || '</p>'
    FROM generate_series(1, ${count}) g`;

const tasks = (count: number): string => `
  INSERT INTO tasks (id, project_id, x, y, zoom, is_square, task_status, mapped_by, validated_by, geometry)
  SELECT n, g, n % 60, n / 60, 18, true, s.state, CASE WHEN s.state IN (2, 4) THEN s.mapper END,
    CASE WHEN s.state = 4 THEN s.validator END, ST_Multi(ST_MakeEnvelope(ST_X(p.centroid) + n % 60 * 0.001,
      ST_Y(p.centroid) + n / 60 * 0.001, ST_X(p.centroid) + n % 60 * 0.001 + 0.001, ST_Y(p.centroid) + n / 60 * 0.001 + 0.001, 4326))
  FROM generate_series(1, ${count}) g JOIN projects p ON p.id = g, LATERAL generate_series(1, p.total_tasks) n,
    LATERAL (SELECT CASE WHEN g = ${CAST.large} AND n % 8 < 5 OR (g + n) % 10 < 2 THEN 0 WHEN (g + n) % 10 < 5 THEN 2 ELSE 4 END AS state,
      ${mapperOf('g', 'n')} AS mapper, ${validatorOf('g', 'n')} AS validator) s`;

/** The mapper of task `n` of project `g`: the busiest user in every 24th project, the active user in the first projects, else one of many. */
const mapperOf = (g: string, n: string): string => `CASE WHEN (${g} + ${n}) % 24 = 0 THEN ${CAST.busiest}
  WHEN ${g} <= 1200 AND ${n} % 11 = 0 THEN ${CAST.active} WHEN ${g} <= ${TENTH.projects} THEN 100 + (${g} * 17 + ${n} / 9) % 30000
  ELSE ${TENTH.users} + (${g} * 17 + ${n} / 9) % 300000 END`;
const validatorOf = (g: string, n: string): string => `1000 + (${g} * 3 + ${n} / 40) % 900`;

/**
 * The history of a task: minutes after its first row, the user (a: a user who stopped, m: the mapper, v: the validator),
 * the action and its text.
 */
const EVENTS = `(-40, 'a', 'LOCKED_FOR_MAPPING', '00:20:00.000000'), (0, 'm', 'LOCKED_FOR_MAPPING', '00:10:00.000000'),
  (10, 'm', 'STATE_CHANGE', 'MAPPED'), (11, 'm', 'COMMENT', 'Please look at the north.'),
  (20, 'v', 'LOCKED_FOR_VALIDATION', '00:05:00.000000'), (25, 'v', 'STATE_CHANGE', 'VALIDATED'),
  (26, 'v', 'COMMENT', 'Well done.')`;

/** The history in the order of time, as on a real instance: the rows of a project, and of a user, are scattered. */
const HISTORY = `
  INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
  SELECT t.project_id, t.id, a.action, a.text, p.created + (t.id * 37 % 300 / 300.0) * least(interval '300 days', ${TODAY} - p.created)
      + a.at * interval '1 minute' + t.id * interval '1 microsecond' AS at,
    CASE a.who WHEN 'm' THEN t.mapped_by WHEN 'v' THEN t.validated_by 
      ELSE CASE WHEN t.project_id <= ${TENTH.projects} THEN 100 + (t.project_id * 7 + t.id / 13) % 30000
        ELSE ${TENTH.users} + (t.project_id * 7 + t.id / 13) % 300000 END END
  FROM tasks t JOIN projects p ON p.id = t.project_id, (VALUES ${EVENTS}) AS a(at, who, action, text)
  WHERE t.mapped_by IS NOT NULL AND (a.who <> 'v' OR t.validated_by IS NOT NULL) AND (a.action <> 'COMMENT' OR t.id % 2 = 0)
  ORDER BY at`;

const messages = (size: Size): string => `
  INSERT INTO messages (message, subject, from_user_id, to_user_id, date, read, message_type, project_id, task_id)
  SELECT 'Text of message ' || g, 'Subject ' || g, 1 + g % 5000,
    CASE WHEN g % 50 = 0 AND g <= ${TENTH.messages} THEN ${CAST.active} ELSE 1 + (g * 7) % ${TENTH.users * times(size)} END,
    ${TODAY} - g * interval '3 minutes', g % 3 = 0, 3 + g % 3, 1 + g % 4000, 1
  FROM generate_series(1, ${TENTH.messages * size}) g`;

const COUNTERS = `
  UPDATE projects p SET (tasks_mapped, tasks_validated) = (c.mapped, c.validated) FROM (
    SELECT project_id, count(*) FILTER (WHERE task_status = 2) AS mapped, count(*) FILTER (WHERE task_status = 4) AS validated
    FROM tasks GROUP BY project_id) c WHERE c.project_id = p.id;
  UPDATE users u SET tasks_mapped = c.mapped, projects_mapped = c.projects FROM (
    SELECT mapped_by, count(*) AS mapped, array_agg(DISTINCT project_id) AS projects FROM tasks WHERE mapped_by IS NOT NULL
    GROUP BY mapped_by) c WHERE c.mapped_by = u.id;
  UPDATE users u SET tasks_validated = c.validated FROM (
    SELECT validated_by, count(*) AS validated FROM tasks WHERE validated_by IS NOT NULL GROUP BY validated_by) c
    WHERE c.validated_by = u.id;
  INSERT INTO user_stats (user_id, stats, date_obtained)
    SELECT id, json_build_object('changeset', id % 900, 'building', id % 5000), ${TODAY} - interval '30 days' FROM users WHERE id % 4 = 0`;

/** Large tables, filled without their indexes. Making the indexes afterwards is much faster. */
const LARGE = `'task_history', 'tasks', 'messages', 'users', 'projects', 'project_info'`;

/** Drops the indexes of the large tables that no constraint needs. @returns the statements that make them again */
async function dropIndexes(db: pg.Client): Promise<string[]> {
  const { rows } = await db.query<{ name: string; definition: string }>(`
    SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
    WHERE i.indrelid IN (SELECT t::regclass FROM unnest(ARRAY[${LARGE}]) t)
      AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`);
  for (const { name } of rows) await db.query(`DROP INDEX ${name}`);
  return rows.map(({ definition }) => definition);
}

/**
 * Fills an empty, migrated database.
 * @param say called with the name of each step
 */
export async function seedInstance(db: pg.Client, size: Size, say: (text: string) => void): Promise<void> {
  const count = TENTH.projects * times(size);
  const step = async (name: string, sql: string): Promise<void> => {
    say(name);
    await db.query(sql);
  };
  await db.query("SET synchronous_commit = off; SET work_mem = '384MB'; SET maintenance_work_mem = '384MB'");
  const definitions = await dropIndexes(db);
  await db.query('SET session_replication_role = replica');
  await step('users', users(TENTH.users * times(size)));
  await step('groups', groups(size));
  await db.query('SET session_replication_role = origin');
  await step('projects', projects(count, size));
  await db.query('SET session_replication_role = replica');
  await step('tasks', tasks(count));
  await step('history', HISTORY);
  await step('messages', messages(size));
  await step('counters', COUNTERS);
  for (const name of ['users', 'projects', 'task_history', 'organisations', 'teams', 'campaigns', 'interests'])
    await db.query(`SELECT setval('${name}_id_seq', (SELECT max(id) FROM ${name}))`);
  await db.query('SET session_replication_role = origin');
  for (const definition of definitions) await step(definition.replace(/ USING.*/s, ''), definition);
  await step('statistics of the planner', 'VACUUM ANALYZE');
}
