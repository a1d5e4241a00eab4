import type { ErrorTable } from '../../errors/error-table.js';

/** Refusals about users. `UserPermissionError` and `PermisisonError` are spelt and numbered as clients compare them. */
export const USER_ERRORS = {
  UnableToAuth: { status: 401, envelope: 'rule', sentence: 'Unable to authenticate' },
  NotOneself: {
    status: 401,
    envelope: 'rule',
    wireCode: 'UserPermissionError',
    sentence: 'Only the user and admins may do this',
  },
  EmailNotSet: { status: 400, envelope: 'rule', sentence: 'The user has no e-mail address' },
  UnknownAddRole: { status: 403, envelope: 'rule', sentence: 'There is no such role' },
  UnknownUserRole: { status: 400, envelope: 'rule', sentence: 'There is no such mapping level' },
  PermisisonError: { status: 400, envelope: 'rule', sentence: 'Users cannot approve their own level' },
  OhsomeFailed: {
    status: 400,
    envelope: 'rule',
    wireCode: 'Error fetching data',
    sentence: 'The statistics service did not answer as expected',
  },
} as const satisfies ErrorTable;
