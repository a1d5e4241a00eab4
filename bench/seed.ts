import type pg from 'pg';

/** Ids of what the benchmark makes; deterministic. */
export const PROJECT = { squares: 1, polygons: 2, cycle: 3, large: 4 } as const;
export const MANAGER = 1;
export const MAPPERS = 100;
export const VALIDATORS = 200;
const CALLERS = 64;

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

/** A thousand polygons of sixty corners. */
const insertPolygons = (id: number): string => `
  INSERT INTO tasks (id, project_id, is_square, task_status, geometry)
  SELECT g, ${id}, false, 0, ST_Multi(ST_SetSRID(ST_MakePolygon(ST_MakeLine(array_agg(ST_MakePoint(
      85 + g % 40 * 0.01 + 0.004 * cos(radians(c * 6)), 27 + g / 40 * 0.01 + 0.004 * sin(radians(c % 60 * 6))) ORDER BY c))), 4326))
  FROM generate_series(1, 1000) g, generate_series(0, 60) c GROUP BY g`;

/** Every task of a project locked, mapped, locked and validated once, over the last year. */
const insertHistory = (id: number): string => `
  INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
  SELECT ${id}, t.id, a.action, a.text, (now() AT TIME ZONE 'UTC') - interval '360 days' + t.id % 350 * interval '1 day'
      + a.at * interval '1 minute' + t.id * interval '1 microsecond', ${MAPPERS} + t.id % ${CALLERS}
  FROM tasks t, (VALUES (0, 'LOCKED_FOR_MAPPING', '00:10:00.000000'), (10, 'STATE_CHANGE', 'MAPPED'),
    (20, 'LOCKED_FOR_VALIDATION', '00:05:00.000000'), (25, 'STATE_CHANGE', 'VALIDATED')) AS a(at, action, text)
  WHERE t.project_id = ${id}`;

/** History of other projects that nothing here reads: an index must find its way past it. */
const insertBallast = (projects: number, rows: number): string => `
  INSERT INTO projects (id, status, created, author_id, difficulty, priority, default_locale, centroid, geometry,
    task_creation_mode, tasks_bad_imagery, tasks_mapped, tasks_validated, total_tasks)
  SELECT 1000 + g, 1, now(), ${MANAGER}, 1, 2, 'en', ST_SetSRID(ST_MakePoint(85, 27), 4326),
    ST_Multi(ST_MakeEnvelope(84, 26, 88, 30, 4326)), 0, 0, 0, 0, 100 FROM generate_series(1, ${projects}) g;
  INSERT INTO tasks (id, project_id, task_status, is_square, geometry)
  SELECT n, 1000 + g, 0, false, ST_Multi(ST_MakeEnvelope(84, 26, 84.01, 26.01, 4326))
  FROM generate_series(1, ${projects}) g, generate_series(1, 100) n;
  INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
  SELECT 1001 + n % ${projects}, 1 + n / ${projects} % 100, CASE n % 2 WHEN 0 THEN 'STATE_CHANGE' ELSE 'LOCKED_FOR_MAPPING' END,
    CASE n % 2 WHEN 0 THEN (ARRAY['MAPPED', 'VALIDATED', 'BADIMAGERY'])[1 + n % 3] ELSE '00:10:00.000000' END,
    (now() AT TIME ZONE 'UTC') - n % 360 * interval '1 day' - n * interval '1 microsecond', ${MAPPERS} + n % ${CALLERS}
  FROM generate_series(1, ${rows}) n`;

export interface Sizes {
  squares: number;
  large: number;
  ballast: number;
}

/** Fills a migrated, empty database. */
export async function seed(db: pg.Client, { squares, large, ballast }: Sizes): Promise<void> {
  const run = (sql: string): Promise<unknown> => db.query(sql);
  await run(`INSERT INTO users (id, username, role, mapping_level, tasks_mapped, tasks_validated, tasks_invalidated,
      projects_comments_notifications, tasks_comments_notifications, teams_announcement_notifications)
    SELECT g, 'bench_' || g, CASE g WHEN ${MANAGER} THEN 1 ELSE 0 END, 3, 0, 0, 0, false, false, false
    FROM generate_series(1, ${VALIDATORS + CALLERS}) g`);
  await run(insertProject(PROJECT.squares, squares));
  await run(insertSquares(PROJECT.squares, squares));
  await run(insertHistory(PROJECT.squares));
  await run(
    `UPDATE tasks SET task_status = 4, mapped_by = ${MAPPERS}, validated_by = ${VALIDATORS} WHERE project_id = 1`,
  );
  await run(`UPDATE tasks SET task_status = 2, validated_by = NULL WHERE project_id = 1 AND id % 5 = 0`);
  await run(insertProject(PROJECT.polygons, 1000));
  await run(insertPolygons(PROJECT.polygons));
  await run(insertProject(PROJECT.cycle, 2000));
  await run(insertSquares(PROJECT.cycle, 2000));
  if (large > 0) {
    await run(insertProject(PROJECT.large, large));
    await run(insertSquares(PROJECT.large, large));
  }
  if (ballast > 0) await run(insertBallast(200, ballast));
  await run(`UPDATE projects p SET tasks_mapped = (SELECT count(*) FROM tasks t WHERE t.project_id = p.id AND task_status = 2),
    tasks_validated = (SELECT count(*) FROM tasks t WHERE t.project_id = p.id AND task_status = 4)`);
  for (const sequence of ['projects', 'task_history', 'users'])
    await run(`SELECT setval('${sequence}_id_seq', greatest(1, (SELECT max(id) FROM ${sequence})))`);
  await run('VACUUM ANALYZE');
}
