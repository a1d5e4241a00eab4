import type { ErrorTable } from '../../errors/error-table.js';

/** Refusals of actions on tasks. */
export const TASK_ERRORS = {
  InvalidTaskState: { status: 403, envelope: 'rule', sentence: 'Task in invalid state for mapping' },
  UserNotAllowed: { status: 403, envelope: 'rule', sentence: 'User not on allowed list' },
  UserLicenseError: { status: 409, envelope: 'rule', sentence: 'User not accepted license terms' },
  ProjectNotPublished: { status: 403, envelope: 'rule', sentence: 'Project is not published' },
  'MappingNotAllowed.USER_NOT_TEAM_MEMBER': {
    status: 403,
    envelope: 'rule',
    sentence: 'Mapping not allowed because: MappingNotAllowed.USER_NOT_TEAM_MEMBER',
  },
  'MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL': {
    status: 403,
    envelope: 'rule',
    sentence: 'Mapping not allowed because: MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL',
  },
  UserAlreadyHasTaskLocked: { status: 403, envelope: 'rule', sentence: 'User already has task locked' },
  InvalidUnlockState: {
    status: 403,
    envelope: 'rule',
    sentence: 'Can only set status to MAPPED, BADIMAGERY, READY after mapping',
  },
  LockBeforeUnlocking: { status: 403, envelope: 'rule', sentence: 'Status must be LOCKED_FOR_MAPPING to unlock' },
  TaskNotOwned: { status: 403, envelope: 'rule', sentence: 'Attempting to unlock a task owned by another user' },
  NotReadyForValidation: {
    status: 403,
    envelope: 'rule',
    sentence: 'Task is not MAPPED, BADIMAGERY or INVALIDATED',
  },
  CannotValidateMappedTask: {
    status: 403,
    envelope: 'rule',
    sentence: 'Tasks cannot be validated by the same user who marked task as mapped or badimagery',
  },
  ValidtionNotAllowed: { status: 403, envelope: 'rule', sentence: 'Validation not allowed' },
  NotLockedForValidation: { status: 403, envelope: 'rule', sentence: 'Task is not LOCKED_FOR_VALIDATION' },
  UndoPermissionError: { status: 403, envelope: 'rule', sentence: 'Undo not allowed for this user' },
  TaskStatusNotLocked: {
    status: 403,
    envelope: 'rule',
    sentence: 'Task status is not LOCKED_FOR_MAPPING or LOCKED_FOR_VALIDATION.',
  },
  LockedByAnotherUser: { status: 403, envelope: 'rule', sentence: 'Task is locked by another user.' },
  UserActionNotPermitted: { status: 403, envelope: 'rule', sentence: 'User not permitted to revert tasks' },
  SmallToSplit: { status: 403, envelope: 'rule', sentence: 'Task is too small to be split' },
  LockToSplit: { status: 403, envelope: 'rule', sentence: 'Status must be LOCKED_FOR_MAPPING to split' },
  SplitOtherUserTask: { status: 403, envelope: 'rule', sentence: 'Attempting to split a task owned by another user' },
  NoTaskAvailable: { status: 404, envelope: 'rule', sentence: 'No free task is left in this project for this user' },
  TASK_NOT_FOUND: { status: 404, envelope: 'notFound', sentence: 'The requested task was not found on the server.' },
  TASKS_NOT_FOUND: {
    status: 404,
    envelope: 'notFound',
    sentence: 'The tasks associated with the requested resource were not found on the server.',
  },
} as const satisfies ErrorTable;
