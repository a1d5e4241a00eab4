import { TEAM_FUNCTION } from './codes.js';
import { isAdmin, isBlocked, type Viewer } from './viewer.js';

/** A team as it stands to one viewer. */
export interface TeamForViewer {
  id: number;
  organisationId: number;
  /** A code of `TEAM_VISIBILITY`. */
  visibility: number;
  /** Whether the viewer is a manager of the organisation that owns the team. */
  managesOrganisation: boolean;
  /** A code of `TEAM_FUNCTION`; null where the viewer is no member. */
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
