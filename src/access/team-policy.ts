import { DomainError } from '../errors/errors.js';
import { TEAM_FUNCTION, TEAM_VISIBILITY } from './codes.js';
import { isAdmin, isBlocked, type Viewer } from './viewer.js';

/** A team and its relation to one viewer. */
export interface TeamForViewer {
  id: number;
  organisationId: number;
  /** A code of `TEAM_VISIBILITY`. */
  visibility: number;
  /** Whether the viewer is a manager of the organisation that owns the team. */
  managesOrganisation: boolean;
  /** A code of `TEAM_FUNCTION`; null if the viewer is not a member. */
  function: number | null;
  /** Whether the viewer is an active member. A pending member has no rights. */
  active: boolean;
}

/**
 * Whether the viewer may manage the team: an admin, an active member with the function MANAGER, or a manager of the
 * organisation that owns the team. A blocked user manages nothing.
 */
export const managesTeam = (viewer: Pick<Viewer, 'role'>, team: TeamForViewer): boolean =>
  !isBlocked(viewer) &&
  (isAdmin(viewer) || team.managesOrganisation || (team.active && team.function === TEAM_FUNCTION.MANAGER));

/**
 * Whether a list of teams for the viewer includes the team. A public team is in every list. A private team is in the lists of
 * its members (pending members too), of admins, and of managers of the organisation.
 */
export const findsTeam = (viewer: Pick<Viewer, 'role'>, team: TeamForViewer): boolean =>
  team.visibility === TEAM_VISIBILITY.PUBLIC || team.function !== null || managesTeam(viewer, team);

/** Whether the viewer may see the members of the team. In a private team, other users see at most their own membership. */
export const seesMembers = (viewer: Pick<Viewer, 'role'>, team: TeamForViewer): boolean =>
  team.visibility === TEAM_VISIBILITY.PUBLIC || team.active || managesTeam(viewer, team);

/** The error for an unknown team. */
export const teamNotFound = (teamId: number): DomainError =>
  new DomainError('TEAM_NOT_FOUND', { details: { team_id: teamId } });
