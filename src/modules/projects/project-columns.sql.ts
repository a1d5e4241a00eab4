import { Prisma } from '../../generated/prisma/client.js';
import { PERMISSION } from '../../access/codes.js';
import { sqlCode } from '../../access/codes.sql.js';
import { isoDate } from '../../db/sql.js';
import {
  DIFFICULTIES,
  EDITORS,
  MAPPING_TYPES,
  PRIORITIES,
  PROJECT_STATUSES,
  TEAM_ROLE_NAMES,
} from './project-codes.js';

/**
 * Pieces of SQL that the statements about projects share. In each, `p` is the row of `projects`, `o` that of its
 * organisation, `a` that of its author, `i` the texts in the best available locale, `d` those in the default locale.
 */

type Sql = Prisma.Sql;

/** The name of a code. @param first the code of the first name */
export const nameOf = (names: readonly string[], code: Sql, first = 0): Sql =>
  Prisma.sql`(${names}::text[])[${code} + ${1 - first}::int]`;

/** The names of an array of codes, in its order; codes without a name are left out. */
const namesOf = (names: readonly string[], codes: Sql, first = 0): Sql => Prisma.sql`ARRAY(
  SELECT n.name FROM unnest(${codes}) WITH ORDINALITY AS c(code, place),
    LATERAL (SELECT ${nameOf(names, Prisma.sql`c.code`, first)} AS name) n
  WHERE n.name IS NOT NULL ORDER BY c.place)`;

/** The name of the status of project `p`. */
export const STATUS = nameOf(PROJECT_STATUSES, Prisma.sql`p.status`);
/** The name of the priority of project `p`. */
export const PRIORITY = nameOf(PRIORITIES, Prisma.sql`coalesce(p.priority, 2)`);
/** The name of the difficulty of project `p`. */
export const DIFFICULTY = nameOf(DIFFICULTIES, Prisma.sql`p.difficulty`, 1);

/** The percentage of a number of tasks among all tasks without bad imagery. */
export const workedOn = (tasks: Sql): Sql =>
  Prisma.sql`coalesce(100.0 * (${tasks}) / nullif(p.total_tasks - p.tasks_bad_imagery, 0), 0)`;

/** A percentage in an answer: a whole number, rounded down. */
export const wholePercent = (share: Sql): Sql => Prisma.sql`trunc(${share})::int`;

/** The texts of a project in one of the locales (best first), else in its default locale, else in any. */
export const joinTexts = (locales: string[]): Sql => Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT t.* FROM project_info t WHERE t.project_id = p.id
    ORDER BY array_position(${locales}::text[], t.locale::text) NULLS LAST, t.locale IS DISTINCT FROM p.default_locale,
      t.locale LIMIT 1) i ON true
  LEFT JOIN project_info d ON d.project_id = p.id AND d.locale = p.default_locale`;

/** A text in the best locale. If it is empty there, the text in the default locale. */
export const textOr = (text: Sql, fallback: Sql): Sql => Prisma.sql`coalesce(nullif(${text}, ''), ${fallback}, '')`;

/** The name of project `p` in the best locale. */
export const NAME = textOr(Prisma.sql`i.name`, Prisma.sql`d.name`);

/** `{id, name}` of the campaigns of a project, with more columns if they are given. */
export const campaigns = (more: Sql = Prisma.empty): Sql => Prisma.sql`(
  SELECT coalesce(json_agg(json_build_object('id', c.id, 'name', c.name ${more}) ORDER BY c.id), '[]')
  FROM (SELECT DISTINCT l.campaign_id AS id FROM campaign_projects l WHERE l.project_id = p.id) l
  JOIN campaigns c ON c.id = l.id)`;

const permission = (column: Sql): Sql =>
  Prisma.sql`CASE WHEN ${column} = ${sqlCode(PERMISSION.TEAMS)} THEN 'TEAMS' ELSE 'ANY' END`;

/** The columns that a project and its summary have in common, each under its name in JSON. */
export const COMMON_COLUMNS = Prisma.sql`
  p.id AS "projectId", p.default_locale AS "defaultLocale", a.username AS author, ${STATUS} AS status,
  ${isoDate(Prisma.sql`p.created`)} AS created, ${isoDate(Prisma.sql`p.due_date`)} AS "dueDate",
  ${isoDate(Prisma.sql`p.last_updated`)} AS "lastUpdated", ${PRIORITY} AS "projectPriority",
  ${DIFFICULTY} AS difficulty, p.organisation_id AS organisation, o.name AS "organisationName",
  o.slug AS "organisationSlug", o.logo AS "organisationLogo", p.country AS "countryTag",
  p.osmcha_filter_id AS "osmchaFilterId", p.changeset_comment AS "changesetComment", p.imagery,
  p.license_id AS "licenseId", p.id_presets AS "idPresets", p.extra_id_params AS "extraIdParams",
  coalesce(p.rapid_power_user, false) AS "rapidPowerUser", p.database, p.sandbox,
  coalesce(p.private, false) AS private,
  coalesce(p.enforce_random_task_selection, false) AS "enforceRandomTaskSelection",
  ${permission(Prisma.sql`p.mapping_permission`)} AS "mappingPermission",
  ${permission(Prisma.sql`p.validation_permission`)} AS "validationPermission",
  ${namesOf(MAPPING_TYPES, Prisma.sql`p.mapping_types`, 1)} AS "mappingTypes",
  ${namesOf(EDITORS, Prisma.sql`p.mapping_editors`)} AS "mappingEditors",
  ${namesOf(EDITORS, Prisma.sql`p.validation_editors`)} AS "validationEditors",
  ARRAY(SELECT u.username FROM users u WHERE u.id IN (
    SELECT l.user_id FROM project_allowed_users l WHERE l.project_id = p.id) ORDER BY u.username) AS "allowedUsernames",
  (SELECT coalesce(json_agg(json_build_object('teamId', t.id, 'name', t.name,
      'role', ${nameOf(TEAM_ROLE_NAMES, Prisma.sql`r.role`, -1)}) ORDER BY t.id, r.role), '[]')
    FROM project_teams r JOIN teams t ON t.id = r.team_id WHERE r.project_id = p.id) AS teams,
  (SELECT json_build_object('name', e.name, 'description', e.description, 'url', e.url)
    FROM project_custom_editors e WHERE e.project_id = p.id) AS "customEditor"`;
