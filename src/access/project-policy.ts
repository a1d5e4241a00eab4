import { DomainError } from '../errors/errors.js';
import { MAPPING_TEAM_ROLES, PROJECT_STATUS, TEAM_ROLE } from './codes.js';
import { isAdmin, isBlocked, userNotFound, type Viewer } from './viewer.js';

/** Who may see and manage a project. The same rules as conditions in SQL: `project-policy.sql.ts`. */

/** A project and its relation to one viewer. */
export interface ProjectForViewer {
  id: number;
  /** A code of `PROJECT_STATUS`. */
  status: number;
  private: boolean;
  authorId: number;
  organisationId: number | null;
  defaultLocale: string | null;
  /** Codes of `PERMISSION`. */
  mappingPermission: number;
  validationPermission: number;
  /** Ranks of the mapping levels that mapping and validation require. */
  mappingLevel: number;
  validationLevel: number;
  licenceAccepted: boolean;
  managesOrganisation: boolean;
  onAllowedList: boolean;
  /** Codes of `TEAM_ROLE`: roles on the project of the teams in which the viewer is an active member. */
  teamRoles: number[];
}

/** Whether the viewer is an admin, the author or a manager of the organisation. A blocked user is none of them. */
export const ownsProject = (
  viewer: Pick<Viewer, 'id' | 'role'>,
  project: Pick<ProjectForViewer, 'authorId' | 'managesOrganisation'>,
): boolean => !isBlocked(viewer) && (isAdmin(viewer) || project.authorId === viewer.id || project.managesOrganisation);

/** Whether the viewer owns the project, or is an active member of a team that manages it. A blocked user manages nothing. */
export const managesProject = (viewer: Pick<Viewer, 'id' | 'role'>, project: ProjectForViewer): boolean =>
  ownsProject(viewer, project) || (!isBlocked(viewer) && project.teamRoles.includes(TEAM_ROLE.PROJECT_MANAGER));

/**
 * Whether the viewer (null: no session) may see the project. Everybody sees public projects that are not drafts.
 * Managers see everything. Members of the project's teams and users on its allowed list see a private project.
 */
export function maySeeProject(viewer: Viewer | null, project: ProjectForViewer): boolean {
  const isDraft = project.status === PROJECT_STATUS.DRAFT;
  if (!isDraft && !project.private) return true;
  if (!viewer) return false;
  if (managesProject(viewer, project)) return true;
  return !isDraft && (project.onAllowedList || project.teamRoles.some((role) => MAPPING_TEAM_ROLES.includes(role)));
}

/** The error for an unknown project. */
export const projectNotFound = (projectId: number): DomainError =>
  new DomainError('PROJECT_NOT_FOUND', { details: { project_id: projectId } });

/** The viewer, and the project with its relation to the viewer. Each is null if it is not in the database. */
export interface ProjectAccess {
  viewer: Viewer | null;
  project: ProjectForViewer | null;
}

/**
 * Asserts that a viewer may see a project, on rows that the caller has read.
 * @param userId the user of the session, null without a session
 * @param notFound makes the error for an unknown project, by default PROJECT_NOT_FOUND
 * @returns the project
 * @throws DomainError USER_NOT_FOUND, PROJECT_NOT_FOUND, PrivateProject
 */
export function assertMaySee(
  { viewer, project }: ProjectAccess,
  projectId: number,
  userId: number | null,
  notFound: () => DomainError = () => projectNotFound(projectId),
): ProjectForViewer {
  const found = assertExists({ viewer, project }, projectId, userId, notFound);
  if (!maySeeProject(viewer, found)) throw new DomainError('PrivateProject');
  return found;
}

/**
 * Asserts that the user of the session and the project exist, before the permission is checked.
 * @returns the project
 * @throws DomainError USER_NOT_FOUND, PROJECT_NOT_FOUND
 */
export function assertExists(
  { viewer, project }: ProjectAccess,
  projectId: number,
  userId: number | null,
  notFound: () => DomainError = () => projectNotFound(projectId),
): ProjectForViewer {
  if (userId !== null && !viewer) throw userNotFound(userId);
  if (!project) throw notFound();
  return project;
}

/**
 * Asserts that a viewer may fetch the project itself. For a draft that the viewer may not see, the error is ProjectNotFetched
 * in place of PrivateProject.
 * @returns the project
 * @throws DomainError USER_NOT_FOUND, PROJECT_NOT_FOUND, PrivateProject, ProjectNotFetched
 */
export function assertMayFetch(access: ProjectAccess, projectId: number, userId: number | null): ProjectForViewer {
  const { viewer, project } = access;
  const isHiddenDraft = project?.status === PROJECT_STATUS.DRAFT && !maySeeProject(viewer, project);
  if (isHiddenDraft && (userId === null || viewer)) throw new DomainError('ProjectNotFetched');
  return assertMaySee(access, projectId, userId);
}
