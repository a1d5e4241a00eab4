import { JOIN_METHOD, nameOfCode, TEAM_FUNCTION, TEAM_ROLE, TEAM_VISIBILITY } from '../../access/codes.js';
import { seesMembers, teamNotFound, type TeamForViewer } from '../../access/team-policy.js';
import { isAdmin, type Viewer } from '../../access/viewer.js';
import type { Context } from '../../context.js';
import { findMembers, findShownTeam, findTeamProjects, type MemberRow } from './teams.repository.js';

const memberOf = ({ userId: _, ...member }: MemberRow) => ({
  ...member,
  function: nameOfCode(TEAM_FUNCTION, member.function),
});

/**
 * A team with its members and projects. In a private team, viewers other than active members and managers see at most their
 * own membership. Projects that the viewer may not see are left out.
 * @throws DomainError TEAM_NOT_FOUND
 */
export async function getTeam(
  { database: { db } }: Context,
  { viewer, team }: { viewer: Viewer; team: TeamForViewer },
  omitLists: boolean,
) {
  const [row, members, projects] = await Promise.all([
    findShownTeam(db, team.id, viewer.id),
    omitLists ? [] : findMembers(db, team.id),
    omitLists ? [] : findTeamProjects(db, team.id, viewer),
  ]);
  if (!row) throw teamNotFound(team.id);
  const shown = members.filter(({ userId }) => userId === viewer.id || seesMembers(viewer, team));
  return {
    teamId: row.id,
    organisation_id: row.organisationId,
    organisation: row.organisation,
    organisationSlug: row.organisationSlug,
    name: row.name,
    logo: row.logo,
    description: row.description,
    joinMethod: nameOfCode(JOIN_METHOD, row.joinMethod),
    visibility: nameOfCode(TEAM_VISIBILITY, row.visibility),
    is_org_admin: row.isOrgAdmin,
    is_general_admin: isAdmin(viewer),
    members: shown.map(memberOf),
    team_projects: projects.map(({ projectId, name, role }) => ({
      project_name: name,
      project_id: projectId,
      role: nameOfCode(TEAM_ROLE, role),
    })),
  };
}
