import type { Context } from '../../context.js';
import { defineOperation, type Operation } from '../../http/operation.js';
import { projectPath } from '../../http/schemas/schemas.js';
import {
  assignToOrganisation,
  assignToProject,
  listOrganisationCampaigns,
  listProjectCampaigns,
  removeFromOrganisation,
  removeFromProject,
} from './campaign-links.service.js';
import {
  campaignList,
  organisationAssigned,
  organisationCampaignPath,
  organisationPath,
  organisationUnassigned,
  projectAssigned,
  projectCampaignPath,
  projectUnassigned,
} from './campaigns.schemas.js';

/** The campaigns of an organisation, under `/api/v2/organisations`. */
export const organisationCampaignOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'listOrganisationCampaigns',
    method: 'GET',
    path: '/:organisationId/campaigns/',
    summary: 'The campaigns of an organisation',
    tag: 'campaigns',
    access: 'public',
    params: organisationPath,
    answers: { 200: campaignList },
    errors: ['ORGANISATION_NOT_FOUND'],
    handler: ({ params }) => listOrganisationCampaigns(context, params.organisationId),
  }),
  defineOperation({
    id: 'assignOrganisationCampaign',
    method: 'POST',
    path: '/:organisationId/campaigns/:campaignId/',
    summary: 'Assign a campaign to an organisation',
    tag: 'campaigns',
    access: 'organisation:manage',
    refusal: 'UserNotPermitted',
    params: organisationCampaignPath,
    answers: { 200: organisationAssigned },
    errors: ['CAMPAIGN_NOT_FOUND', 'CampaignAlreadyAssigned'],
    handler: async ({ params: { organisationId, campaignId } }) => {
      await assignToOrganisation(context, campaignId, organisationId);
      return { Success: `campaign with id ${campaignId} assigned for organisation with id ${organisationId}` };
    },
  }),
  defineOperation({
    id: 'removeOrganisationCampaign',
    method: 'DELETE',
    path: '/:organisationId/campaigns/:campaignId/',
    summary: 'Remove a campaign from an organisation',
    tag: 'campaigns',
    access: 'organisation:manage',
    refusal: 'UserNotPermitted',
    params: organisationCampaignPath,
    answers: { 200: organisationUnassigned },
    errors: ['CAMPAIGN_NOT_FOUND', 'ORGANISATION_CAMPAIGN_NOT_FOUND'],
    handler: async ({ params: { organisationId, campaignId } }) => {
      await removeFromOrganisation(context, campaignId, organisationId);
      return { Success: 'Organisation and campaign unassociated successfully' };
    },
  }),
];

/** The campaigns of a project, under `/api/v2/projects`. */
export const projectCampaignOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'listProjectCampaigns',
    method: 'GET',
    path: '/:projectId/campaigns/',
    summary: 'The campaigns of a project',
    tag: 'campaigns',
    access: 'project:read',
    params: projectPath,
    answers: { 200: campaignList },
    handler: ({ params }) => listProjectCampaigns(context, params.projectId),
  }),
  defineOperation({
    id: 'assignProjectCampaign',
    method: 'POST',
    path: '/:projectId/campaigns/:campaignId/',
    summary: 'Assign a campaign to a project',
    tag: 'campaigns',
    access: 'project:edit',
    blocked: 'ReadOnly',
    params: projectCampaignPath,
    answers: { 200: projectAssigned },
    errors: ['CAMPAIGN_NOT_FOUND', 'CampaignAssignmentError'],
    handler: async ({ params: { projectId, campaignId } }) => {
      await assignToProject(context, campaignId, projectId);
      return { Success: `campaign with id ${campaignId} assigned successfully for project with id ${projectId}` };
    },
  }),
  defineOperation({
    id: 'removeProjectCampaign',
    method: 'DELETE',
    path: '/:projectId/campaigns/:campaignId/',
    summary: 'Remove a campaign from a project',
    tag: 'campaigns',
    access: 'project:edit',
    blocked: 'ReadOnly',
    params: projectCampaignPath,
    answers: { 200: projectUnassigned },
    errors: ['CAMPAIGN_NOT_FOUND', 'PROJECT_CAMPAIGN_NOT_FOUND'],
    handler: async ({ params: { projectId, campaignId } }) => {
      await removeFromProject(context, campaignId, projectId);
      return { Success: 'Campaigns Deleted' };
    },
  }),
];
