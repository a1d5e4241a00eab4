import type { Project } from '../../api/client.js';
import type { MessageKey } from '../../app/i18n.js';
import type { Person } from '../../app/viewer.js';

/** What the signed-in user may do in a project, by the rules of the server. The page does not offer what would be refused. */

type Facts = Pick<
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

type Who = Omit<Person, 'organisations'> & { organisations: { organisationId: number }[] };

export type Work = 'mapping' | 'validation';

/** The reason against each kind of work, as a sentence; null where it is allowed, or not known. */
export type Rights = Record<Work, MessageKey | null>;

export const EVERYTHING: Rights = { mapping: null, validation: null };

/** Roles of teams that may do the work. */
const TEAM_ROLES: Record<Work, readonly string[]> = {
  mapping: ['MAPPER', 'VALIDATOR', 'PROJECT_MANAGER'],
  validation: ['VALIDATOR', 'PROJECT_MANAGER'],
};

const REASONS = {
  mapping: { team: 'rights.team.mapping', level: 'rights.level.mapping', list: 'rights.list.mapping' },
  validation: { team: 'rights.team.validation', level: 'rights.level.validation', list: 'rights.list.validation' },
} as const satisfies Record<Work, Record<string, MessageKey>>;

const hasRole = ({ teams }: Facts, { teamIds }: Who, roles: readonly string[]): boolean =>
  teams.some(({ teamId, role }) => teamIds.has(teamId) && roles.includes(role));

const manages = (project: Facts, who: Who): boolean =>
  who.role === 'ADMIN' ||
  project.author === who.username ||
  who.organisations.some(({ organisationId }) => organisationId === project.organisation) ||
  hasRole(project, who, ['PROJECT_MANAGER']);

const requirements = (project: Facts, work: Work): { permission: string; levelId: number } =>
  work === 'mapping'
    ? { permission: project.mappingPermission, levelId: project.mappingPermissionLevelId }
    : { permission: project.validationPermission, levelId: project.validationPermissionLevelId };

function reasonAgainst(project: Facts, who: Who, work: Work): MessageKey | null {
  if (who.role === 'READ_ONLY') return 'error.ReadOnly';
  if (project.status === 'ARCHIVED') return 'rights.archived';
  if (manages(project, who)) return null;
  if (project.status === 'DRAFT') return 'error.ProjectNotPublished';
  const { permission, levelId } = requirements(project, work);
  const isInTeam = hasRole(project, who, TEAM_ROLES[work]);
  if (permission === 'TEAMS' && !isInTeam) return REASONS[work].team;
  if (who.rank < (who.ranks.get(levelId) ?? 0)) return REASONS[work].level;
  if (project.private && !isInTeam && !project.allowedUsernames.includes(who.username)) return REASONS[work].list;
  return null;
}

/** What a user may do in a project. */
export const rightsIn = (project: Facts, who: Who): Rights => ({
  mapping: reasonAgainst(project, who, 'mapping'),
  validation: reasonAgainst(project, who, 'validation'),
});
