import type { ErrorTable } from '../../errors/error-table.js';

/** Refusals about teams. */
export const TEAM_ERRORS = {
  TEAM_NOT_FOUND: { status: 404, envelope: 'notFound', sentence: 'The requested team was not found on the server.' },
  CreateTeamNotPermitted: {
    status: 403,
    envelope: 'rule',
    sentence: 'User not permitted to create team for the Organisation',
  },
  TeamHasProjects: {
    status: 400,
    envelope: 'rule',
    // The front-end shows the code.
    wireCode: 'This team has projects associated. Before deleting, unlink any associated projects.',
    sentence: 'This team has projects associated. Before deleting, unlink any associated projects.',
  },
  InvalidRequest: { status: 400, envelope: 'rule', sentence: 'The request is not possible in the present state' },
  ApproveJoinError: { status: 403, envelope: 'rule', sentence: 'User is not permitted to answer requests to join' },
  RemoveUserError: { status: 403, envelope: 'rule', sentence: 'User is not permitted to remove others from the team' },
  JOIN_REQUEST_NOT_FOUND: {
    status: 404,
    envelope: 'notFound',
    sentence: 'The user has no open request to join the team.',
  },
  USER_NOT_IN_TEAM: { status: 404, envelope: 'notFound', sentence: 'The user is not in the team.' },
  PROJECT_TEAM_NOT_FOUND: { status: 404, envelope: 'notFound', sentence: 'The team is not in the project.' },
  TeamAlreadyAssigned: { status: 400, envelope: 'rule', sentence: 'The team has that role in the project already' },
  ProjectManagementPermissionError: {
    status: 403,
    envelope: 'rule',
    sentence: 'The team is the only one that manages the project',
  },
  TeamMappingPermissionError: {
    status: 403,
    envelope: 'rule',
    sentence: 'The team is the only one that may map the project',
  },
  TeamValidationPermissionError: {
    status: 403,
    envelope: 'rule',
    sentence: 'The team is the only one that may validate the project',
  },
} as const satisfies ErrorTable;
