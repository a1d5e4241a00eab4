import type { ErrorTable } from '../errors/error-table.js';

/** Refusals of access. */
export const ACCESS_ERRORS = {
  InvalidToken: { status: 401, envelope: 'rule', sentence: 'Token is expired or invalid' },
  OnlyAdminAccess: { status: 403, envelope: 'rule', sentence: 'Only admins may do this' },
  AdminAccessRequired: {
    status: 403,
    envelope: 'notFound',
    wireCode: 'UNKNOWN_ERROR',
    sentence: 'Admin access required',
  },
  UserNotPermitted: { status: 403, envelope: 'rule', sentence: 'User is not permitted to do this' },
  UserNotOrgAdmin: { status: 403, envelope: 'rule', sentence: 'User is not a manager of the organisation' },
  UserNotTeamManager: { status: 403, envelope: 'rule', sentence: 'User is not a manager for the team' },
  ReadOnly: { status: 403, envelope: 'rule', sentence: 'User is on read only mode' },
  PrivateProject: { status: 403, envelope: 'rule', sentence: 'User not permitted: Private Project' },
  ProjectNotFetched: { status: 403, envelope: 'rule', sentence: 'Unable to fetch project' },
  DeletePermissionError: { status: 403, envelope: 'rule', sentence: 'User is not permitted to delete this' },
  UserPermissionError: { status: 403, envelope: 'rule', sentence: 'User is not a manager of the project' },
  NoOrganisationManager: {
    status: 403,
    envelope: 'rule',
    wireCode: 'UserPermissionError',
    sentence: 'User is not a manager of any organisation',
  },
  NoTeamManager: {
    status: 403,
    envelope: 'rule',
    wireCode: 'UserPermissionError',
    sentence: 'User is not a manager of the team',
  },
  USER_NOT_FOUND: { status: 404, envelope: 'notFound', sentence: 'The requested user was not found on the server.' },
} as const satisfies ErrorTable;
