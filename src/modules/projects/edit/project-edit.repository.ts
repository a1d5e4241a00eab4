import { Prisma } from '../../../generated/prisma/client.js';
import { NOW, table, type Sql } from '../../../db/sql.js';
import type { ModelTx, Tx } from '../../../db/transaction.js';
import type { StoredTexts } from './project-edit.rules.js';

/** Locks a project until the transaction ends; work on its tasks goes on. @returns null where there is none */
export async function lockProjectForEdit(tx: Tx, projectId: number): Promise<{ sandbox: boolean } | null> {
  const [row] = await tx.$queryRaw<{ sandbox: boolean }[]>`/* lockProjectForEdit */
    SELECT sandbox FROM projects WHERE id = ${projectId}::int FOR NO KEY UPDATE`;
  return row ?? null;
}

/** What a form names, by ids and names, each once. */
export interface WantedReferences {
  organisationId: number | null;
  licenseId: number | null;
  levelIds: number[];
  teamIds: number[];
  campaignIds: number[];
  interestIds: number[];
  usernames: string[];
}

/** What there is of it. */
export interface References {
  hasOrganisation: boolean;
  hasLicense: boolean;
  levelIds: number[];
  teamIds: number[];
  campaignIds: number[];
  interestIds: number[];
  users: { id: number; username: string }[];
}

/** Reads what there is of what a form names, and keeps it from being deleted until the transaction ends. */
export async function readReferences(tx: Tx, wanted: WantedReferences): Promise<References> {
  const [row] = await tx.$queryRaw<{ found: References }[]>`/* readReferences */
    WITH o AS MATERIALIZED (SELECT id FROM organisations WHERE id = ${wanted.organisationId}::int FOR KEY SHARE),
      l AS MATERIALIZED (SELECT id FROM licenses WHERE id = ${wanted.licenseId}::int FOR KEY SHARE),
      v AS MATERIALIZED (SELECT id FROM mapping_levels WHERE id = ANY(${wanted.levelIds}::int[]) FOR KEY SHARE),
      t AS MATERIALIZED (SELECT id FROM teams WHERE id = ANY(${wanted.teamIds}::int[]) ORDER BY id FOR KEY SHARE),
      c AS MATERIALIZED (SELECT id FROM campaigns WHERE id = ANY(${wanted.campaignIds}::int[]) ORDER BY id FOR KEY SHARE),
      i AS MATERIALIZED (SELECT id FROM interests WHERE id = ANY(${wanted.interestIds}::int[]) ORDER BY id FOR KEY SHARE),
      u AS MATERIALIZED (SELECT id, username FROM users WHERE username = ANY(${wanted.usernames}::text[])
        ORDER BY id FOR KEY SHARE)
    SELECT json_build_object('hasOrganisation', EXISTS (SELECT FROM o), 'hasLicense', EXISTS (SELECT FROM l),
      'levelIds', ARRAY(SELECT id FROM v), 'teamIds', ARRAY(SELECT id FROM t), 'campaignIds', ARRAY(SELECT id FROM c),
      'interestIds', ARRAY(SELECT id FROM i),
      'users', (SELECT coalesce(json_agg(json_build_object('id', id, 'username', username)), '[]') FROM u)) AS found`;
  if (!row) throw new Error('the references of a form came back without a row');
  return row.found;
}

/** The columns of `projects` that a form sets, as codes. */
export interface ProjectColumns {
  status: number;
  priority: number;
  difficulty: number;
  defaultLocale: string;
  mappingPermission: number;
  mappingLevelId: number;
  validationPermission: number;
  validationLevelId: number;
  private: boolean;
  randomTasks: boolean;
  rapidPowerUser: boolean;
  changesetComment: string | null;
  osmchaFilterId: string | null;
  /** ISO 8601 with its offset. */
  dueDate: string | null;
  imagery: string | null;
  josmPreset: string | null;
  idPresets: string[] | null;
  extraIdParams: string | null;
  mappingTypes: number[] | null;
  country: string[] | null;
  licenseId: number | null;
  /** Null: it stays. */
  organisationId: number | null;
  mappingEditors: number[];
  validationEditors: number[];
}

/** Writes the columns of a project; it is updated now. In SQL, since arrays may be NULL, which the client cannot write. */
export async function updateProject(tx: Tx, projectId: number, c: ProjectColumns): Promise<void> {
  await tx.$executeRaw`/* updateProject */
    UPDATE projects SET status = ${c.status}::int, priority = ${c.priority}::int, difficulty = ${c.difficulty}::int,
      default_locale = ${c.defaultLocale}, mapping_permission = ${c.mappingPermission}::int,
      mapping_permission_level_id = ${c.mappingLevelId}::int, validation_permission = ${c.validationPermission}::int,
      validation_permission_level_id = ${c.validationLevelId}::int, private = ${c.private}::bool,
      enforce_random_task_selection = ${c.randomTasks}::bool, rapid_power_user = ${c.rapidPowerUser}::bool,
      changeset_comment = ${c.changesetComment}, osmcha_filter_id = ${c.osmchaFilterId},
      due_date = ${c.dueDate}::text::timestamptz AT TIME ZONE 'UTC', imagery = ${c.imagery},
      josm_preset = ${c.josmPreset}, id_presets = ${c.idPresets}::text[], extra_id_params = ${c.extraIdParams},
      mapping_types = ${c.mappingTypes}::int[], country = ${c.country}::text[], license_id = ${c.licenseId}::int,
      organisation_id = coalesce(${c.organisationId}::int, organisation_id),
      mapping_editors = ${c.mappingEditors}::int[], validation_editors = ${c.validationEditors}::int[],
      last_updated = ${NOW}
    WHERE id = ${projectId}::int`;
}

const TEXTS = {
  locale: 'text',
  name: 'text',
  shortDescription: 'text',
  description: 'text',
  instructions: 'text',
  perTaskInstructions: 'text',
};

/** Writes texts by locale, and an empty one for the default locale where there is none. Other locales stay. */
export async function writeTexts(
  tx: Tx,
  projectId: number,
  texts: StoredTexts[],
  defaultLocale: string,
): Promise<void> {
  const rows = texts.map((text) => ({ ...text }));
  await tx.$executeRaw`/* writeTexts */
    INSERT INTO project_info (project_id, locale, name, short_description, description, instructions,
      per_task_instructions, project_id_str)
    SELECT ${projectId}::int, s.locale, s.name, s."shortDescription", s.description, s.instructions,
      s."perTaskInstructions", ${String(projectId)}
    FROM (SELECT * FROM ${table(TEXTS, rows)}) s
    ON CONFLICT (project_id, locale) DO UPDATE SET name = excluded.name, short_description = excluded.short_description,
      description = excluded.description, instructions = excluded.instructions,
      per_task_instructions = excluded.per_task_instructions, project_id_str = excluded.project_id_str`;
  if (texts.some(({ locale }) => locale === defaultLocale)) return;
  await tx.$executeRaw`/* writeTexts */
    INSERT INTO project_info (project_id, locale, name, project_id_str)
    VALUES (${projectId}::int, ${defaultLocale}, '', ${String(projectId)}) ON CONFLICT (project_id, locale) DO NOTHING`;
}

/** What a project is linked with, each once. */
export interface ProjectLinks {
  teams: { teamId: number; role: number }[];
  campaignIds: number[];
  interestIds: number[];
  userIds: number[];
}

/**
 * Makes the teams, campaigns, interests and allowed users of a project those of the form, in one statement. Links that stay
 * are not written. The project must be locked: three of the tables have no keys that would refuse the same link twice.
 */
export async function replaceLinks(tx: Tx, projectId: number, links: ProjectLinks): Promise<void> {
  const id = Prisma.sql`${projectId}::int`;
  const teamIds = Prisma.sql`${links.teams.map(({ teamId }) => teamId)}::int[]`;
  const roles = Prisma.sql`${links.teams.map(({ role }) => role)}::int[]`;
  const old = (column: Sql, wanted: Sql): Sql =>
    Prisma.sql`project_id = ${id} AND (${column} = ANY(${wanted})) IS NOT TRUE`;
  const missing = (column: Sql, linked: Sql, wanted: Sql): Sql => Prisma.sql`
    SELECT ${id}, w.id FROM unnest(${wanted}) AS w(id)
    WHERE NOT EXISTS (SELECT FROM ${linked} l WHERE l.project_id = ${id} AND l.${column} = w.id)`;
  const campaigns = [Prisma.sql`campaign_id`, Prisma.sql`${links.campaignIds}::int[]`] as const;
  const interests = [Prisma.sql`interest_id`, Prisma.sql`${links.interestIds}::int[]`] as const;
  const users = [Prisma.sql`user_id`, Prisma.sql`${links.userIds}::bigint[]`] as const;
  await tx.$executeRaw`/* replaceLinks */ WITH
    t_old AS (DELETE FROM project_teams WHERE project_id = ${id}
      AND (team_id, role) NOT IN (SELECT * FROM unnest(${teamIds}, ${roles}))),
    t_new AS (INSERT INTO project_teams (project_id, team_id, role)
      SELECT ${id}, w.* FROM unnest(${teamIds}, ${roles}) AS w(team_id, role) ON CONFLICT DO NOTHING),
    c_old AS (DELETE FROM campaign_projects WHERE ${old(...campaigns)}),
    c_new AS (INSERT INTO campaign_projects (project_id, campaign_id)
      ${missing(campaigns[0], Prisma.sql`campaign_projects`, campaigns[1])}),
    i_old AS (DELETE FROM project_interests WHERE ${old(...interests)}),
    i_new AS (INSERT INTO project_interests (project_id, interest_id)
      ${missing(interests[0], Prisma.sql`project_interests`, interests[1])}),
    u_old AS (DELETE FROM project_allowed_users WHERE ${old(...users)})
    INSERT INTO project_allowed_users (project_id, user_id)
    ${missing(users[0], Prisma.sql`project_allowed_users`, users[1])}`;
}

/** Replaces the editor of its own that a project has. */
export async function replaceCustomEditor(
  tx: ModelTx,
  projectId: number,
  editor: { name: string; description: string | null; url: string } | null,
): Promise<void> {
  if (editor)
    await tx.projectCustomEditor.upsert({ where: { projectId }, create: { ...editor, projectId }, update: editor });
  else await tx.projectCustomEditor.deleteMany({ where: { projectId } });
}

/**
 * Replaces the priority areas of a project.
 * @param polygons texts of GeoJSON Polygons, EPSG:4326
 */
export async function replacePriorityAreas(tx: Tx, projectId: number, polygons: string[]): Promise<void> {
  await tx.$executeRaw`/* replacePriorityAreas */
    WITH own AS (DELETE FROM project_priority_areas WHERE project_id = ${projectId}::int RETURNING priority_area_id)
    DELETE FROM priority_areas a USING own WHERE a.id = own.priority_area_id AND NOT EXISTS (
      SELECT FROM project_priority_areas o WHERE o.priority_area_id = a.id AND o.project_id <> ${projectId}::int)`;
  if (polygons.length === 0) return;
  await tx.$executeRaw`/* replacePriorityAreas */
    WITH made AS (
      INSERT INTO priority_areas (geometry)
      SELECT ST_SetSRID(ST_GeomFromGeoJSON(g.text), 4326)
      FROM unnest(${polygons}::text[]) WITH ORDINALITY AS g(text, place) ORDER BY g.place RETURNING id)
    INSERT INTO project_priority_areas (project_id, priority_area_id) SELECT ${projectId}::int, id FROM made`;
}
