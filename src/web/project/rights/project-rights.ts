import type { Project } from '../../api/client.js';
import type { MessageKey } from '../../app/i18n.js';
import type { Viewer } from '../../app/viewer.js';

/**
 * What the viewer may do in a project. The rules are those of the server, so that the page offers no action that the server
 * refuses. A test compares them with the rules of the server for every combination of facts.
 */

/** The facts about a project that the rules need. */
type ProjectFacts = Pick<
  Project,
  | 'allowedUsernames'
  | 'author'
  | 'mappingPermission'
  | 'mappingPermissionLevelId'
  | 'organisation'
  | 'private'
  | 'status'
  | 'teams'
  | 'validationPermission'
  | 'validationPermissionLevelId'
>;

/** The facts about the viewer that the rules need. */
type ViewerFacts = Omit<Viewer, 'organisations'> & { organisations: { organisationId: number }[] };

export type Work = 'mapping' | 'validation';

/** For each kind of work the sentence that says why it is not allowed; null if it is allowed. */
export type Rights = Record<Work, MessageKey | null>;

/** The rights before the project and the viewer are loaded. */
export const NO_RESTRICTIONS: Rights = { mapping: null, validation: null };

/** The roles of teams whose members may do the work. */
const TEAM_ROLES: Record<Work, readonly string[]> = {
  mapping: ['MAPPER', 'VALIDATOR', 'PROJECT_MANAGER'],
  validation: ['VALIDATOR', 'PROJECT_MANAGER'],
};

const REASONS = {
  mapping: { team: 'rights.team.mapping', level: 'rights.level.mapping', list: 'rights.list.mapping' },
  validation: { team: 'rights.team.validation', level: 'rights.level.validation', list: 'rights.list.validation' },
} as const satisfies Record<Work, Record<string, MessageKey>>;

const hasTeamRole = ({ teams }: ProjectFacts, { teamIds }: ViewerFacts, roles: readonly string[]): boolean =>
  teams.some(({ teamId, role }) => teamIds.has(teamId) && roles.includes(role));

const managesProject = (project: ProjectFacts, viewer: ViewerFacts): boolean =>
  viewer.role === 'ADMIN' ||
  project.author === viewer.username ||
  viewer.organisations.some(({ organisationId }) => organisationId === project.organisation) ||
  hasTeamRole(project, viewer, ['PROJECT_MANAGER']);

const requirements = (project: ProjectFacts, work: Work): { permission: string; levelId: number } =>
  work === 'mapping'
    ? { permission: project.mappingPermission, levelId: project.mappingPermissionLevelId }
    : { permission: project.validationPermission, levelId: project.validationPermissionLevelId };

function reasonAgainst(project: ProjectFacts, viewer: ViewerFacts, work: Work): MessageKey | null {
  if (viewer.role === 'READ_ONLY') return 'error.ReadOnly';
  if (project.status === 'ARCHIVED') return 'rights.archived';
  if (managesProject(project, viewer)) return null;
  if (project.status === 'DRAFT') return 'error.ProjectNotPublished';
  const { permission, levelId } = requirements(project, work);
  const isInTeam = hasTeamRole(project, viewer, TEAM_ROLES[work]);
  if (permission === 'TEAMS' && !isInTeam) return REASONS[work].team;
  if (viewer.rank < (viewer.ranks.get(levelId) ?? 0)) return REASONS[work].level;
  if (project.private && !isInTeam && !project.allowedUsernames.includes(viewer.username)) return REASONS[work].list;
  return null;
}

/** The rights of the viewer in a project. */
export const rightsIn = (project: ProjectFacts, viewer: ViewerFacts): Rights => ({
  mapping: reasonAgainst(project, viewer, 'mapping'),
  validation: reasonAgainst(project, viewer, 'validation'),
});
