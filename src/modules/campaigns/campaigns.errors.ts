import type { ErrorTable } from '../../errors/error-table.js';

/** Refusals about campaigns. */
export const CAMPAIGN_ERRORS = {
  CAMPAIGN_NOT_FOUND: {
    status: 404,
    envelope: 'notFound',
    sentence: 'The requested campaign was not found on the server.',
  },
  CAMPAIGN_IN_USE: { status: 409, envelope: 'notFound', sentence: 'A project has the campaign' },
  CampaignAlreadyAssigned: { status: 400, envelope: 'rule', sentence: 'The organisation has the campaign already' },
  CampaignAssignmentError: { status: 400, envelope: 'rule', sentence: 'Project is already assigned to this campaign' },
  ORGANISATION_CAMPAIGN_NOT_FOUND: {
    status: 404,
    envelope: 'notFound',
    sentence: 'The organisation does not have the campaign.',
  },
  PROJECT_CAMPAIGN_NOT_FOUND: {
    status: 404,
    envelope: 'notFound',
    sentence: 'The project does not have the campaign.',
  },
} as const satisfies ErrorTable;
