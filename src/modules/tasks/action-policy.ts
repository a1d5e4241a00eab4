import { DomainError, type RuleCode } from '../../http/errors.js';
import {
  isManager,
  PERMISSION,
  PROJECT_STATUS,
  ROLE,
  TEAM_ROLE,
  type Actor,
  type ProjectForActor,
} from '../projects/project-access.service.js';
import type { TaskFacts } from './task-facts.js';

/** What differs between the right to map and the right to validate. */
interface Right {
  permission: number;
  level: number;
  teamRoles: readonly number[];
  notTeamMember: () => DomainError;
  levelTooLow: () => DomainError;
}

const mappingRight = (project: ProjectForActor): Right => ({
  permission: project.mappingPermission,
  level: project.mappingLevel,
  teamRoles: [TEAM_ROLE.MAPPER, TEAM_ROLE.VALIDATOR, TEAM_ROLE.PROJECT_MANAGER],
  notTeamMember: () => new DomainError('MappingNotAllowed.USER_NOT_TEAM_MEMBER'),
  levelTooLow: () => new DomainError('MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL'),
});

const refuse = (code: RuleCode): DomainError => new DomainError(code);

/** The first reason why the actor may not work on the project, in the order of the contract; null where there is none. */
function reasonAgainst(actor: Actor, project: ProjectForActor, right: Right, holdsOthers: boolean): DomainError | null {
  const manager = isManager(actor, project);
  const inTeam = project.teamRoles.some((role) => right.teamRoles.includes(role));
  if (actor.role === ROLE.READ_ONLY) return refuse('UserNotAllowed');
  if (!project.licenceAccepted) return refuse('UserLicenseError');
  if (project.status === PROJECT_STATUS.ARCHIVED) return refuse('ProjectNotPublished');
  if (project.status === PROJECT_STATUS.DRAFT && !manager) return refuse('ProjectNotPublished');
  if (!manager && right.permission === PERMISSION.TEAMS && !inTeam) return right.notTeamMember();
  if (!manager && actor.level < right.level) return right.levelTooLow();
  if (holdsOthers) return refuse('UserAlreadyHasTaskLocked');
  if (project.private && !manager && !project.onAllowedList && !inTeam) return refuse('UserNotAllowed');
  return null;
}

/**
 * Whether the actor may lock a task of the project for mapping ("may map" of the contract).
 * @param holdsOthers whether the actor holds a lock that counts against another one
 * @throws DomainError with the first reason against it
 */
export function assertMayMap(actor: Actor, project: ProjectForActor, holdsOthers: boolean): void {
  const reason = reasonAgainst(actor, project, mappingRight(project), holdsOthers);
  if (reason) throw reason;
}

/** Finds a task by id. @throws DomainError TASK_NOT_FOUND */
export function taskOrNotFound(tasks: TaskFacts[], projectId: number, taskId: number): TaskFacts {
  const task = tasks.find((candidate) => candidate.taskId === taskId);
  if (!task) throw new DomainError('TASK_NOT_FOUND', { details: { project_id: projectId, task_id: taskId } });
  return task;
}
