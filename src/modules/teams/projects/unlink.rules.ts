import { PERMISSION, TEAM_ROLE } from '../../../access/codes.js';
import type { ErrorCode } from '../../../errors/errors.js';
import type { ProjectPermissions, ProjectTeamRole } from './project-teams.repository.js';

/** A team that is removed from a project. */
export interface ProjectTeamPair {
  projectId: number;
  teamId: number;
}

const RULES: readonly {
  role: number;
  code: ErrorCode;
  applies: (project: ProjectPermissions) => boolean;
}[] = [
  { role: TEAM_ROLE.PROJECT_MANAGER, code: 'ProjectManagementPermissionError', applies: () => true },
  {
    role: TEAM_ROLE.MAPPER,
    code: 'TeamMappingPermissionError',
    applies: ({ mapping }) => mapping === PERMISSION.TEAMS,
  },
  {
    role: TEAM_ROLE.VALIDATOR,
    code: 'TeamValidationPermissionError',
    applies: ({ validation }) => validation === PERMISSION.TEAMS,
  },
];

/**
 * The reason why teams may not be removed from a project: a required role would then have no team.
 * @param roles all roles of all teams in the project
 * @param leaving the teams that are removed together
 * @returns null if they may be removed
 */
export function unlinkRefusal(
  project: ProjectPermissions,
  roles: readonly ProjectTeamRole[],
  leaving: ReadonlySet<number>,
): ErrorCode | null {
  const rule = RULES.find(({ role, applies }) => {
    const teams = roles.filter((row) => row.projectId === project.id && row.role === role);
    return applies(project) && teams.length > 0 && teams.every(({ teamId }) => leaving.has(teamId));
  });
  return rule?.code ?? null;
}
