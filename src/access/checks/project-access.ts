import { DomainError } from '../../errors/errors.js';
import { readProjectAccess, readProjectOfPartnership } from '../access.repository.js';
import { idIn, refuse, SIGNED_IN, viewerOf, type AccessRequest, type AccessRules } from './access-request.js';
import {
  managesProject,
  maySeeProject,
  ownsProject,
  projectNotFound,
  type ProjectForViewer,
} from '../project-policy.js';
import { isAdmin, isBlocked, userNotFound, type Viewer } from '../viewer.js';

/**
 * Reads the project of the path and the viewer, and accepts the viewer if `allows` returns true.
 * @throws DomainError InvalidToken, USER_NOT_FOUND, PROJECT_NOT_FOUND, or the refusal
 */
export async function projectFor(
  request: AccessRequest,
  allows: (viewer: Viewer, project: ProjectForViewer) => boolean,
): Promise<{ viewer: Viewer; project: ProjectForViewer }> {
  const { db, userId, params } = request;
  const projectId = idIn(params, 'projectId');
  if (userId === null) throw new DomainError('InvalidToken');
  const { viewer, project } = await readProjectAccess(db, projectId, userId);
  if (!viewer) throw userNotFound(userId);
  if (!project) throw projectNotFound(projectId);
  if (!allows(viewer, project)) refuse(request, viewer);
  return { viewer, project };
}

/** The access request with the project of the partnership as its project. */
export async function ofPartnership(request: AccessRequest): Promise<AccessRequest> {
  const partnershipId = idIn(request.params, 'partnershipId');
  const projectId = await readProjectOfPartnership(request.db, partnershipId);
  if (projectId === null)
    throw new DomainError('PARTNERSHIP_NOT_FOUND', { details: { partnership_id: partnershipId } });
  return { ...request, params: { ...request.params, projectId } };
}

/** Access to the operations that change projects or write in them. */
export const PROJECT_ACCESS: AccessRules<
  | 'project:edit'
  | 'project:own'
  | 'project:delete'
  | 'project:administer'
  | 'project:comment'
  | 'project:comment-delete'
  | 'partnership:edit'
> = {
  'project:edit': {
    session: 'required',
    who: 'Managers of the project: admins, its author, managers of its organisation, members of a team that manages it.',
    refusal: 'UserPermissionError',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND'],
    check: (request) => projectFor(request, managesProject),
  },
  'project:own': {
    session: 'required',
    who: 'Admins, the author of the project, and managers of its organisation.',
    refusal: 'UserPermissionError',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND'],
    check: (request) => projectFor(request, ownsProject),
  },
  'project:delete': {
    session: 'required',
    who: 'Admins, the author of the project, and managers of its organisation. Members of a team that manages it may not.',
    refusal: 'UserPermissionError',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND', 'DeletePermissionError'],
    check: async (request) => {
      const granted = await projectFor(request, managesProject);
      if (!ownsProject(granted.viewer, granted.project)) throw new DomainError('DeletePermissionError');
      return granted;
    },
  },
  'project:administer': {
    session: 'required',
    who: 'Admins.',
    refusal: 'OnlyAdminAccess',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND'],
    check: (request) => projectFor(request, isAdmin),
  },
  'project:comment': {
    session: 'required',
    who: 'Signed-in users who are not blocked and may see the project.',
    refusal: 'UserNotPermitted',
    blocked: 'ReadOnly',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND'],
    check: (request) => projectFor(request, (viewer, project) => !isBlocked(viewer) && maySeeProject(viewer, project)),
  },
  'project:comment-delete': {
    session: 'required',
    who: 'The user who wrote the comment, and managers of the project. Blocked users may not.',
    refusal: 'DeletePermissionError',
    blocked: 'ReadOnly',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND'],
    check: (request) => projectFor(request, (viewer) => !isBlocked(viewer)),
  },
  'partnership:edit': {
    session: 'required',
    who: 'Managers of the project: admins, its author, managers of its organisation, members of a team that manages it.',
    refusal: 'UserPermissionError',
    blocked: 'ReadOnly',
    errors: [...SIGNED_IN, 'PARTNERSHIP_NOT_FOUND'],
    check: async (request) => {
      await viewerOf(request);
      return projectFor(await ofPartnership(request), managesProject);
    },
  },
};
