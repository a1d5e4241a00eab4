import { Prisma } from '../../../generated/prisma/client.js';
import type { Db } from '../../../db/transaction.js';
import { effectiveStatusName, IS_LOCKED, lockExpired, statusCode, type TaskStatus } from '../../tasks/tasks.sql.js';
import {
  campaigns,
  COMMON_COLUMNS,
  joinTexts,
  NAME,
  nameOf,
  textOr,
  wholePercent,
  workedOn,
} from '../project-columns.sql.js';
import { PROJECT_STATUS } from '../../../access/codes.js';
import { TASK_CREATION_MODES } from '../project-codes.js';

type Sql = Prisma.Sql;

/** Selects a project and the languages of its texts. */
export interface DetailsQuery {
  projectId: number;
  /** Best first, see `preferredLocales`. */
  locales: string[];
  autoUnlockSeconds: number;
}

/** Columns of a project as the text of a JSON object; null if there is no such project. */
async function readColumns(db: Db, { projectId, locales }: DetailsQuery, columns: Sql): Promise<string | null> {
  const [row] = await db.$queryRaw<{ text: string }[]>`/* readColumns */
    SELECT row_to_json(x)::text AS text FROM (
      SELECT ${columns} FROM projects p JOIN users a ON a.id = p.author_id
      LEFT JOIN organisations o ON o.id = p.organisation_id ${joinTexts(locales)}
      WHERE p.id = ${projectId}::int) x`;
  return row?.text ?? null;
}

const textsJson = (texts: Record<'name' | 'shortDescription' | 'description' | 'instructions' | 'perTask', Sql>): Sql =>
  Prisma.sql`json_build_object('locale', i.locale, 'name', ${texts.name}, 'shortDescription', ${texts.shortDescription},
    'description', ${texts.description}, 'instructions', ${texts.instructions}, 'perTaskInstructions', ${texts.perTask})`;

const own = (text: Sql): Sql => textOr(text, Prisma.sql`NULL`);

const TEXTS = textsJson({
  name: NAME,
  shortDescription: textOr(Prisma.sql`i.short_description`, Prisma.sql`d.short_description`),
  description: textOr(Prisma.sql`i.description`, Prisma.sql`d.description`),
  instructions: textOr(Prisma.sql`i.instructions`, Prisma.sql`d.instructions`),
  perTask: textOr(Prisma.sql`i.per_task_instructions`, Prisma.sql`d.per_task_instructions`),
});

const TEXTS_OF_EACH_LOCALE = textsJson({
  name: own(Prisma.sql`i.name`),
  shortDescription: own(Prisma.sql`i.short_description`),
  description: own(Prisma.sql`i.description`),
  instructions: own(Prisma.sql`i.instructions`),
  perTask: own(Prisma.sql`i.per_task_instructions`),
});

/** As in version 5, the summary has the texts of one locale, without the instructions for each task. */
const TEXTS_OF_SUMMARY = textsJson({
  name: NAME,
  shortDescription: own(Prisma.sql`i.short_description`),
  description: own(Prisma.sql`i.description`),
  instructions: own(Prisma.sql`i.instructions`),
  perTask: Prisma.sql`''`,
});

const PRIORITY_AREAS = Prisma.sql`(
  SELECT json_agg(ST_AsGeoJSON(r.geometry)::json ORDER BY r.id) FROM priority_areas r
  WHERE r.id IN (SELECT l.priority_area_id FROM project_priority_areas l WHERE l.project_id = p.id))`;

/** The columns of a project in the form for mappers, without its tasks. */
export const projectColumns = (autoUnlockSeconds: number): Sql => Prisma.sql`${COMMON_COLUMNS},
  ST_AsGeoJSON(p.geometry)::json AS "areaOfInterest",
  ARRAY[ST_XMin(p.geometry), ST_YMin(p.geometry), ST_XMax(p.geometry), ST_YMax(p.geometry)] AS "aoiBBOX",
  CASE WHEN i.locale IS NOT NULL THEN ${TEXTS} END AS "projectInfo",
  (SELECT coalesce(json_agg(${TEXTS_OF_EACH_LOCALE} ORDER BY i.locale), '[]')
    FROM project_info i WHERE i.project_id = p.id) AS "projectInfoLocales",
  p.mapping_permission_level_id AS "mappingPermissionLevelId",
  p.validation_permission_level_id AS "validationPermissionLevelId", p.josm_preset AS "josmPreset",
  ${campaigns()} AS campaigns, ${PRIORITY_AREAS} AS "priorityAreas",
  (SELECT count(DISTINCT t.locked_by)::int FROM tasks t WHERE t.project_id = p.id AND ${IS_LOCKED}
    AND NOT ${lockExpired(autoUnlockSeconds)}) AS "activeMappers",
  ${wholePercent(workedOn(Prisma.sql`p.tasks_mapped + p.tasks_validated`))} AS "percentMapped",
  ${wholePercent(workedOn(Prisma.sql`p.tasks_validated`))} AS "percentValidated",
  ${wholePercent(Prisma.sql`coalesce(100.0 * p.tasks_bad_imagery / nullif(p.total_tasks, 0), 0)`)} AS "percentBadImagery",
  ${nameOf(TASK_CREATION_MODES, Prisma.sql`p.task_creation_mode`)} AS "taskCreationMode",
  (SELECT coalesce(json_agg(json_build_object('id', n.id, 'name', n.name, 'userSelected', NULL, 'countProjects', NULL,
      'countUsers', NULL) ORDER BY n.id), '[]')
    FROM interests n WHERE n.id IN (SELECT l.interest_id FROM project_interests l WHERE l.project_id = p.id)) AS interests`;

/**
 * A project in the form for mappers without its tasks, as JSON text written by the database; null for an unknown
 * project. Coordinates: EPSG:4326, 9 decimals.
 */
export const readProjectDetails = (db: Db, query: DetailsQuery): Promise<string | null> =>
  readColumns(db, query, projectColumns(query.autoUnlockSeconds));

/**
 * As in version 5, the summary counts tasks by their stored state. A task that is locked for validation does not count as
 * mapped.
 */
const tasksIn = (status: TaskStatus): Sql =>
  Prisma.sql`(SELECT count(*) FROM tasks t WHERE t.project_id = p.id AND t.task_status = ${statusCode(status)})`;

const SUMMARY_COLUMNS = Prisma.sql`${COMMON_COLUMNS},
  ${campaigns(Prisma.sql`, 'logo', c.logo, 'url', c.url, 'description', c.description, 'organisations', NULL`)} AS campaigns,
  ST_AsGeoJSON(p.centroid)::json AS "aoiCentroid", NULL AS "shortDescription",
  CASE WHEN i.locale IS NOT NULL THEN ${TEXTS_OF_SUMMARY} END AS "projectInfo",
  ${wholePercent(workedOn(Prisma.sql`${tasksIn('MAPPED')} + ${tasksIn('VALIDATED')}`))} AS "percentMapped",
  ${wholePercent(workedOn(tasksIn('VALIDATED')))} AS "percentValidated",
  ${wholePercent(Prisma.sql`coalesce(100.0 * ${tasksIn('BADIMAGERY')} / nullif(p.total_tasks, 0), 0)`)} AS "percentBadImagery"`;

/** The summary of a project, without its area and tasks, as JSON text; null for an unknown project. */
export const readProjectSummary = (db: Db, query: DetailsQuery): Promise<string | null> =>
  readColumns(db, query, SUMMARY_COLUMNS);

/** The summaries of the projects of an author, by status, each list as the text of a JSON array. */
export interface OwnProjects {
  draft: string;
  active: string;
  archived: string;
}

/**
 * The summaries of the projects of an author, by status.
 * @param order of the projects (`p`)
 * @param locales best first, see `preferredLocales`
 */
export async function readOwnProjects(
  db: Db,
  { authorId, order, locales }: { authorId: number; order: Sql; locales: string[] },
): Promise<OwnProjects> {
  const list = (status: number): Sql =>
    Prisma.sql`coalesce(string_agg(x.summary, ',' ORDER BY x.place) FILTER (WHERE x.code = ${status}::int), '')`;
  const [row] = await db.$queryRaw<OwnProjects[]>`/* readOwnProjects */
    SELECT ${list(PROJECT_STATUS.DRAFT)} AS draft, ${list(PROJECT_STATUS.PUBLISHED)} AS active,
      ${list(PROJECT_STATUS.ARCHIVED)} AS archived
    FROM (
      SELECT p.status AS code, row_number() OVER (ORDER BY ${order}) AS place,
        (SELECT row_to_json(s)::text FROM (SELECT ${SUMMARY_COLUMNS}) s) AS summary
      FROM projects p JOIN users a ON a.id = p.author_id
      LEFT JOIN organisations o ON o.id = p.organisation_id ${joinTexts(locales)}
      WHERE p.author_id = ${authorId}::bigint) x`;
  if (!row) throw new Error('the projects of an author came back without a row');
  return row;
}

/** The tasks of a project as a GeoJSON FeatureCollection without geometries and users, ordered by task id, as text. */
export async function readTasksWithoutGeometry(
  db: Db,
  { projectId, autoUnlockSeconds }: Pick<DetailsQuery, 'projectId' | 'autoUnlockSeconds'>,
): Promise<string> {
  const [row] = await db.$queryRaw<{ features: string | null }[]>`/* readTasksWithoutGeometry */
    SELECT string_agg('{"type":"Feature","geometry":null,"properties":{"taskId":' || t.id ||
      ',"taskX":' || coalesce(t.x::text, 'null') || ',"taskY":' || coalesce(t.y::text, 'null') ||
      ',"taskZoom":' || coalesce(t.zoom::text, 'null') || ',"taskIsSquare":' || coalesce(t.is_square::text, 'null') ||
      ',"taskStatus":' || coalesce('"' || ${effectiveStatusName(autoUnlockSeconds)} || '"', 'null') || '}}', ',') AS features
    FROM (SELECT t.* FROM tasks t WHERE t.project_id = ${projectId}::int ORDER BY t.id) t`;
  if (!row) throw new Error('the tasks of a project came back without a row');
  return `{"type":"FeatureCollection","features":[${row.features ?? ''}]}`;
}

/**
 * The area of a project as the text of a GeoJSON MultiPolygon (EPSG:4326), and its priority areas as that of an array;
 * null if there is no such project.
 */
export async function readAreas(db: Db, projectId: number): Promise<{ area: string; priorityAreas: string } | null> {
  const [row] = await db.$queryRaw<{ area: string; priorityAreas: string }[]>`/* readAreas */
    SELECT ST_AsGeoJSON(p.geometry) AS area, coalesce(${PRIORITY_AREAS}::text, '[]') AS "priorityAreas"
    FROM projects p WHERE p.id = ${projectId}::int`;
  return row ?? null;
}
