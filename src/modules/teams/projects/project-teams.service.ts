import { nameOfCode, TEAM_ROLE } from '../../../access/codes.js';
import { projectNotFound } from '../../../access/project-policy.js';
import { managesTeam, teamNotFound } from '../../../access/team-policy.js';
import type { Viewer } from '../../../access/viewer.js';
import type { Context } from '../../../context.js';
import { inModelTransaction, type ModelTx } from '../../../db/transaction.js';
import { DomainError } from '../../../errors/errors.js';
import {
  deleteProjectTeam,
  findProjectsOfTeam,
  findProjectTeams,
  findRolesInProjects,
  insertProjectTeam,
  lockProjects,
  readTeamsFor,
  type ProjectPermissions,
} from './project-teams.repository.js';
import { lockTeam } from '../teams.repository.js';
import { unlinkRefusal, type ProjectTeamPair } from './unlink.rules.js';

type RoleName = keyof typeof TEAM_ROLE;

/** The teams of a project, a row for each role. */
export async function listProjectTeams({ database }: Context, projectId: number) {
  const rows = await findProjectTeams(database.prisma, projectId);
  const teams = rows.map(({ teamId, role, team }) => ({ teamId, name: team.name, role: nameOfCode(TEAM_ROLE, role) }));
  return { teams, pagination: null };
}

const notInProject = ({ projectId, teamId }: ProjectTeamPair): DomainError =>
  new DomainError('PROJECT_TEAM_NOT_FOUND', { details: { project_id: projectId, team_id: teamId } });

async function lockProject(tx: ModelTx, projectId: number): Promise<ProjectPermissions> {
  const [project] = await lockProjects(tx, [projectId]);
  if (!project) throw projectNotFound(projectId);
  return project;
}

/**
 * Assigns a team to a project with a role. A team may have several roles.
 * @throws DomainError PROJECT_NOT_FOUND, TEAM_NOT_FOUND, TeamAlreadyAssigned
 */
export const assignTeam = (
  { database }: Context,
  { projectId, teamId }: ProjectTeamPair,
  role: RoleName,
): Promise<void> =>
  inModelTransaction(database, async (tx) => {
    await lockProject(tx, projectId);
    if (!(await lockTeam(tx, teamId, 'reference'))) throw teamNotFound(teamId);
    if (!(await insertProjectTeam(tx, { projectId, teamId, role: TEAM_ROLE[role] })))
      throw new DomainError('TeamAlreadyAssigned');
  });

/**
 * Gives a team a role in a project. It replaces all roles of the team in the project.
 * @throws DomainError PROJECT_NOT_FOUND, PROJECT_TEAM_NOT_FOUND
 */
export const changeTeamRole = ({ database }: Context, pair: ProjectTeamPair, role: RoleName): Promise<void> =>
  inModelTransaction(database, async (tx) => {
    await lockProject(tx, pair.projectId);
    if (!(await deleteProjectTeam(tx, pair.projectId, pair.teamId))) throw notInProject(pair);
    await insertProjectTeam(tx, { ...pair, role: TEAM_ROLE[role] });
  });

/**
 * Removes a team with all its roles from a project, for managers of the project.
 * @throws DomainError PROJECT_NOT_FOUND, PROJECT_TEAM_NOT_FOUND
 */
export const removeTeam = ({ database }: Context, pair: ProjectTeamPair): Promise<void> =>
  inModelTransaction(database, async (tx) => {
    await lockProject(tx, pair.projectId);
    if (!(await deleteProjectTeam(tx, pair.projectId, pair.teamId))) throw notInProject(pair);
  });

/**
 * Removes teams from projects, all or none.
 * @param pairs teams and projects; a pair may occur several times
 */
async function unlinkAll(tx: ModelTx, pairs: readonly ProjectTeamPair[]): Promise<void> {
  const leaving = new Map<number, Set<number>>();
  for (const { projectId, teamId } of pairs)
    leaving.set(projectId, (leaving.get(projectId) ?? new Set<number>()).add(teamId));
  const projects = new Map((await lockProjects(tx, [...leaving.keys()])).map((project) => [project.id, project]));
  const roles = await findRolesInProjects(tx, [...leaving.keys()]);
  const present = new Set(roles.map(({ projectId, teamId }) => `${projectId} ${teamId}`));
  for (const { projectId, teamId } of pairs) {
    const project = projects.get(projectId);
    if (!project) throw projectNotFound(projectId);
    if (!present.has(`${projectId} ${teamId}`)) throw notInProject({ projectId, teamId });
    const refusal = unlinkRefusal(project, roles, leaving.get(projectId) ?? new Set());
    if (refusal) throw new DomainError(refusal);
  }
  for (const [projectId, teamIds] of leaving)
    await tx.projectTeam.deleteMany({ where: { projectId, teamId: { in: [...teamIds] } } });
}

/**
 * Removes a team from a project, for managers of the team.
 * @throws DomainError PROJECT_NOT_FOUND, PROJECT_TEAM_NOT_FOUND, and a refusal of `unlinkRefusal`
 */
export const unlinkTeam = ({ database }: Context, pair: ProjectTeamPair): Promise<void> =>
  inModelTransaction(database, (tx) => unlinkAll(tx, [pair]));

/**
 * Removes a team from all its projects.
 * @returns the number of projects
 * @throws DomainError PROJECT_TEAM_NOT_FOUND (it is in none), and a refusal of `unlinkRefusal`
 */
export const unlinkTeamEverywhere = ({ database }: Context, teamId: number): Promise<number> =>
  inModelTransaction(database, async (tx) => {
    const projectIds = await findProjectsOfTeam(tx, teamId);
    if (projectIds.length === 0) throw new DomainError('PROJECT_TEAM_NOT_FOUND', { details: { team_id: teamId } });
    await unlinkAll(
      tx,
      projectIds.map((projectId) => ({ projectId, teamId })),
    );
    return projectIds.length;
  });

/**
 * Removes teams from projects, all or none.
 * @returns the number of different pairs
 * @throws DomainError InvalidRequest (no pairs), TEAM_NOT_FOUND, NoTeamManager (the viewer does not manage one of the
 * teams), PROJECT_NOT_FOUND, PROJECT_TEAM_NOT_FOUND, and a refusal of `unlinkRefusal`
 */
export async function unlinkPairs(
  { database }: Context,
  viewer: Viewer,
  pairs: readonly ProjectTeamPair[],
): Promise<number> {
  if (pairs.length === 0)
    throw new DomainError('InvalidRequest', { sentence: 'The request names no team and no project' });
  const teamIds = [...new Set(pairs.map(({ teamId }) => teamId))];
  const teams = new Map((await readTeamsFor(database.db, teamIds, viewer.id)).map((team) => [team.id, team]));
  const missing = teamIds.find((id) => !teams.has(id));
  if (missing !== undefined) throw teamNotFound(missing);
  const unmanaged = [...teams.values()].find((team) => !managesTeam(viewer, team));
  if (unmanaged) throw new DomainError('NoTeamManager', { sentence: `User is not a manager of team ${unmanaged.id}` });
  await inModelTransaction(database, (tx) => unlinkAll(tx, pairs));
  return new Set(pairs.map(({ projectId, teamId }) => `${projectId} ${teamId}`)).size;
}
