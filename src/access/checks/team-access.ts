import { readTeamFor } from '../access.repository.js';
import {
  idIn,
  refuse,
  SIGNED_IN,
  viewerOf,
  type AccessRequest,
  type AccessRules,
  type Grants,
} from './access-request.js';
import { projectFor } from './project-access.js';
import { managesProject } from '../project-policy.js';
import { managesTeam, teamNotFound, type TeamForViewer } from '../team-policy.js';
import { isBlocked, type Viewer } from '../viewer.js';

/** Reads the team of the path and the viewer, and accepts the viewer if `allows` returns true. */
async function teamFor(
  request: AccessRequest,
  allows: (viewer: Viewer, team: TeamForViewer) => boolean,
): Promise<Grants['team:manage']> {
  const viewer = await viewerOf(request);
  const teamId = idIn(request.params, 'teamId');
  const team = await readTeamFor(request.db, teamId, viewer.id);
  if (!team) throw teamNotFound(teamId);
  if (!allows(viewer, team)) refuse(request, viewer);
  return { viewer, team };
}

async function teamInProjectFor(request: AccessRequest): Promise<Grants['team:manage-in-project']> {
  await projectFor(request, () => true);
  return teamFor(request, managesTeam);
}

async function assignmentFor(request: AccessRequest): Promise<Grants['project:assign-team']> {
  const { viewer, project } = await projectFor(request, () => true);
  const { team } = await teamFor(request, () => true);
  if (!managesProject(viewer, project)) refuse(request, viewer);
  if (!managesTeam(viewer, team)) refuse({ ...request, refusal: 'NoTeamManager' }, viewer);
  return { viewer, project, team };
}

/** Access to teams, and to teams of projects. */
export const TEAM_ACCESS: AccessRules<
  | 'team:manage'
  | 'team:manage-each'
  | 'team:manage-in-project'
  | 'team:read'
  | 'team:leave'
  | 'team:write'
  | 'project:assign-team'
> = {
  'team:manage': {
    session: 'required',
    who: 'Admins, managers of the team, and managers of the organisation that owns it.',
    refusal: 'UserNotTeamManager',
    blocked: 'ReadOnly',
    errors: [...SIGNED_IN, 'TEAM_NOT_FOUND'],
    check: (request) => teamFor(request, managesTeam),
  },
  'team:manage-each': {
    session: 'required',
    who: 'Admins, and users who manage each of the teams in the request. Blocked users may not.',
    refusal: 'NoTeamManager',
    blocked: 'ReadOnly',
    errors: [...SIGNED_IN, 'TEAM_NOT_FOUND'],
    // The body contains the teams. The service reads and checks them together.
    check: async (request) => {
      const viewer = await viewerOf(request);
      if (isBlocked(viewer)) refuse(request, viewer);
      return { viewer };
    },
  },
  'team:manage-in-project': {
    session: 'required',
    who: 'Admins, managers of the team, and managers of the organisation that owns it.',
    refusal: 'NoTeamManager',
    blocked: 'ReadOnly',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND', 'TEAM_NOT_FOUND'],
    check: teamInProjectFor,
  },
  'team:read': {
    session: 'required',
    who: 'Any signed-in user. The members of a private team are shown to its active members and its managers.',
    errors: [...SIGNED_IN, 'TEAM_NOT_FOUND'],
    check: (request) => teamFor(request, () => true),
  },
  'team:leave': {
    session: 'required',
    who: 'Users remove themselves, blocked users too. Admins, managers of the team and managers of its organisation remove other users.',
    errors: [...SIGNED_IN, 'TEAM_NOT_FOUND'],
    check: (request) => teamFor(request, () => true),
  },
  'team:write': {
    session: 'required',
    who: 'Any signed-in user who is not blocked.',
    refusal: 'ReadOnly',
    errors: [...SIGNED_IN, 'TEAM_NOT_FOUND'],
    check: (request) => teamFor(request, (viewer) => !isBlocked(viewer)),
  },
  'project:assign-team': {
    session: 'required',
    who: 'Admins, and users who manage both the project and the team.',
    refusal: 'UserPermissionError',
    blocked: 'ReadOnly',
    errors: [...SIGNED_IN, 'PROJECT_NOT_FOUND', 'TEAM_NOT_FOUND', 'NoTeamManager'],
    check: assignmentFor,
  },
};
