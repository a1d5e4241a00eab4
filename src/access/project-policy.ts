import { DomainError } from '../errors/errors.js';
import type { Db } from '../db/transaction.js';
import { readAccess } from './project-access.repository.js';

export { accessJson, actorJson, projectJson, readAccess as readProjectFor } from './project-access.repository.js';

/** Codes of the schema (users.role, projects.status, project_teams.role, …_permission). */
export const ROLE = { READ_ONLY: -1, MAPPER: 0, ADMIN: 1 } as const;
export const PROJECT_STATUS = { ARCHIVED: 0, PUBLISHED: 1, DRAFT: 2 } as const;
export const TEAM_ROLE = { READ_ONLY: -1, MAPPER: 0, VALIDATOR: 1, PROJECT_MANAGER: 2 } as const;
export const PERMISSION = { ANY: 0, TEAMS: 2 } as const;

/** A user as one who acts. */
export interface Actor {
  id: number;
  username: string;
  role: number;
  /** Rank of the mapping level (its `ordering`, not its id). */
  level: number;
  /** Version of the user's row: taking a lock writes a new one, so that two locks asked for at once cannot both pass. */
  version: string;
}

/** A project as it stands to the one who acts. */
export interface ProjectForActor {
  id: number;
  status: number;
  private: boolean;
  authorId: number;
  organisationId: number | null;
  defaultLocale: string | null;
  mappingPermission: number;
  validationPermission: number;
  /** Ranks of the levels that mapping and validating ask for. */
  mappingLevel: number;
  validationLevel: number;
  licenceAccepted: boolean;
  managesOrganisation: boolean;
  onAllowedList: boolean;
  /** Roles on the project of the teams in which the actor is an active member. */
  teamRoles: number[];
}

const WORKING_ROLES: readonly number[] = [TEAM_ROLE.MAPPER, TEAM_ROLE.VALIDATOR, TEAM_ROLE.PROJECT_MANAGER];

/** Admin, the author, a manager of the organisation, or an active member of a team that manages the project. */
export const isManager = (actor: Pick<Actor, 'id' | 'role'>, project: ProjectForActor): boolean =>
  actor.role === ROLE.ADMIN ||
  project.authorId === actor.id ||
  project.managesOrganisation ||
  project.teamRoles.includes(TEAM_ROLE.PROJECT_MANAGER);

/** Whether somebody (null: nobody in particular) may see a project: drafts are for managers, private ones for members. */
export function mayRead(actor: Actor | null, project: ProjectForActor): boolean {
  const isDraft = project.status === PROJECT_STATUS.DRAFT;
  if (!isDraft && !project.private) return true;
  if (!actor) return false;
  if (isManager(actor, project)) return true;
  return !isDraft && (project.onAllowedList || project.teamRoles.some((role) => WORKING_ROLES.includes(role)));
}

/** @throws DomainError PROJECT_NOT_FOUND */
export const projectNotFound = (projectId: number): DomainError =>
  new DomainError('PROJECT_NOT_FOUND', { details: { project_id: projectId } });

/** @throws DomainError USER_NOT_FOUND: the session is good, but its user is not in the database */
export const userNotFound = (userId: number): DomainError =>
  new DomainError('USER_NOT_FOUND', { details: { user_id: userId } });

/** Who asks, and how a project stands to them; null where it is not there. */
export interface Access {
  actor: Actor | null;
  project: ProjectForActor | null;
}

/**
 * Whether somebody may see a project.
 * @param notFound the error where there is no such project, by default PROJECT_NOT_FOUND
 * @returns the project
 * @throws DomainError PROJECT_NOT_FOUND, USER_NOT_FOUND, PrivateProject
 */
export function assertReadable(
  { actor, project }: Access,
  projectId: number,
  userId: number | null,
  notFound: () => DomainError = () => projectNotFound(projectId),
): ProjectForActor {
  if (userId !== null && !actor) throw userNotFound(userId);
  if (!project) throw notFound();
  if (!mayRead(actor, project)) throw new DomainError('PrivateProject');
  return project;
}

/**
 * Reads a project for somebody who wants to see it.
 * @throws DomainError as `assertReadable`
 */
export async function readableProject(
  db: Db,
  projectId: number,
  userId: number | null,
  notFound?: () => DomainError,
): Promise<ProjectForActor> {
  return assertReadable(await readAccess(db, projectId, userId), projectId, userId, notFound);
}
