import { LEVELS } from './factory.js';

/**
 * Everything that the contract makes it depend on who may do what, and its answers ("May map", "May validate", "Manager",
 * "may see"): written from the contract's text, sharing no code with the server.
 */
export const FACTORS = {
  role: ['MAPPER', 'ADMIN', 'BLOCKED'],
  level: ['BEGINNER', 'INTERMEDIATE', 'ADVANCED'],
  relation: ['none', 'author', 'organisation manager'],
  team: ['none', 'READ_ONLY', 'MAPPER', 'VALIDATOR', 'PROJECT_MANAGER'],
  active: [true, false],
  allowed: [false, true],
  licence: ['none', 'accepted', 'not accepted'],
  status: ['PUBLISHED', 'DRAFT', 'ARCHIVED'],
  private: [false, true],
  mappingPermission: ['ANY', 'TEAMS'],
  mappingLevel: ['BEGINNER', 'INTERMEDIATE', 'ADVANCED'],
  validationPermission: ['ANY', 'TEAMS'],
  validationLevel: ['BEGINNER', 'INTERMEDIATE', 'ADVANCED'],
  holds: ['nothing', 'for mapping'],
} as const;

export type Case = { -readonly [F in keyof typeof FACTORS]: (typeof FACTORS)[F][number] };

export const PLAIN: Case = {
  role: 'MAPPER',
  level: 'BEGINNER',
  relation: 'none',
  team: 'none',
  active: true,
  allowed: false,
  licence: 'none',
  status: 'PUBLISHED',
  private: false,
  mappingPermission: 'ANY',
  mappingLevel: 'BEGINNER',
  validationPermission: 'ANY',
  validationLevel: 'BEGINNER',
  holds: 'nothing',
};

/** Manager of the project. A blocked user manages nothing. */
export const managesProject = (c: Case): boolean =>
  c.role === 'ADMIN' || (c.role !== 'BLOCKED' && (c.relation !== 'none' || (c.team === 'PROJECT_MANAGER' && c.active)));

/** The code with which mapping or validating is refused, or `ok`. */
export function may(c: Case, what: 'map' | 'validate'): string {
  const roles = what === 'map' ? ['MAPPER', 'VALIDATOR', 'PROJECT_MANAGER'] : ['VALIDATOR', 'PROJECT_MANAGER'];
  const permission = what === 'map' ? c.mappingPermission : c.validationPermission;
  const level = LEVELS[what === 'map' ? c.mappingLevel : c.validationLevel];
  const inTeam = c.active && roles.includes(c.team);
  if (c.role === 'BLOCKED') return 'UserNotAllowed';
  if (c.licence === 'not accepted') return 'UserLicenseError';
  if (c.status === 'ARCHIVED') return 'ProjectNotPublished';
  if (c.status === 'DRAFT' && !managesProject(c)) return 'ProjectNotPublished';
  if (!managesProject(c) && permission === 'TEAMS' && !inTeam)
    return what === 'map' ? 'MappingNotAllowed.USER_NOT_TEAM_MEMBER' : 'ValidtionNotAllowed';
  if (!managesProject(c) && LEVELS[c.level] < level)
    return what === 'map' ? 'MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL' : 'ValidtionNotAllowed';
  if (c.holds !== 'nothing') return 'UserAlreadyHasTaskLocked';
  if (c.private && !managesProject(c) && !c.allowed && !inTeam) return 'UserNotAllowed';
  return 'ok';
}

/** The same for seeing the project. */
export function maySeeProject(c: Case): string {
  if (managesProject(c)) return 'ok';
  if (c.status === 'DRAFT') return 'PrivateProject';
  const inTeam = c.active && ['MAPPER', 'VALIDATOR', 'PROJECT_MANAGER'].includes(c.team);
  return c.private && !c.allowed && !inTeam ? 'PrivateProject' : 'ok';
}
