import { Prisma } from '../../../generated/prisma/client.js';
import { NOW, table, type Sql } from '../../../db/sql.js';
import type { ProjectForm, StoredTexts } from './project-form.js';

/** The parts of the statement that writes an edit of a project. Unchanged rows are not written. */

/** Fields of a form that are stored as they are. */
type StoredAsGiven = Pick<
  ProjectForm,
  | 'defaultLocale'
  | 'mappingPermissionLevelId'
  | 'validationPermissionLevelId'
  | 'private'
  | 'enforceRandomTaskSelection'
  | 'rapidPowerUser'
  | 'changesetComment'
  | 'dueDate'
  | 'imagery'
  | 'josmPreset'
  | 'idPresets'
  | 'extraIdParams'
  | 'countryTag'
  | 'licenseId'
  | 'organisation'
>;

/** The columns of `projects` that a form sets. Names of states, editors and the like are stored as codes. */
export interface ProjectColumns extends StoredAsGiven {
  status: number;
  priority: number;
  difficulty: number;
  mappingPermission: number;
  validationPermission: number;
  osmchaFilterId: string | null;
  mappingTypes: number[] | null;
  mappingEditors: number[];
  validationEditors: number[];
}

/**
 * Updates the columns of a project, and the date of its last update. It is SQL, because the typed client cannot write
 * NULL into arrays.
 */
export const projectUpdate = (projectId: number, c: ProjectColumns): Sql => Prisma.sql`
  UPDATE projects SET status = ${c.status}::int, priority = ${c.priority}::int, difficulty = ${c.difficulty}::int,
    default_locale = ${c.defaultLocale}, mapping_permission = ${c.mappingPermission}::int,
    mapping_permission_level_id = ${c.mappingPermissionLevelId}::int, validation_permission = ${c.validationPermission}::int,
    validation_permission_level_id = ${c.validationPermissionLevelId}::int, private = ${c.private}::bool,
    enforce_random_task_selection = ${c.enforceRandomTaskSelection}::bool, rapid_power_user = ${c.rapidPowerUser}::bool,
    changeset_comment = ${c.changesetComment}, osmcha_filter_id = ${c.osmchaFilterId},
    due_date = ${c.dueDate}::text::timestamptz AT TIME ZONE 'UTC', imagery = ${c.imagery},
    josm_preset = ${c.josmPreset}, id_presets = ${c.idPresets}::text[], extra_id_params = ${c.extraIdParams},
    mapping_types = ${c.mappingTypes}::int[], country = ${c.countryTag}::text[], license_id = ${c.licenseId}::int,
    organisation_id = coalesce(${c.organisation}::int, organisation_id),
    mapping_editors = ${c.mappingEditors}::int[], validation_editors = ${c.validationEditors}::int[],
    last_updated = ${NOW}
  WHERE id = ${projectId}::int`;

const TEXTS = {
  locale: 'text',
  name: 'text',
  shortDescription: 'text',
  description: 'text',
  instructions: 'text',
  perTaskInstructions: 'text',
};

/** Columns of `project_info`, and their values in a sent row `s`. */
const TEXT_COLUMNS = Prisma.sql`name, short_description, description, instructions, per_task_instructions, project_id_str`;
const sentTexts = (projectId: number): Sql =>
  Prisma.sql`s.name, s."shortDescription", s.description, s.instructions, s."perTaskInstructions", ${String(projectId)}`;

/**
 * Writes texts by locale, and an empty text for the default locale if it has none. Other locales keep their texts.
 * Unchanged texts are left out, because a write would update their full-text index. Stored locales are updated without
 * INSERT … ON CONFLICT, which would compute the words of the index twice.
 */
export function textWrites(projectId: number, texts: StoredTexts[], defaultLocale: string): Sql {
  const rows = texts.map((text) => ({ ...text }));
  const id = Prisma.sql`${projectId}::int`;
  const written = Prisma.sql`sent_texts AS MATERIALIZED (SELECT * FROM ${table(TEXTS, rows)}),
    texts_changed AS (
      UPDATE project_info i SET (${TEXT_COLUMNS}) = ROW(${sentTexts(projectId)})
      FROM sent_texts s WHERE i.project_id = ${id} AND i.locale = s.locale
        AND (i.name, i.short_description, i.description, i.instructions, i.per_task_instructions, i.project_id_str)
          IS DISTINCT FROM (${sentTexts(projectId)})),
    texts_added AS (
      INSERT INTO project_info (project_id, locale, ${TEXT_COLUMNS})
      SELECT ${id}, s.locale, ${sentTexts(projectId)} FROM sent_texts s
      WHERE NOT EXISTS (SELECT FROM project_info i WHERE i.project_id = ${id} AND i.locale = s.locale)
      ON CONFLICT (project_id, locale) DO UPDATE SET (${TEXT_COLUMNS}) = ROW(excluded.name, excluded.short_description,
        excluded.description, excluded.instructions, excluded.per_task_instructions, excluded.project_id_str))`;
  if (texts.some(({ locale }) => locale === defaultLocale)) return written;
  return Prisma.sql`${written}, default_text AS (
    INSERT INTO project_info (project_id, locale, name, project_id_str)
    VALUES (${id}, ${defaultLocale}, '', ${String(projectId)}) ON CONFLICT (project_id, locale) DO NOTHING)`;
}

/** The links of a project, each once. */
export interface ProjectLinks {
  teams: { teamId: number; role: number }[];
  campaignIds: number[];
  interestIds: number[];
  userIds: number[];
}

/**
 * Replaces the teams, campaigns, interests and allowed users of a project. Unchanged links are not written. The project
 * must be locked, because three of the tables have no keys that would refuse a second equal link.
 */
export function linkWrites(projectId: number, links: ProjectLinks): Sql {
  const id = Prisma.sql`${projectId}::int`;
  const teamIds = Prisma.sql`${links.teams.map(({ teamId }) => teamId)}::int[]`;
  const roles = Prisma.sql`${links.teams.map(({ role }) => role)}::int[]`;
  const replacement = (name: string, linked: string, column: string, wanted: Sql): Sql => {
    const [from, to] = [Prisma.raw(linked), Prisma.raw(column)];
    const deletion = Prisma.sql`${Prisma.raw(name)}_old AS (
      DELETE FROM ${from} WHERE project_id = ${id} AND (${to} = ANY(${wanted})) IS NOT TRUE)`;
    return Prisma.sql`${deletion}, ${Prisma.raw(name)}_new AS (
      INSERT INTO ${from} (project_id, ${to}) SELECT ${id}, w.id FROM unnest(${wanted}) AS w(id)
      WHERE NOT EXISTS (SELECT FROM ${from} l WHERE l.project_id = ${id} AND l.${to} = w.id))`;
  };
  return Prisma.sql`teams_old AS (DELETE FROM project_teams WHERE project_id = ${id}
      AND (team_id, role) NOT IN (SELECT * FROM unnest(${teamIds}, ${roles}))),
    teams_new AS (INSERT INTO project_teams (project_id, team_id, role)
      SELECT ${id}, w.* FROM unnest(${teamIds}, ${roles}) AS w(team_id, role) ON CONFLICT DO NOTHING),
    ${replacement('campaigns', 'campaign_projects', 'campaign_id', Prisma.sql`${links.campaignIds}::int[]`)},
    ${replacement('interests', 'project_interests', 'interest_id', Prisma.sql`${links.interestIds}::int[]`)},
    ${replacement('users', 'project_allowed_users', 'user_id', Prisma.sql`${links.userIds}::bigint[]`)}`;
}

/** Replaces the custom editor of a project, or removes it. */
export const customEditorWrites = (projectId: number, editor: ProjectForm['customEditor']): Sql =>
  editor
    ? Prisma.sql`editor AS (
        INSERT INTO project_custom_editors (project_id, name, description, url)
        VALUES (${projectId}::int, ${editor.name}, ${editor.description}, ${editor.url})
        ON CONFLICT (project_id) DO UPDATE SET name = excluded.name, description = excluded.description, url = excluded.url)`
    : Prisma.sql`editor AS (DELETE FROM project_custom_editors WHERE project_id = ${projectId}::int)`;

/**
 * Replaces the priority areas of a project.
 * @param polygons texts of GeoJSON Polygons, EPSG:4326
 */
export function priorityAreaWrites(projectId: number, polygons: string[]): Sql {
  const removed = Prisma.sql`
    own AS (DELETE FROM project_priority_areas WHERE project_id = ${projectId}::int RETURNING priority_area_id),
    areas_old AS (DELETE FROM priority_areas a USING own WHERE a.id = own.priority_area_id AND NOT EXISTS (
      SELECT FROM project_priority_areas o WHERE o.priority_area_id = a.id AND o.project_id <> ${projectId}::int))`;
  if (polygons.length === 0) return removed;
  return Prisma.sql`${removed},
    areas_new AS (
      INSERT INTO priority_areas (geometry)
      SELECT ST_SetSRID(ST_GeomFromGeoJSON(g.text), 4326)
      FROM unnest(${polygons}::text[]) WITH ORDINALITY AS g(text, place) ORDER BY g.place RETURNING id),
    areas_linked AS (
      INSERT INTO project_priority_areas (project_id, priority_area_id)
      SELECT ${projectId}::int, id FROM areas_new)`;
}
