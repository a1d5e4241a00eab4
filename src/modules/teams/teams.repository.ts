import { TEAM_FUNCTION } from '../../access/codes.js';
import { visibleTo } from '../../access/project-policy.sql.js';
import type { Viewer } from '../../access/viewer.js';
import { isoDate } from '../../db/sql.js';
import type { Db, Models, ModelTx } from '../../db/transaction.js';
import { Prisma } from '../../generated/prisma/client.js';

/** A team with its organisation. */
export const findTeam = (db: Models, id: number) =>
  db.team.findUnique({ where: { id }, include: { organisation: { select: { name: true, slug: true, logo: true } } } });

/** A team with its organisation, for one viewer. */
export interface ShownTeam {
  id: number;
  name: string;
  description: string | null;
  joinMethod: number;
  visibility: number;
  organisationId: number;
  organisation: string;
  organisationSlug: string;
  logo: string | null;
  /** Whether the viewer is listed as a manager of the organisation. */
  isOrgAdmin: boolean;
}

/**
 * A team with its organisation. It is one SQL statement, because the three calls of the typed client take as long as the rest
 * of the request.
 */
export async function findShownTeam(db: Db, id: number, viewerId: number): Promise<ShownTeam | undefined> {
  const [row] = await db.$queryRaw<ShownTeam[]>`/* findShownTeam */
    SELECT t.id, t.name, t.description, t.join_method AS "joinMethod", t.visibility, o.id AS "organisationId",
      o.name AS organisation, o.slug AS "organisationSlug", o.logo, EXISTS (
        SELECT FROM organisation_managers g WHERE g.organisation_id = o.id AND g.user_id = ${viewerId}::bigint) AS "isOrgAdmin"
    FROM teams t JOIN organisations o ON o.id = t.organisation_id WHERE t.id = ${id}::int`;
  return row;
}

/** A member of a team, or a user who has asked to join it. */
export interface MemberRow {
  userId: number;
  username: string;
  pictureUrl: string | null;
  /** A code of `TEAM_FUNCTION`. */
  function: number;
  active: boolean;
  joinRequestNotifications: boolean;
  /** UTC, ISO 8601 with microseconds. */
  joinedDate: string | null;
}

/** The members of a team, including pending members, ordered by the date on which they joined or asked. */
export const findMembers = (db: Db, teamId: number): Promise<MemberRow[]> =>
  db.$queryRaw<MemberRow[]>`/* findMembers */
    SELECT m.user_id::float8 AS "userId", coalesce(u.username, '') AS username, u.picture_url AS "pictureUrl", m.function,
      coalesce(m.active, false) AS active, m.join_request_notifications AS "joinRequestNotifications",
      ${isoDate(Prisma.sql`m.joined_date`)} AS "joinedDate"
    FROM team_members m JOIN users u ON u.id = m.user_id WHERE m.team_id = ${teamId}::int
    ORDER BY m.joined_date NULLS LAST, m.user_id`;

/** A project of a team, with the role that the team has in it. */
export interface TeamProjectRow {
  projectId: number;
  name: string | null;
  /** A code of `TEAM_ROLE`. */
  role: number;
}

/** The projects of a team that the viewer may see, a row for each role. */
export const findTeamProjects = (db: Db, teamId: number, viewer: Viewer): Promise<TeamProjectRow[]> =>
  db.$queryRaw<TeamProjectRow[]>`/* findTeamProjects */
    SELECT r.project_id AS "projectId", i.name, r.role
    FROM project_teams r JOIN projects p ON p.id = r.project_id
    LEFT JOIN project_info i ON i.project_id = p.id AND i.locale = p.default_locale
    WHERE r.team_id = ${teamId}::int AND ${visibleTo(viewer)} ORDER BY r.project_id, r.id`;

/** Columns of a team that are written. */
export interface TeamData {
  name: string;
  organisationId: number;
  joinMethod: number;
  visibility: number;
  description?: string | null;
}

/** Inserts a team with its first manager. @returns its id */
export async function createTeamRow(tx: ModelTx, data: TeamData, managerId: number): Promise<number> {
  const { id } = await tx.team.create({ data, select: { id: true } });
  await insertMember(tx, id, managerId, { function: TEAM_FUNCTION.MANAGER, active: true });
  return id;
}

/** Writes columns of a team. */
export const updateTeamRow = async (tx: ModelTx, id: number, data: Partial<TeamData>): Promise<void> =>
  void (await tx.team.update({ where: { id }, data, select: { id: true } }));

/**
 * Locks a team until the transaction ends. `write`: no other transaction changes the team or adds members. `reference`: no
 * other transaction deletes the team.
 * @returns null for an unknown team
 */
export async function lockTeam(
  tx: ModelTx,
  id: number,
  strength: 'write' | 'reference',
): Promise<{ id: number; name: string; joinMethod: number } | null> {
  const columns = Prisma.sql`id, name, join_method AS "joinMethod"`;
  const lock = strength === 'write' ? Prisma.sql`FOR UPDATE` : Prisma.sql`FOR KEY SHARE`;
  const [row] = await tx.$queryRaw<{ id: number; name: string; joinMethod: number }[]>`/* lockTeam */
    SELECT ${columns} FROM teams WHERE id = ${id}::int ${lock}`;
  return row ?? null;
}

/** Whether the team has a role in any project. */
export const isTeamInProjects = async (tx: ModelTx, teamId: number): Promise<boolean> =>
  (await tx.projectTeam.count({ where: { teamId } })) > 0;

/** Deletes a team with its members. */
export async function deleteTeamRow(tx: ModelTx, id: number): Promise<void> {
  await tx.teamMember.deleteMany({ where: { teamId: id } });
  await tx.team.delete({ where: { id }, select: { id: true } });
}

/** The stored rights of a member. */
export interface Membership {
  /** A code of `TEAM_FUNCTION`. */
  function: number;
  active: boolean;
  joinRequestNotifications?: boolean;
}

/** Inserts a member who joins now. @returns false if the user is already in the team */
export async function insertMember(
  tx: ModelTx,
  teamId: number,
  userId: number,
  membership: Membership,
): Promise<boolean> {
  const row = {
    teamId,
    userId: BigInt(userId),
    joinRequestNotifications: false,
    joinedDate: new Date(),
    ...membership,
  };
  const { count } = await tx.teamMember.createMany({ data: [row], skipDuplicates: true });
  return count > 0;
}

/** Makes a member active. @param memberFunction a code of `TEAM_FUNCTION`; undefined keeps the function */
export const activateMember = async (
  tx: ModelTx,
  teamId: number,
  userId: number,
  memberFunction: number | undefined,
): Promise<void> =>
  void (await tx.teamMember.updateMany({
    where: { teamId, userId: BigInt(userId) },
    data: { active: true, ...(memberFunction !== undefined && { function: memberFunction }) },
  }));

const PENDING = { OR: [{ active: false }, { active: null }] };

/** Accepts the request of a user to join. @returns false if there is no request */
export const acceptRequest = async (tx: ModelTx, teamId: number, userId: number): Promise<boolean> =>
  (await tx.teamMember.updateMany({ where: { teamId, userId: BigInt(userId), ...PENDING }, data: { active: true } }))
    .count > 0;

/** Deletes the request of a user to join. @returns false if there is no request */
export const rejectRequest = async (tx: ModelTx, teamId: number, userId: number): Promise<boolean> =>
  (await tx.teamMember.deleteMany({ where: { teamId, userId: BigInt(userId), ...PENDING } })).count > 0;

/** Removes a member or a pending member. @returns false if the user is not in the team */
export const deleteMember = async (tx: ModelTx, teamId: number, userId: number): Promise<boolean> =>
  (await tx.teamMember.deleteMany({ where: { teamId, userId: BigInt(userId) } })).count > 0;

/** Removes all members except these users. */
export const deleteOtherMembers = async (tx: ModelTx, teamId: number, userIds: readonly number[]): Promise<void> =>
  void (await tx.$executeRaw`/* deleteOtherMembers */
    DELETE FROM team_members WHERE team_id = ${teamId}::int AND user_id <> ALL(${userIds}::bigint[])`);

/** Active managers of a team who get messages about requests to join. */
export const findNotifiedManagers = async (tx: ModelTx, teamId: number): Promise<number[]> => {
  const where = { teamId, function: TEAM_FUNCTION.MANAGER, active: true, joinRequestNotifications: true };
  const rows = await tx.teamMember.findMany({ where, select: { userId: true }, orderBy: { userId: 'asc' } });
  return rows.map(({ userId }) => Number(userId));
};

/** Active members of a team. */
export const findActiveMembers = async (tx: ModelTx, teamId: number): Promise<number[]> => {
  const rows = await tx.teamMember.findMany({
    where: { teamId, active: true },
    select: { userId: true },
    orderBy: { userId: 'asc' },
  });
  return rows.map(({ userId }) => Number(userId));
};

/** A team in the list for operators. */
export interface TeamSummary {
  id: number;
  name: string;
  organisation: string;
  /** Number of members and of users who have asked to join. */
  members: number;
}

/** All teams by id. */
export const findTeamSummaries = async (db: Models): Promise<TeamSummary[]> => {
  const include = { organisation: { select: { name: true } }, _count: { select: { members: true } } } as const;
  const rows = await db.team.findMany({ include, orderBy: { id: 'asc' } });
  return rows.map(({ id, name, organisation, _count }) => ({
    id,
    name,
    organisation: organisation.name,
    members: _count.members,
  }));
};
