import { DomainError } from '../../errors/errors.js';
import { isCampaign, readOrganisationFor, type Manager } from '../access.repository.js';
import {
  adminOnly,
  idIn,
  managerOf,
  refuse,
  SIGNED_IN,
  viewerOf,
  type AccessRequest,
  type AccessRules,
  type Grants,
} from './access-request.js';
import { managesOrganisation, organisationNotFound } from '../organisation-policy.js';
import { isAdmin, isBlocked, type Viewer } from '../viewer.js';

async function organisationFor(request: AccessRequest): Promise<Grants['organisation:manage']> {
  const viewer = await viewerOf(request);
  const organisationId = idIn(request.params, 'organisationId');
  const organisation = await readOrganisationFor(request.db, organisationId, viewer.id);
  // Other users get the same refusal for an unknown organisation. Only admins get 404.
  if (!managesOrganisation(viewer, organisation)) refuse(request, viewer);
  if (!organisation) throw organisationNotFound(organisationId);
  return { viewer, organisation };
}

/** Accepts admins and managers of any organisation who are not blocked. */
function assertManages(request: AccessRequest, { manages, ...viewer }: Manager): { viewer: Viewer } {
  if (isBlocked(viewer) || !(isAdmin(viewer) || manages)) refuse(request, viewer);
  return { viewer };
}

async function campaignFor(request: AccessRequest): Promise<{ viewer: Viewer }> {
  const manager = await managerOf(request);
  const campaignId = idIn(request.params, 'campaignId');
  if (!(await isCampaign(request.db, campaignId)))
    throw new DomainError('CAMPAIGN_NOT_FOUND', { details: { campaign_id: campaignId } });
  return assertManages(request, manager);
}

async function partnerReader(request: AccessRequest): Promise<Grants['partner:read']> {
  if (/^\d+$/.test(String(request.params.partnerId))) return adminOnly(request);
  return { viewer: null };
}

/** Access to organisations, campaigns and partners. */
export const ORGANISATION_ACCESS: AccessRules<
  'organisation:manage-any' | 'organisation:manage' | 'campaign:manage' | 'partner:read'
> = {
  'organisation:manage-any': {
    session: 'required',
    who: 'Admins and managers of any organisation.',
    refusal: 'UserNotPermitted',
    errors: SIGNED_IN,
    check: async (request) => assertManages(request, await managerOf(request)),
  },
  'organisation:manage': {
    session: 'required',
    who: 'Admins and managers of the organisation.',
    refusal: 'UserNotOrgAdmin',
    blocked: 'ReadOnly',
    errors: [...SIGNED_IN, 'ORGANISATION_NOT_FOUND'],
    check: organisationFor,
  },
  'campaign:manage': {
    session: 'required',
    who: 'Admins and managers of any organisation.',
    refusal: 'UserNotPermitted',
    blocked: 'ReadOnly',
    errors: [...SIGNED_IN, 'CAMPAIGN_NOT_FOUND'],
    check: campaignFor,
  },
  'partner:read': {
    session: 'optional',
    who: 'Everybody by permalink. Admins by id.',
    refusal: 'OnlyAdminAccess',
    errors: ['InvalidToken', ...SIGNED_IN],
    check: partnerReader,
  },
};
