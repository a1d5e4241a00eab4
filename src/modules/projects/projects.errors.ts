import type { ErrorTable } from '../../errors/error-table.js';

/** Refusals about projects. */
export const PROJECT_ERRORS = {
  NotPermittedToCreate: { status: 403, envelope: 'rule', sentence: 'User is not permitted to create project' },
  HasMappedTasks: { status: 403, envelope: 'rule', sentence: 'Project has mapped tasks, cannot be deleted' },
  InvalidArea: { status: 400, envelope: 'rule', sentence: 'The area of interest is not valid' },
  BBoxTooBigError: { status: 400, envelope: 'rule', sentence: 'Requested bounding box is too large' },
  CAMPAIGN_NOT_FOUND: {
    status: 404,
    envelope: 'notFound',
    sentence: 'The requested campaign was not found on the server.',
  },
  AlreadyFeatured: { status: 403, envelope: 'rule', sentence: 'Project is already featured' },
  NotFeatured: { status: 403, envelope: 'rule', sentence: 'Project is not featured' },
  NotFavourite: {
    status: 400,
    envelope: 'rule',
    wireCode: 'NotFeatured',
    sentence: 'Project is not a favourite of the user',
  },
  TransferPermissionError: { status: 403, envelope: 'rule', sentence: 'User may not transfer the project' },
  InvalidNewOwner: {
    status: 403,
    envelope: 'rule',
    sentence: 'The new owner must be an admin or a manager of the organisation of the project',
  },
  InfoForLocaleRequired: {
    status: 403,
    envelope: 'rule',
    sentence: 'A published project needs its texts in the default locale',
  },
  MissingRequiredAttribute: { status: 403, envelope: 'rule', sentence: 'A text of the default locale is missing' },
  RequireLicenseId: { status: 403, envelope: 'rule', sentence: 'There is no license with this id' },
  InvalidGeoJson: { status: 400, envelope: 'rule', sentence: 'A priority area is not a valid GeoJSON Polygon' },
  PROJECT_NOT_FOUND: {
    status: 404,
    envelope: 'notFound',
    sentence: 'The requested project was not found on the server.',
  },
} as const satisfies ErrorTable;
