import { DomainError } from '../errors/errors.js';
import { isAdmin, isBlocked, type Viewer } from './viewer.js';

/** An organisation and its relation to one viewer. */
export interface OrganisationForViewer {
  id: number;
  /** Whether the viewer has a row as its manager. */
  manages: boolean;
}

/** Whether the viewer is an admin or a manager of the organisation. A blocked user manages nothing. */
export const managesOrganisation = (
  viewer: Pick<Viewer, 'role'>,
  organisation: Pick<OrganisationForViewer, 'manages'> | null,
): boolean => !isBlocked(viewer) && (isAdmin(viewer) || (organisation?.manages ?? false));

/** The error for an unknown organisation. */
export const organisationNotFound = (organisationId: number): DomainError =>
  new DomainError('ORGANISATION_NOT_FOUND', { details: { organisation_id: organisationId } });
