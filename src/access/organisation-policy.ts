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

/** Whether a user manages the organisation of a new project (false without one), and whether the user manages any organisation. */
export interface ProjectCreator {
  managesOrganisation: boolean;
  managesAny: boolean;
}

/** Whether the viewer may create projects at all: an admin, or a manager of any organisation. */
export const mayCreateProjects = (viewer: Pick<Viewer, 'role'>, { managesAny }: ProjectCreator): boolean =>
  managesOrganisation(viewer, { manages: managesAny });

/** Whether the viewer may create projects for the organisation. Admins may also create projects without an organisation. */
export const mayCreateProjectsFor = (viewer: Pick<Viewer, 'role'>, creator: ProjectCreator): boolean =>
  managesOrganisation(viewer, { manages: creator.managesOrganisation });

/** The error for an unknown organisation. */
export const organisationNotFound = (organisationId: number): DomainError =>
  new DomainError('ORGANISATION_NOT_FOUND', { details: { organisation_id: organisationId } });
