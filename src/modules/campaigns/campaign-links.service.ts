import { organisationNotFound } from '../../access/organisation-policy.js';
import type { Context } from '../../context.js';
import { inModelTransaction } from '../../db/transaction.js';
import { DomainError } from '../../errors/errors.js';
import { isKnownOrganisation } from '../organisations/organisation-reads.service.js';
import {
  findCampaignsOfOrganisation,
  findCampaignsOfProject,
  lockOrganisations,
  linkOrganisations,
  linkProject,
  lockCampaign,
  unlinkOrganisation,
  unlinkProject,
} from './campaigns.repository.js';
import { campaignNotFound } from './campaigns.service.js';

/** The campaigns of an organisation. @throws DomainError ORGANISATION_NOT_FOUND */
export async function listOrganisationCampaigns(context: Context, organisationId: number) {
  if (!(await isKnownOrganisation(context, organisationId))) throw organisationNotFound(organisationId);
  return { campaigns: await findCampaignsOfOrganisation(context.database.db, organisationId) };
}

/** The campaigns of a project, each once. */
export const listProjectCampaigns = async ({ database }: Context, projectId: number) => ({
  campaigns: await findCampaignsOfProject(database.db, projectId),
});

/**
 * Assigns a campaign to an organisation.
 * @throws DomainError CAMPAIGN_NOT_FOUND, ORGANISATION_NOT_FOUND, CampaignAlreadyAssigned
 */
export const assignToOrganisation = (
  { database }: Context,
  campaignId: number,
  organisationId: number,
): Promise<void> =>
  inModelTransaction(database, async (tx) => {
    if ((await lockOrganisations(tx, [organisationId])).length === 0) throw organisationNotFound(organisationId);
    if (!(await lockCampaign(tx, campaignId))) throw campaignNotFound(campaignId);
    if ((await linkOrganisations(tx, campaignId, [organisationId])) === 0)
      throw new DomainError('CampaignAlreadyAssigned', {
        sentence: `Campaign ${campaignId} is already assigned to organisation ${organisationId}.`,
      });
  });

/** Removes a campaign from an organisation. @throws DomainError CAMPAIGN_NOT_FOUND, ORGANISATION_CAMPAIGN_NOT_FOUND */
export const removeFromOrganisation = (
  { database }: Context,
  campaignId: number,
  organisationId: number,
): Promise<void> =>
  inModelTransaction(database, async (tx) => {
    if (!(await lockCampaign(tx, campaignId))) throw campaignNotFound(campaignId);
    if ((await unlinkOrganisation(tx, campaignId, organisationId)) === 0)
      throw new DomainError('ORGANISATION_CAMPAIGN_NOT_FOUND', {
        details: { campaign_id: campaignId, organisation_id: organisationId },
      });
  });

/** Assigns a campaign to a project. @throws DomainError CAMPAIGN_NOT_FOUND, CampaignAssignmentError */
export const assignToProject = ({ database }: Context, campaignId: number, projectId: number): Promise<void> =>
  inModelTransaction(database, async (tx) => {
    if (!(await lockCampaign(tx, campaignId))) throw campaignNotFound(campaignId);
    if ((await linkProject(tx, campaignId, projectId)) === 0) throw new DomainError('CampaignAssignmentError');
  });

/** Removes a campaign from a project. @throws DomainError CAMPAIGN_NOT_FOUND, PROJECT_CAMPAIGN_NOT_FOUND */
export const removeFromProject = ({ database }: Context, campaignId: number, projectId: number): Promise<void> =>
  inModelTransaction(database, async (tx) => {
    if (!(await lockCampaign(tx, campaignId))) throw campaignNotFound(campaignId);
    if ((await unlinkProject(tx, campaignId, projectId)) === 0)
      throw new DomainError('PROJECT_CAMPAIGN_NOT_FOUND', {
        details: { campaign_id: campaignId, project_id: projectId },
      });
  });
