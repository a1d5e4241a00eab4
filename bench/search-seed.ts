import pg from 'pg';

/** Statements that fill a migrated database with projects, their texts and history. The same in every run. */
const statements = (size: number): string[] => [
  `INSERT INTO users (id, username, role, mapping_level, tasks_mapped, tasks_validated, tasks_invalidated,
     projects_comments_notifications, tasks_comments_notifications, teams_announcement_notifications)
   SELECT g, 'user_' || g, 0, 1, 0, 0, 0, false, false, false FROM generate_series(1, 2000) g`,
  `INSERT INTO organisations (id, name, slug, type) SELECT 1000 + g, 'Organisation ' || g, 'o-' || g, 1 FROM generate_series(1, 100) g`,
  `INSERT INTO campaigns (id, name) SELECT g, 'Campaign ' || g FROM generate_series(1, 200) g`,
  `INSERT INTO projects (id, status, created, author_id, difficulty, priority, default_locale, centroid, geometry, country,
     task_creation_mode, tasks_bad_imagery, tasks_mapped, tasks_validated, total_tasks, organisation_id, private, last_updated,
     mapping_types, changeset_comment)
   SELECT g, CASE WHEN g % 3 = 0 THEN 1 WHEN g % 3 = 1 THEN 0 ELSE 2 END, timestamp '2020-01-01' + g * interval '1 hour',
     1 + g % 2000, 1 + g % 3, g % 4, 'en', ST_SetSRID(ST_MakePoint(85 + g % 100 * 0.01, 27), 4326),
     ST_Multi(ST_Buffer(ST_SetSRID(ST_MakePoint(85 + g % 100 * 0.01, 27), 4326), 0.05, 12)),
     ARRAY[(ARRAY['Nepal', 'Malta', 'Kenya', 'Peru'])[1 + g % 4]], 0, 1, g % 50, g % 25, 100, 1001 + g % 100, g % 20 = 0,
     timestamp '2025-01-01' + (g * 7919 % 500000) * interval '1 minute', ARRAY[1 + g % 5], '#tag-' || g
   FROM generate_series(1, ${size}) g`,
  `INSERT INTO project_info (project_id, locale, name, short_description, description, project_id_str)
   SELECT g, l.locale, 'Name ' || (g * 7919 % 100003) || ' of ' || l.locale, 'Map ' ||
     (ARRAY['buildings', 'roads', 'rivers', 'schools'])[1 + g % 4] || CASE WHEN g % 3003 = 0 THEN ' zebra' ELSE '' END,
     repeat('Words of a description that is long enough. ', 20), g::text
   FROM generate_series(1, ${size}) g, (VALUES ('en'), ('fr')) l(locale) WHERE l.locale = 'en' OR g % 5 < 4`,
  `INSERT INTO campaign_projects (campaign_id, project_id) SELECT 1 + g % 200, g FROM generate_series(1, ${size}) g`,
  `INSERT INTO tasks (id, project_id, task_status, is_square, geometry)
   SELECT n, g, 0, false, ST_Multi(ST_MakeEnvelope(84, 26, 84.01, 26.01, 4326))
   FROM generate_series(1, ${size}) g, generate_series(1, 5) n`,
  `INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
   SELECT g, 1 + n % 5, 'STATE_CHANGE', 'MAPPED', timestamp '2025-01-01' + n * interval '1 day' + g * interval '1 second',
     1 + (g * 31 + n * 17) % 2000
   FROM generate_series(1, 60) n, generate_series(1, ${size}) g`,
  'VACUUM ANALYZE',
];

/** A project of 10,000 squares with texts in eight languages, beside the others. */
const large = (id: number): string[] => [
  `INSERT INTO projects (id, status, created, author_id, difficulty, priority, default_locale, centroid, geometry, country,
     task_creation_mode, tasks_bad_imagery, tasks_mapped, tasks_validated, total_tasks, organisation_id, private, last_updated,
     mapping_types, changeset_comment)
   VALUES (${id}, 1, '2020-01-01', 1, 1, 3, 'en', ST_SetSRID(ST_MakePoint(85, 27), 4326),
     ST_Multi(ST_MakeEnvelope(85, 27, 86, 28, 4326)), ARRAY['Nepal'], 0, 0, 2000, 1000, 10000, 1001, false, '2024-01-01',
     ARRAY[1], '#large')`,
  `INSERT INTO project_info (project_id, locale, name, short_description, description, instructions, project_id_str)
   SELECT ${id}, l, 'Large ' || l, 'Short', repeat('Words of a description that is long enough. ', 20), 'Map it.', '${id}'
   FROM unnest(ARRAY['en', 'fr', 'es', 'pt', 'ar', 'ja', 'de', 'it']) l`,
  `INSERT INTO tasks (id, project_id, x, y, zoom, task_status, is_square, geometry)
   SELECT n, ${id}, n % 100, n / 100, 18, CASE WHEN n % 10 = 0 THEN 4 WHEN n % 5 = 0 THEN 2 ELSE 0 END, true,
     ST_Multi(ST_MakeEnvelope(85 + n % 100 * 0.01, 27 + n / 100 * 0.01, 85.01 + n % 100 * 0.01, 27.01 + n / 100 * 0.01, 4326))
   FROM generate_series(1, 10000) n`,
  'VACUUM ANALYZE',
];

/** Fills a migrated database for the search, where it is empty. */
export async function seedSearch(url: string, size: number): Promise<void> {
  const db = new pg.Client(url);
  await db.connect();
  try {
    const { rowCount } = await db.query('SELECT FROM projects LIMIT 1');
    if (!rowCount) for (const statement of statements(size)) await db.query(statement);
    const id = size + 1;
    const found = await db.query('SELECT FROM projects WHERE id = $1', [id]);
    if (!found.rowCount) for (const statement of large(id)) await db.query(statement);
  } finally {
    await db.end();
  }
}
