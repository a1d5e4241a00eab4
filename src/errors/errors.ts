/**
 * The one table of errors: code → status, envelope, sentence. A code that is missing here does not compile.
 * Two envelopes, because clients read both (docs/decisions): `rule` is `{"Error","SubCode"}`, `notFound` is
 * `{"error":{"code","sub_code","message","details"}}`. Codes are spelt as clients switch on them (`ValidtionNotAllowed`).
 */
export const ERRORS = {
  InvalidToken: { status: 401, envelope: 'rule', sentence: 'Token is expired or invalid' },
  InvalidData: { status: 400, envelope: 'rule', sentence: 'The request is not valid' },
  OnlyAdminAccess: { status: 401, envelope: 'rule', sentence: 'Only admins may do this' },
  PrivateProject: { status: 403, envelope: 'rule', sentence: 'User not permitted: Private Project' },
  ProjectNotFetched: { status: 403, envelope: 'rule', sentence: 'Unable to fetch project' },
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
  NoTaskAvailable: { status: 404, envelope: 'rule', sentence: 'There is no task left for you in this project' },
  ReadOnly: { status: 403, envelope: 'rule', sentence: 'User is on read only mode' },
  NotPermittedToCreate: { status: 403, envelope: 'rule', sentence: 'User is not permitted to create project' },
  UserPermissionError: { status: 403, envelope: 'rule', sentence: 'User is not a manager of the project' },
  HasMappedTasks: { status: 403, envelope: 'rule', sentence: 'Project has mapped tasks, cannot be deleted' },
  InvalidArea: { status: 400, envelope: 'rule', sentence: 'The area of interest is not valid' },
  BBoxTooBigError: { status: 400, envelope: 'rule', sentence: 'Requested bounding box is too large' },
  InvalidDateValue: { status: 400, envelope: 'rule', sentence: 'Invalid date value' },
  InvalidDateRange: { status: 400, envelope: 'rule', sentence: 'Start date must be earlier than end date' },
  RequestTimeout: { status: 408, envelope: 'rule', sentence: 'The request took too long to arrive' },
  RequestTooLarge: { status: 413, envelope: 'rule', sentence: 'The request body is too large' },
  UriTooLong: { status: 414, envelope: 'rule', sentence: 'The path and query are too long' },
  TooManyRequests: { status: 429, envelope: 'rule', sentence: 'Too many requests, try again later' },
  HeadersTooLarge: { status: 431, envelope: 'rule', sentence: 'The request headers are too large' },
  MethodNotAllowed: { status: 405, envelope: 'rule', sentence: 'The method is not allowed for this path' },
  Busy: { status: 503, envelope: 'rule', sentence: 'The server is busy, try again' },
  PROJECT_NOT_FOUND: {
    status: 404,
    envelope: 'notFound',
    sentence: 'The requested project was not found on the server.',
  },
  TASK_NOT_FOUND: { status: 404, envelope: 'notFound', sentence: 'The requested task was not found on the server.' },
  TASKS_NOT_FOUND: {
    status: 404,
    envelope: 'notFound',
    sentence: 'The tasks associated with the requested resource were not found on the server.',
  },
  USER_NOT_FOUND: { status: 404, envelope: 'notFound', sentence: 'The requested user was not found on the server.' },
  ORGANISATION_NOT_FOUND: {
    status: 404,
    envelope: 'notFound',
    sentence: 'The requested organisation was not found on the server.',
  },
  NOT_FOUND: { status: 404, envelope: 'notFound', sentence: 'The requested resource was not found on the server.' },
  INTERNAL_SERVER_ERROR: { status: 500, envelope: 'notFound', sentence: 'The server failed to answer this request.' },
} as const satisfies Record<string, { status: number; envelope: 'rule' | 'notFound'; sentence: string }>;

export type ErrorCode = keyof typeof ERRORS;

type CodesOf<E extends 'rule' | 'notFound'> = {
  [K in ErrorCode]: (typeof ERRORS)[K]['envelope'] extends E ? K : never;
}[ErrorCode];
export type RuleCode = CodesOf<'rule'>;
export type NotFoundCode = CodesOf<'notFound'>;

export interface ErrorOptions {
  /** Replaces the table's sentence where the contract wants another for the same code. */
  sentence?: string;
  /** What was looked for (`{"project_id": 7}`), shown in the `notFound` envelope. */
  details?: Record<string, unknown>;
  /** Replaces the table's SubCode where the code comes from elsewhere (the reasons why an area is refused). */
  subCode?: string;
  cause?: unknown;
}

/** What services throw: a code of the table, with what is particular to this case. One handler writes it to the client. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly options: ErrorOptions = {},
  ) {
    super(options.sentence ?? ERRORS[code].sentence, { cause: options.cause });
  }
}

/** The body of an error response, in the envelope that the table names for its code. */
export function errorBody(error: DomainError): Record<string, unknown> {
  const { status, envelope } = ERRORS[error.code];
  if (envelope === 'rule') return { Error: error.message, SubCode: error.options.subCode ?? error.code };
  return {
    error: { code: status, sub_code: error.code, message: error.message, details: error.options.details ?? {} },
  };
}
