import { DomainError, type RuleCode } from '../../../errors/errors.js';
import { managesProject, type ProjectForViewer } from '../../../access/project-policy.js';
import { MAPPING_TEAM_ROLES, PERMISSION, PROJECT_STATUS, ROLE, VALIDATION_TEAM_ROLES } from '../../../access/codes.js';
import type { Viewer } from '../../../access/viewer.js';

/** The right to map or the right to validate in a project: its requirements and its refusals. */
interface Right {
  permission: number;
  level: number;
  teamRoles: readonly number[];
  refuse(reason: Reason): DomainError;
}

type Reason =
  | 'blocked'
  | 'licence'
  | 'not published'
  | 'not a team member'
  | 'level too low'
  | 'holds a lock'
  | 'not on allowed list';

const MAPPING_REASONS = {
  blocked: 'UserNotAllowed',
  licence: 'UserLicenseError',
  'not published': 'ProjectNotPublished',
  'not a team member': 'MappingNotAllowed.USER_NOT_TEAM_MEMBER',
  'level too low': 'MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL',
  'holds a lock': 'UserAlreadyHasTaskLocked',
  'not on allowed list': 'UserNotAllowed',
} as const satisfies Record<Reason, RuleCode>;

const VALIDATION_REASONS = {
  blocked: ['UserNotAllowed', 'Validation not allowed because: User not on allowed list'],
  licence: ['UserLicenseError', 'User not accepted license terms'],
  'not published': ['ProjectNotPublished', 'Validation not allowed because: Project not published'],
  'not a team member': [
    'ValidtionNotAllowed',
    'Validation not allowed because: ValidatingNotAllowed.USER_NOT_TEAM_MEMBER',
  ],
  'level too low': [
    'ValidtionNotAllowed',
    'Validation not allowed because: ValidatingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL',
  ],
  'holds a lock': ['UserAlreadyHasTaskLocked', 'User already has a task locked'],
  'not on allowed list': ['UserNotAllowed', 'Validation not allowed because: User not on allowed list'],
} as const satisfies Record<Reason, readonly [RuleCode, string]>;

const mappingRight = (project: ProjectForViewer): Right => ({
  permission: project.mappingPermission,
  level: project.mappingLevel,
  teamRoles: MAPPING_TEAM_ROLES,
  refuse: (reason) => new DomainError(MAPPING_REASONS[reason]),
});

const validationRight = (project: ProjectForViewer): Right => ({
  permission: project.validationPermission,
  level: project.validationLevel,
  teamRoles: VALIDATION_TEAM_ROLES,
  refuse: (reason) => {
    const [code, sentence] = VALIDATION_REASONS[reason];
    return new DomainError(code, { sentence });
  },
});

/** The first reason to refuse the actor, in the order of docs/tasks.md; null if there is none. */
function reasonAgainst(actor: Viewer, project: ProjectForViewer, right: Right, holdsOthers: boolean): Reason | null {
  const manager = managesProject(actor, project);
  const inTeam = project.teamRoles.some((role) => right.teamRoles.includes(role));
  if (actor.role === ROLE.READ_ONLY) return 'blocked';
  if (!project.licenceAccepted) return 'licence';
  if (project.status === PROJECT_STATUS.ARCHIVED) return 'not published';
  if (project.status === PROJECT_STATUS.DRAFT && !manager) return 'not published';
  if (!manager && right.permission === PERMISSION.TEAMS && !inTeam) return 'not a team member';
  if (!manager && actor.level < right.level) return 'level too low';
  if (holdsOthers) return 'holds a lock';
  if (project.private && !manager && !project.onAllowedList && !inTeam) return 'not on allowed list';
  return null;
}

function assertRight(actor: Viewer, project: ProjectForViewer, right: Right, holdsOthers: boolean): void {
  const reason = reasonAgainst(actor, project, right, holdsOthers);
  if (reason) throw right.refuse(reason);
}

/**
 * Checks whether the actor may lock a task of the project for mapping.
 * @param holdsOthers whether the actor holds a lock that excludes a further lock
 * @throws DomainError with the first reason for a refusal
 */
export const assertMayMap = (actor: Viewer, project: ProjectForViewer, holdsOthers: boolean): void =>
  assertRight(actor, project, mappingRight(project), holdsOthers);

/**
 * Checks whether the actor may lock tasks of the project for validation.
 * @param holdsOthers whether the actor holds a lock that excludes a further lock
 * @throws DomainError with the first reason for a refusal
 */
export const assertMayValidate = (actor: Viewer, project: ProjectForViewer, holdsOthers: boolean): void =>
  assertRight(actor, project, validationRight(project), holdsOthers);

/** Whether the actor may validate in the project. Locks of the actor are ignored. */
export const mayValidate = (actor: Viewer, project: ProjectForViewer): boolean =>
  reasonAgainst(actor, project, validationRight(project), false) === null;

/** The error for an unknown task. */
export const taskNotFound = (projectId: number, taskId: number): DomainError =>
  new DomainError('TASK_NOT_FOUND', { details: { project_id: projectId, task_id: taskId } });
