import { Prisma } from '../generated/prisma/client.js';
import type { Db } from '../db/transaction.js';
import { accessJson, viewerJson } from './access.sql.js';
import type { OrganisationForViewer, ProjectCreator } from './organisation-policy.js';
import type { ProjectAccess } from './project-policy.js';
import type { TeamForViewer } from './team-policy.js';
import type { Viewer } from './viewer.js';

/** Reads a viewer, and a project with its relation to the viewer, in one statement. */
export async function readProjectAccess(db: Db, projectId: number, userId: number | null): Promise<ProjectAccess> {
  const [row] = await db.$queryRaw<{ access: string }[]>`/* readProjectAccess */
    SELECT ${accessJson(projectId, userId)} AS access`;
  if (!row) throw new Error('the access to a project came back empty');
  return JSON.parse(row.access) as ProjectAccess;
}

/** Reads one JSON object that a statement returns as text; null if it returns NULL or no row. */
async function readJson<T>(db: Db, sql: Prisma.Sql): Promise<T | null> {
  const [row] = await db.$queryRaw<{ json: string | null }[]>(sql);
  return row?.json === null || row?.json === undefined ? null : (JSON.parse(row.json) as T);
}

/** Reads a viewer. @returns null if the user is not in the database */
export const readViewer = (db: Db, userId: number): Promise<Viewer | null> =>
  readJson(db, Prisma.sql`/* readViewer */ SELECT ${viewerJson(userId)}::text AS json`);

/** The user who creates a project, and whether the organisation of the request exists. */
type CreatorRow = ProjectCreator & { viewer: Viewer | null; organisationExists: boolean };

/** Reads the user who creates a project, and the organisation of the request (null: none), in one statement. */
export async function readCreator(db: Db, userId: number, organisationId: number | null): Promise<CreatorRow> {
  const [row] = await db.$queryRaw<{ creator: string }[]>`/* readCreator */
    SELECT json_build_object('viewer', ${viewerJson(userId)},
      'organisationExists', EXISTS (SELECT FROM organisations o WHERE o.id = ${organisationId}::int),
      'managesOrganisation', EXISTS (SELECT FROM organisation_managers m
        WHERE m.organisation_id = ${organisationId}::int AND m.user_id = ${userId}::bigint),
      'managesAny', EXISTS (SELECT FROM organisation_managers m WHERE m.user_id = ${userId}::bigint))::text AS creator`;
  if (!row) throw new Error('the creator of a project came back empty');
  return JSON.parse(row.creator) as CreatorRow;
}

/** A viewer, and whether they have a row as manager of any organisation. */
export type Manager = Viewer & { manages: boolean };

/** Reads a viewer, and whether they manage any organisation. @returns null if the user is not in the database */
export const readManager = (db: Db, userId: number): Promise<Manager | null> =>
  readJson(
    db,
    Prisma.sql`/* readManager */ SELECT (v.json::jsonb || jsonb_build_object('manages', EXISTS (
      SELECT FROM organisation_managers m WHERE m.user_id = ${userId}::bigint)))::text AS json
    FROM (SELECT ${viewerJson(userId)} AS json) v`,
  );

/** Reads an organisation and its relation to a user. @returns null if there is no such organisation */
export const readOrganisationFor = (
  db: Db,
  organisationId: number,
  userId: number,
): Promise<OrganisationForViewer | null> =>
  readJson(
    db,
    Prisma.sql`/* readOrganisationFor */ SELECT json_build_object('id', o.id, 'manages', EXISTS (
      SELECT FROM organisation_managers m WHERE m.organisation_id = o.id AND m.user_id = ${userId}::bigint))::text AS json
    FROM organisations o WHERE o.id = ${organisationId}::int`,
  );

/** Reads a team and its relation to a user. @returns null if there is no such team */
export const readTeamFor = (db: Db, teamId: number, userId: number): Promise<TeamForViewer | null> =>
  readJson(
    db,
    Prisma.sql`/* readTeamFor */ SELECT json_build_object('id', t.id, 'organisationId', t.organisation_id,
      'visibility', t.visibility, 'managesOrganisation', EXISTS (SELECT FROM organisation_managers m
        WHERE m.organisation_id = t.organisation_id AND m.user_id = ${userId}::bigint),
      'function', f.function, 'active', coalesce(f.active, false))::text AS json
    FROM teams t LEFT JOIN team_members f ON f.team_id = t.id AND f.user_id = ${userId}::bigint
    WHERE t.id = ${teamId}::int`,
  );

/** Whether the licence exists. */
export async function hasLicence(db: Db, licenceId: number): Promise<boolean> {
  const rows = await db.$queryRaw<
    unknown[]
  >`/* hasLicence */ SELECT 1 AS one FROM licenses WHERE id = ${licenceId}::int`;
  return rows.length > 0;
}

/** Whether the category of mapping issues exists. */
export async function hasIssueCategory(db: Db, categoryId: number): Promise<boolean> {
  const rows = await db.$queryRaw<
    unknown[]
  >`/* hasIssueCategory */ SELECT 1 AS one FROM mapping_issue_categories WHERE id = ${categoryId}::int`;
  return rows.length > 0;
}

/** Whether a user has this exact name. */
export async function isUsername(db: Db, username: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`/* isUsername */ SELECT id FROM users WHERE username = ${username}::text`;
  return rows.length > 0;
}

/** The receiver of a message (null: a deleted user). Null for an unknown message. */
export async function readReceiver(db: Db, messageId: number): Promise<{ receiverId: number | null } | null> {
  const [row] = await db.$queryRaw<{ receiverId: number | null }[]>`/* readReceiver */
    SELECT to_user_id::float8 AS "receiverId" FROM messages WHERE id = ${messageId}::int`;
  return row ?? null;
}

/** Whether the campaign exists. */
export async function isCampaign(db: Db, campaignId: number): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`/* isCampaign */ SELECT id FROM campaigns WHERE id = ${campaignId}::int`;
  return rows.length > 0;
}

/** The project of a partnership; null if there is no such partnership. */
export async function readProjectOfPartnership(db: Db, partnershipId: number): Promise<number | null> {
  const [row] = await db.$queryRaw<{ projectId: number }[]>`/* readProjectOfPartnership */
    SELECT s.project_id AS "projectId" FROM project_partnerships s WHERE s.id = ${partnershipId}::bigint`;
  return row?.projectId ?? null;
}
