import type { Context } from '../../context.js';
import { defineOperation, type Operation } from '../../http/operation.js';
import {
  campaign,
  campaignChange,
  campaignDeleted,
  campaignList,
  campaignMade,
  campaignPath,
  campaignUpdated,
  contributorMessage,
  contributorsMessaged,
  newCampaign,
} from './campaigns.schemas.js';
import {
  createCampaign,
  deleteCampaign,
  getCampaign,
  listCampaigns,
  messageContributors,
  updateCampaign,
} from './campaigns.service.js';

/** Common purposes of projects, under `/api/v2/campaigns`. */
export const campaignOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'listCampaigns',
    method: 'GET',
    path: '/',
    summary: 'All campaigns, by name',
    tag: 'campaigns',
    access: 'public',
    answers: { 200: campaignList },
    handler: () => listCampaigns(context),
  }),
  defineOperation({
    id: 'getCampaign',
    method: 'GET',
    path: '/:campaignId/',
    summary: 'One campaign',
    tag: 'campaigns',
    access: 'public',
    params: campaignPath,
    answers: { 200: campaign },
    errors: ['CAMPAIGN_NOT_FOUND'],
    handler: ({ params }) => getCampaign(context, params.campaignId),
  }),
  defineOperation({
    id: 'createCampaign',
    method: 'POST',
    path: '/',
    summary: 'Create a campaign',
    tag: 'campaigns',
    access: 'organisation:manage-any',
    blocked: 'ReadOnly',
    body: newCampaign,
    answers: { 201: campaignMade },
    errors: ['ORGANISATION_NOT_FOUND', 'NameExists'],
    handler: async ({ body }) => ({ campaignId: await createCampaign(context, body) }),
  }),
  defineOperation({
    id: 'updateCampaign',
    method: 'PATCH',
    path: '/:campaignId/',
    summary: 'Change a campaign',
    tag: 'campaigns',
    access: 'campaign:manage',
    params: campaignPath,
    body: campaignChange,
    answers: { 200: campaignUpdated },
    errors: ['NameExists'],
    handler: async ({ params, body }) => {
      await updateCampaign(context, params.campaignId, body);
      return { Success: `Campaign ${params.campaignId} updated` };
    },
  }),
  defineOperation({
    id: 'deleteCampaign',
    method: 'DELETE',
    path: '/:campaignId/',
    summary: 'Delete a campaign that no project has',
    tag: 'campaigns',
    access: 'campaign:manage',
    params: campaignPath,
    answers: { 200: campaignDeleted },
    errors: ['CAMPAIGN_IN_USE'],
    handler: async ({ params }) => {
      await deleteCampaign(context, params.campaignId);
      return { Success: 'Campaign deleted' };
    },
  }),
  defineOperation({
    id: 'messageCampaignContributors',
    method: 'POST',
    path: '/:campaignId/actions/message-contributors/',
    summary: 'Send a message to the contributors of a campaign',
    tag: 'campaigns',
    access: 'admin',
    params: campaignPath,
    body: contributorMessage,
    answers: { 200: contributorsMessaged },
    errors: ['CAMPAIGN_NOT_FOUND'],
    handler: async ({ params, body, granted }) => {
      await messageContributors(context, granted.viewer, params.campaignId, body);
      return { Success: 'Message sent successfully' };
    },
  }),
];
