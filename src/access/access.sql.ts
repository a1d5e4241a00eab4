import { Prisma } from '../generated/prisma/client.js';
import { PERMISSION } from './codes.js';
import { sqlCode } from './codes.sql.js';

/** Pieces of SQL that read a viewer and the relation of a project to that viewer, for statements that need both. */

/** A user as a `Viewer`, as a JSON object. NULL if there is no such user. */
export const viewerJson = (userId: number | null): Prisma.Sql => Prisma.sql`(
  SELECT json_build_object('id', u.id, 'username', u.username, 'role', u.role, 'level', l.ordering,
    'version', u.xmin::text)
  FROM users u JOIN mapping_levels l ON l.id = u.mapping_level WHERE u.id = ${userId}::bigint)`;

/** The relation of project `p` to a user, for `json_build_object`. Without a session there is nothing to read. */
const relationParts = (userId: number | null): Prisma.Sql =>
  userId === null
    ? Prisma.sql`'licenceAccepted', p.license_id IS NULL, 'managesOrganisation', false, 'onAllowedList', false,
      'teamRoles', '[]'::json`
    : Prisma.sql`
    'licenceAccepted', p.license_id IS NULL OR EXISTS (
      SELECT FROM user_licenses a WHERE a."user" = ${userId}::bigint AND a.license = p.license_id),
    'managesOrganisation', EXISTS (
      SELECT FROM organisation_managers m WHERE m.organisation_id = p.organisation_id AND m.user_id = ${userId}::bigint),
    'onAllowedList', EXISTS (
      SELECT FROM project_allowed_users a WHERE a.project_id = p.id AND a.user_id = ${userId}::bigint),
    'teamRoles', ARRAY(
      SELECT r.role FROM project_teams r JOIN team_members m ON m.team_id = r.team_id
      WHERE r.project_id = p.id AND m.user_id = ${userId}::bigint AND m.active)`;

const ANY = sqlCode(PERMISSION.ANY);

/** A project as a `ProjectForViewer` (user NULL: no session), as a JSON object. NULL if there is no such project. */
export const projectJson = (projectId: number, userId: number | null): Prisma.Sql => Prisma.sql`(
  SELECT json_build_object(
    'id', p.id, 'status', p.status, 'private', coalesce(p.private, false), 'authorId', p.author_id,
    'organisationId', p.organisation_id, 'defaultLocale', p.default_locale,
    'mappingPermission', coalesce(p.mapping_permission, ${ANY}),
    'validationPermission', coalesce(p.validation_permission, ${ANY}),
    'mappingLevel', ml.ordering, 'validationLevel', vl.ordering, ${relationParts(userId)})
  FROM projects p
  JOIN mapping_levels ml ON ml.id = p.mapping_permission_level_id
  JOIN mapping_levels vl ON vl.id = p.validation_permission_level_id
  WHERE p.id = ${projectId}::int)`;

/** A viewer and a project as a `ProjectAccess`, as JSON text. For statements that also read data of the project. */
export const accessJson = (projectId: number, userId: number | null): Prisma.Sql => Prisma.sql`
  json_build_object('viewer', ${userId === null ? Prisma.sql`NULL` : viewerJson(userId)},
    'project', ${projectJson(projectId, userId)})::text`;
