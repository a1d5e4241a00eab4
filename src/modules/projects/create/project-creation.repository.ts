import { Prisma } from '../../../generated/prisma/client.js';
import type { Tx } from '../../../db/transaction.js';
import { NOW } from '../../../db/sql.js';

/** A new row of `projects`. */
export interface ProjectRow {
  id: number;
  status: number;
  authorId: number;
  organisationId: number | null;
  defaultLocale: string;
  private: boolean;
  database: string;
  sandbox: boolean;
  changesetComment: string;
  country: string | null;
  /** EWKB in hexadecimal */
  geometry: string;
  centroid: [number, number];
  taskCreationMode: number;
  totalTasks: number;
}

const centroidOf = ({ centroid: [x, y] }: ProjectRow): Prisma.Sql =>
  Prisma.sql`ST_SetSRID(ST_MakePoint(${x}::float8, ${y}::float8), 4326)`;

const countriesOf = ({ country }: ProjectRow): Prisma.Sql =>
  country === null ? Prisma.sql`'{}'` : Prisma.sql`ARRAY[${country}::text]`;

/** Reserves the id of a new project. */
export async function reserveProjectId(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<
    { id: number }[]
  >`/* reserveProjectId */ SELECT nextval('projects_id_seq')::int AS id`;
  if (!row) throw new Error('the sequence of projects gave no id');
  return row.id;
}

/**
 * Locks an organisation against deletion until the transaction ends.
 * @returns whether it exists
 */
export async function lockOrganisation(tx: Tx, organisationId: number): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`/* lockOrganisation */
    SELECT 1 FROM organisations WHERE id = ${organisationId}::int FOR KEY SHARE`;
  return rows.length > 0;
}

/** The source of a copy. */
export interface CopySource {
  id: number;
  changesetComment: string | null;
}

/**
 * Reads the source of a copy, and locks it against deletion until the transaction ends.
 * @returns null if it does not exist any more
 */
export async function lockCopySource(tx: Tx, projectId: number): Promise<CopySource | null> {
  const [row] = await tx.$queryRaw<CopySource[]>`/* lockCopySource */
    SELECT id, changeset_comment AS "changesetComment" FROM projects WHERE id = ${projectId}::int FOR KEY SHARE`;
  return row ?? null;
}

/** Inserts a project with the settings of a new draft. */
export async function insertProject(tx: Tx, row: ProjectRow): Promise<void> {
  await tx.$executeRaw`/* insertProject */
    INSERT INTO projects (id, status, created, last_updated, priority, difficulty, default_locale, author_id,
      organisation_id, private, database, sandbox, changeset_comment, geometry, centroid, task_creation_mode,
      total_tasks, tasks_mapped, tasks_validated, tasks_bad_imagery, mapping_editors, validation_editors,
      mapping_permission, validation_permission, enforce_random_task_selection, rapid_power_user, featured,
      progress_email_sent, country)
    VALUES (${row.id}::int, ${row.status}::int, ${NOW}, ${NOW}, 2, 2, ${row.defaultLocale}, ${row.authorId}::bigint,
      ${row.organisationId}::int, ${row.private}::bool, ${row.database}, ${row.sandbox}::bool,
      ${row.changesetComment}, ${row.geometry}::text::geometry, ${centroidOf(row)},
      ${row.taskCreationMode}::int, ${row.totalTasks}::int, 0, 0, 0, '{0,1,4}', '{0,1,4}', 0, 0, false, false, false,
      false, ${countriesOf(row)})`;
}

/** Inserts a project with the settings of another one. */
async function copyProjectRow(tx: Tx, sourceId: number, row: ProjectRow): Promise<void> {
  await tx.$executeRaw`/* copyProjectRow */
    INSERT INTO projects (id, status, created, last_updated, author_id, organisation_id, geometry, centroid,
      task_creation_mode, total_tasks, tasks_mapped, tasks_validated, tasks_bad_imagery, changeset_comment, private,
      progress_email_sent, priority, difficulty, default_locale, database, sandbox, due_date, imagery, josm_preset,
      mapping_types, license_id, mapping_editors, validation_editors, osmcha_filter_id,
      enforce_random_task_selection, id_presets, featured, country, mapping_permission, validation_permission,
      rapid_power_user, extra_id_params, mapping_permission_level_id, validation_permission_level_id)
    SELECT ${row.id}::int, ${row.status}::int, ${NOW}, ${NOW}, ${row.authorId}::bigint, ${row.organisationId}::int,
      ${row.geometry}::text::geometry, ${centroidOf(row)}, ${row.taskCreationMode}::int, ${row.totalTasks}::int,
      0, 0, 0, ${row.changesetComment}, s.private OR ${row.private}::bool, false, s.priority, s.difficulty,
      s.default_locale, ${row.database}, ${row.sandbox}::bool, s.due_date, s.imagery, s.josm_preset, s.mapping_types,
      s.license_id, s.mapping_editors, s.validation_editors, s.osmcha_filter_id, s.enforce_random_task_selection,
      s.id_presets, false, ${countriesOf(row)}, s.mapping_permission, s.validation_permission, s.rapid_power_user,
      s.extra_id_params, s.mapping_permission_level_id, s.validation_permission_level_id
    FROM projects s WHERE s.id = ${sourceId}::int`;
}

/**
 * Inserts a project with the settings, texts, teams, interests, campaigns and custom editor of another one. Allowed users and
 * priority areas are not copied.
 */
export async function copyProject(tx: Tx, sourceId: number, row: ProjectRow): Promise<void> {
  const { id } = row;
  await copyProjectRow(tx, sourceId, row);
  await tx.$executeRaw`/* copyProject */
    INSERT INTO project_info (project_id, locale, name, short_description, description, instructions,
      per_task_instructions, project_id_str)
    SELECT ${id}::int, locale, name, short_description, description, instructions, per_task_instructions, ${id}::int::text
    FROM project_info WHERE project_id = ${sourceId}::int`;
  await tx.$executeRaw`/* copyProject */
    INSERT INTO project_teams (project_id, team_id, role)
    SELECT ${id}::int, team_id, role FROM project_teams WHERE project_id = ${sourceId}::int`;
  await tx.$executeRaw`/* copyProject */
    INSERT INTO project_interests (project_id, interest_id)
    SELECT ${id}::int, interest_id FROM project_interests WHERE project_id = ${sourceId}::int`;
  await tx.$executeRaw`/* copyProject */
    INSERT INTO campaign_projects (project_id, campaign_id)
    SELECT ${id}::int, campaign_id FROM campaign_projects WHERE project_id = ${sourceId}::int`;
  await tx.$executeRaw`/* copyProject */
    INSERT INTO project_custom_editors (project_id, name, description, url)
    SELECT ${id}::int, name, description, url FROM project_custom_editors WHERE project_id = ${sourceId}::int`;
}

/** The texts of a project in its default locale. Null texts are not written; in a copy they are kept. */
export interface ProjectTexts {
  name: string;
  shortDescription: string | null;
  description: string | null;
  instructions: string | null;
  perTaskInstructions: string | null;
}

/** Writes a project's texts in its default locale. */
export async function writeTexts(tx: Tx, projectId: number, texts: ProjectTexts): Promise<void> {
  await tx.$executeRaw`/* writeTexts */
    INSERT INTO project_info AS i (project_id, locale, name, short_description, description, instructions,
      per_task_instructions, project_id_str)
    SELECT p.id, p.default_locale, ${texts.name}, ${texts.shortDescription}::text, ${texts.description}::text,
      ${texts.instructions}::text, ${texts.perTaskInstructions}::text, p.id::text
    FROM projects p WHERE p.id = ${projectId}::int
    ON CONFLICT (project_id, locale) DO UPDATE SET name = excluded.name,
      short_description = coalesce(excluded.short_description, i.short_description),
      description = coalesce(excluded.description, i.description),
      instructions = coalesce(excluded.instructions, i.instructions),
      per_task_instructions = coalesce(excluded.per_task_instructions, i.per_task_instructions)`;
}

/** Inserts tasks in READY. @param batch a JSON array of `TaskRow` */
export async function insertTasks(tx: Tx, projectId: number, batch: string): Promise<void> {
  await tx.$executeRaw`/* insertTasks */
    INSERT INTO tasks (id, project_id, x, y, zoom, geometry, task_status, is_square, extra_properties)
    SELECT t.id, ${projectId}::int, t.x, t.y, t.zoom, t.geometry::geometry, 0, t.square, t.extra
    FROM json_to_recordset(${batch}::json)
      AS t(id int, x int, y int, zoom int, square bool, geometry text, extra text)`;
}
