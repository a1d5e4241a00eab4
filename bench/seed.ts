import type pg from 'pg';

/** Ids of the rows of the benchmark. They are the same in every run. */
export const PROJECT = { squares: 1, polygons: 2, cycle: 3, large: 4, split: 5 } as const;
export const TASKS = { squares: 10_000, polygons: 1000, cycle: 2000, large: 100_000, split: 200 } as const;
/** A project with statistics among the other projects. */
export const BALLAST_PROJECT = 1001;
const BALLAST_PROJECTS = 200;
export const MANAGER = 1;
export const MAPPERS = 100;
export const VALIDATORS = 200;
const CALLERS = 64;
/** The name of a user of the benchmark. */
export const nameOfUser = (id: number): string => `bench_${id}`;

/** The last user's id. */
export const USERS = VALIDATORS + CALLERS;

/** The day before which all of the seeded history lies; it covers the 360 days before it. */
const LAST_DAY = '2025-12-27';
export const STATISTICS_YEAR = { first: '2025-01-02', last: '2025-12-26', after: LAST_DAY } as const;

const insertProject = (id: number, tasks: number): string => `
  INSERT INTO projects (id, status, created, author_id, difficulty, priority, default_locale, centroid, geometry,
    task_creation_mode, tasks_bad_imagery, tasks_mapped, tasks_validated, total_tasks)
  VALUES (${id}, 1, now(), ${MANAGER}, 1, 2, 'en', ST_SetSRID(ST_MakePoint(85, 27), 4326),
    ST_Multi(ST_MakeEnvelope(84, 26, 88, 30, 4326)), 0, 0, 0, 0, ${tasks});
  INSERT INTO project_info (project_id, locale, name, per_task_instructions, project_id_str)
  VALUES (${id}, 'en', 'Benchmark ${id}', 'Tile {x}/{y} at zoom {z}', '${id}')`;

const insertSquares = (id: number, tasks: number): string => `
  INSERT INTO tasks (id, project_id, x, y, zoom, is_square, task_status, geometry)
  SELECT g, ${id}, 193000 + g % 400, 151000 + g / 400, 17, true, 0, ST_Multi(ST_MakeEnvelope(
    85 + (g % 400) * 0.00274658203125, 27 + (g / 400) * 0.0024321, 85 + (g % 400 + 1) * 0.00274658203125,
    27 + (g / 400 + 1) * 0.0024321, 4326)) FROM generate_series(1, ${tasks}) g`;

/** Polygons of sixty corners. */
const insertPolygons = (id: number, tasks: number): string => `
  INSERT INTO tasks (id, project_id, is_square, task_status, geometry)
  SELECT g, ${id}, false, 0, ST_Multi(ST_SetSRID(ST_MakePolygon(ST_MakeLine(array_agg(ST_MakePoint(
      85 + g % 40 * 0.01 + 0.004 * cos(radians(c * 6)), 27 + g / 40 * 0.01 + 0.004 * sin(radians(c % 60 * 6))) ORDER BY c))), 4326))
  FROM generate_series(1, ${tasks}) g, generate_series(0, 60) c GROUP BY g`;

/** Rows of tiles are counted from the south. */
const latitude = (y: string): string => `degrees(atan(sinh(pi() * (2 * (${y}) / 32768.0 - 1))))`;
const longitude = (x: string): string => `(${x}) / 32768.0 * 360 - 180`;

/** Exact tiles, because only those are split into tiles. */
const insertTiles = (id: number, tasks: number): string => `
  INSERT INTO tasks (id, project_id, x, y, zoom, is_square, task_status, geometry)
  SELECT g, ${id}, x, y, 15, true, 0, ST_Multi(ST_MakeEnvelope(${longitude('x')}, ${latitude('y')}, ${longitude('x + 1')},
    ${latitude('y + 1')}, 4326)) FROM (
    SELECT g, 24120 + g % 20 AS x, 18640 + g / 20 AS y FROM generate_series(1, ${tasks}) g) tiles`;

/** Every task of a project locked and mapped once, over a year, and all but each fifth validated. The rows lie in the order of time. */
const insertHistory = (id: number): string => `
  INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
  SELECT ${id}, t.id, a.action, a.text, timestamp '${LAST_DAY}' - interval '360 days' + t.id % 350 * interval '1 day'
      + a.at * interval '1 minute' + t.id * interval '1 microsecond', a.base + t.id % ${CALLERS}
  FROM tasks t, (VALUES (0, 'LOCKED_FOR_MAPPING', '00:10:00.000000', ${MAPPERS}), (10, 'STATE_CHANGE', 'MAPPED', ${MAPPERS}),
    (20, 'LOCKED_FOR_VALIDATION', '00:05:00.000000', ${VALIDATORS}), (25, 'STATE_CHANGE', 'VALIDATED', ${VALIDATORS})
    ) AS a(at, action, text, base)
  WHERE t.project_id = ${id} AND (a.at < 20 OR t.id % 5 <> 0)
  ORDER BY 5`;

/** History of other projects, which makes the tables and indexes large. The rows lie in the order of time, as in a database that has grown. */
const insertBallast = (rows: number): string => `
  INSERT INTO projects (id, status, created, author_id, difficulty, priority, default_locale, centroid, geometry,
    task_creation_mode, tasks_bad_imagery, tasks_mapped, tasks_validated, total_tasks)
  SELECT 1000 + g, 1, now(), ${MANAGER}, 1, 2, 'en', ST_SetSRID(ST_MakePoint(85, 27), 4326),
    ST_Multi(ST_MakeEnvelope(84, 26, 88, 30, 4326)), 0, 0, 0, 0, 100 FROM generate_series(1, ${BALLAST_PROJECTS}) g;
  INSERT INTO tasks (id, project_id, task_status, is_square, geometry)
  SELECT n, 1000 + g, 0, false, ST_Multi(ST_MakeEnvelope(84, 26, 84.01, 26.01, 4326))
  FROM generate_series(1, ${BALLAST_PROJECTS}) g, generate_series(1, 100) n;
  INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
  SELECT 1001 + n % ${BALLAST_PROJECTS}, 1 + n / ${BALLAST_PROJECTS} % 100,
    CASE n % 2 WHEN 0 THEN 'STATE_CHANGE' ELSE 'LOCKED_FOR_MAPPING' END,
    CASE n % 2 WHEN 0 THEN (ARRAY['MAPPED', 'VALIDATED', 'BADIMAGERY'])[1 + n % 3] ELSE '00:10:00.000000' END,
    timestamp '${LAST_DAY}' - n % 360 * interval '1 day' - n * interval '1 microsecond', ${MAPPERS} + n % ${CALLERS}
  FROM generate_series(1, ${rows}) n ORDER BY 5`;

const insertUsers = `
  INSERT INTO users (id, username, role, mapping_level, tasks_mapped, tasks_validated, tasks_invalidated,
    projects_comments_notifications, tasks_comments_notifications, teams_announcement_notifications)
  SELECT g, 'bench_' || g, CASE g WHEN ${MANAGER} THEN 1 ELSE 0 END, 3, 0, 0, 0, false, false, false
  FROM generate_series(1, ${USERS}) g ON CONFLICT DO NOTHING`;

/**
 * Adds missing rows to a migrated database and resets the changes of earlier runs.
 * @param history number of history rows of other projects
 */
export async function seed(db: pg.Client, history: number): Promise<void> {
  await db.query(insertUsers);
  const { rows } = await db.query<{ id: number }>('SELECT id FROM projects');
  const there = new Set(rows.map(({ id }) => id));
  const insertTasks = { squares: insertSquares, polygons: insertPolygons, cycle: insertSquares, large: insertSquares };
  for (const [name, insert] of Object.entries({ ...insertTasks, split: insertTiles })) {
    const [id, tasks] = [PROJECT[name as keyof typeof PROJECT], TASKS[name as keyof typeof TASKS]];
    if (there.has(id)) continue;
    await db.query(insertProject(id, tasks));
    await db.query(insert(id, tasks));
  }
  if (!there.has(BALLAST_PROJECT)) await db.query(insertBallast(history));
  for (const sequence of ['projects', 'task_history', 'users'])
    await db.query(`SELECT setval('${sequence}_id_seq', greatest(1, (SELECT max(id) FROM ${sequence})))`);
  await resetSquares(db);
  await resetCycle(db);
  await resetSplit(db);
  await db.query('VACUUM ANALYZE');
}

/** Removes the history of a project and resets the counters of all users. The database is for the benchmark only. */
async function forget(db: pg.Client, project: number): Promise<void> {
  for (const table of ['messages', 'task_invalidation_history', 'task_history'])
    await db.query(`DELETE FROM ${table} WHERE project_id = ${project}`);
  await db.query(`UPDATE tasks SET task_status = 0, locked_by = NULL, mapped_by = NULL, validated_by = NULL
    WHERE project_id = ${project} AND (task_status, locked_by, mapped_by, validated_by) IS DISTINCT FROM (0, NULL, NULL, NULL)`);
  await db.query(`UPDATE users SET tasks_mapped = 0, tasks_validated = 0, tasks_invalidated = 0
    WHERE tasks_mapped + tasks_validated + tasks_invalidated <> 0`);
}

const count = (db: pg.Client, project: number): Promise<unknown> =>
  db.query(`UPDATE projects p SET (total_tasks, tasks_mapped, tasks_validated, tasks_bad_imagery) = (
    SELECT count(*), count(*) FILTER (WHERE task_status = 2), count(*) FILTER (WHERE task_status = 4),
      count(*) FILTER (WHERE task_status = 6) FROM tasks t WHERE t.project_id = p.id) WHERE id = ${project}`);

/** The squares mapped and all but each fifth validated, as reads find them. */
export async function resetSquares(db: pg.Client): Promise<void> {
  const project = PROJECT.squares;
  await forget(db, project);
  await db.query(`UPDATE tasks SET task_status = CASE id % 5 WHEN 0 THEN 2 ELSE 4 END, mapped_by = ${MAPPERS} + id % ${CALLERS},
    validated_by = CASE id % 5 WHEN 0 THEN NULL ELSE ${VALIDATORS} + id % ${CALLERS} END WHERE project_id = ${project}`);
  await db.query(insertHistory(project));
  await count(db, project);
  await db.query('VACUUM ANALYZE tasks, task_history, task_invalidation_history');
}

/** The squares with nothing done to them but `sql`. */
export async function emptySquares(db: pg.Client, sql?: string): Promise<void> {
  await forget(db, PROJECT.squares);
  if (sql) await db.query(sql);
  await count(db, PROJECT.squares);
  await db.query('VACUUM tasks, task_invalidation_history');
}

/** The tasks that are locked one by one, with nothing done to them but `sql`. */
export async function resetCycle(db: pg.Client, sql?: string): Promise<void> {
  await forget(db, PROJECT.cycle);
  if (sql) await db.query(sql);
  await count(db, PROJECT.cycle);
  await db.query('VACUUM tasks, task_history, task_invalidation_history');
}

/** The tasks that are split whole again, each with a history and ready. */
export async function resetSplit(db: pg.Client): Promise<void> {
  const project = PROJECT.split;
  await forget(db, project);
  await db.query(`DELETE FROM tasks WHERE project_id = ${project}`);
  await db.query(insertTiles(project, TASKS.split));
  await db.query(insertHistory(project));
  await count(db, project);
  await db.query('VACUUM tasks, task_history, task_invalidation_history');
}
