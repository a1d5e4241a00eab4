import type { ErrorTable } from '../../errors/error-table.js';

/** Refusals about projects. */
export const PROJECT_ERRORS = {
  NotPermittedToCreate: { status: 403, envelope: 'rule', sentence: 'User is not permitted to create project' },
  HasMappedTasks: { status: 403, envelope: 'rule', sentence: 'Project has mapped tasks, cannot be deleted' },
  InvalidArea: { status: 400, envelope: 'rule', sentence: 'The area of interest is not valid' },
  BBoxTooBigError: { status: 400, envelope: 'rule', sentence: 'Requested bounding box is too large' },
  PROJECT_NOT_FOUND: {
    status: 404,
    envelope: 'notFound',
    sentence: 'The requested project was not found on the server.',
  },
} as const satisfies ErrorTable;
