import type { TeamForViewer } from '../../../access/team-policy.js';
import type { Db, Models, ModelTx } from '../../../db/transaction.js';

/** The teams of a project, a row for each role, in the order in which they were assigned. */
export const findProjectTeams = (db: Models, projectId: number) =>
  db.projectTeam.findMany({
    where: { projectId },
    select: { teamId: true, role: true, team: { select: { name: true } } },
    orderBy: { id: 'asc' },
  });

/** The permissions of a project, which depend on its teams. */
export interface ProjectPermissions {
  id: number;
  /** Codes of `PERMISSION`. */
  mapping: number;
  validation: number;
}

/**
 * Locks projects in the order of their ids, so that no other transaction changes their teams.
 * @returns the projects that exist
 */
export const lockProjects = (tx: ModelTx, ids: readonly number[]): Promise<ProjectPermissions[]> =>
  tx.$queryRaw<ProjectPermissions[]>`/* lockProjects */
    SELECT p.id, coalesce(p.mapping_permission, 0) AS mapping, coalesce(p.validation_permission, 0) AS validation
    FROM projects p WHERE p.id = ANY(${ids}::int[]) ORDER BY p.id FOR NO KEY UPDATE`;

/** A role that a team has in a project. */
export interface ProjectTeamRole {
  projectId: number;
  teamId: number;
  /** A code of `TEAM_ROLE`. */
  role: number;
}

/** The roles of all teams in projects. */
export const findRolesInProjects = (tx: ModelTx, projectIds: readonly number[]): Promise<ProjectTeamRole[]> =>
  tx.projectTeam.findMany({
    where: { projectId: { in: [...projectIds] } },
    select: { projectId: true, teamId: true, role: true },
  });

/** The projects in which a team has a role, by id. */
export const findProjectsOfTeam = async (db: Models, teamId: number): Promise<number[]> => {
  const rows = await db.projectTeam.findMany({
    where: { teamId },
    select: { projectId: true },
    distinct: ['projectId'],
    orderBy: { projectId: 'asc' },
  });
  return rows.map(({ projectId }) => projectId);
};

/**
 * Assigns a team to a project with a role.
 * @returns false if the team already has this role
 */
export const insertProjectTeam = async (tx: ModelTx, row: ProjectTeamRole): Promise<boolean> =>
  (await tx.projectTeam.createMany({ data: [row], skipDuplicates: true })).count > 0;

/**
 * Removes a team with all its roles from a project.
 * @returns false if the team has no role in the project
 */
export const deleteProjectTeam = async (tx: ModelTx, projectId: number, teamId: number): Promise<boolean> =>
  (await tx.projectTeam.deleteMany({ where: { projectId, teamId } })).count > 0;

/** Reads teams with their relation to a user. Unknown teams are left out. */
export const readTeamsFor = (db: Db, teamIds: readonly number[], userId: number): Promise<TeamForViewer[]> =>
  db.$queryRaw<TeamForViewer[]>`/* readTeamsFor */
    SELECT t.id, t.organisation_id AS "organisationId", t.visibility, EXISTS (SELECT FROM organisation_managers m
        WHERE m.organisation_id = t.organisation_id AND m.user_id = ${userId}::bigint) AS "managesOrganisation",
      f.function, coalesce(f.active, false) AS active
    FROM teams t LEFT JOIN team_members f ON f.team_id = t.id AND f.user_id = ${userId}::bigint
    WHERE t.id = ANY(${teamIds}::int[])`;
