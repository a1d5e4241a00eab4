import { PERMISSION, PROJECT_STATUS, ROLE, TEAM_ROLE } from '../../../../src/access/codes.js';
import type { ProjectForViewer } from '../../../../src/access/project-policy.js';
import type { Viewer } from '../../../../src/access/viewer.js';
import { rightsIn, type Rights } from '../../../../src/web/project/rights/project-rights.js';

const TEAM = 7;

/** All combinations of values. */
const product = <T extends Record<string, readonly unknown[]>>(axes: T): { [K in keyof T]: T[K][number] }[] =>
  Object.entries(axes).reduce<Record<string, unknown>[]>(
    (rows, [name, values]) => rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
    [{}],
  ) as { [K in keyof T]: T[K][number] }[];

/** Facts about a user and a project, in every combination. */
export const CASES = product({
  role: ['READ_ONLY', 'MAPPER', 'ADMIN'],
  status: ['ARCHIVED', 'PUBLISHED', 'DRAFT'],
  isPrivate: [false, true],
  owner: ['nobody', 'author', 'organisation'],
  teamRole: [null, 'READ_ONLY', 'MAPPER', 'VALIDATOR', 'PROJECT_MANAGER'],
  mapping: ['ANY', 'TEAMS'],
  validation: ['ANY', 'TEAMS'],
  rank: [1, 3],
  isListed: [false, true],
} as const);

export type Case = (typeof CASES)[number];

/** The levels have other ids than ranks. */
const LEVELS = new Map([
  [31, 1],
  [12, 2],
  [13, 3],
]);

/** The facts in the form of the server. */
export const forServer = (of: Case): [Viewer, ProjectForViewer] => [
  { id: 5, username: 'ann', role: ROLE[of.role], level: of.rank } as Viewer,
  {
    id: 1,
    status: PROJECT_STATUS[of.status],
    private: of.isPrivate,
    authorId: of.owner === 'author' ? 5 : 6,
    organisationId: 9,
    defaultLocale: 'en',
    mappingPermission: PERMISSION[of.mapping],
    validationPermission: PERMISSION[of.validation],
    mappingLevel: 1,
    validationLevel: 2,
    licenceAccepted: true,
    managesOrganisation: of.owner === 'organisation',
    onAllowedList: of.isListed,
    teamRoles: of.teamRole === null ? [] : [TEAM_ROLE[of.teamRole]],
  },
];

/** The rights of the user by the rules of the page. */
export const pageRights = (of: Case): Rights =>
  rightsIn(
    {
      status: of.status,
      private: of.isPrivate,
      author: of.owner === 'author' ? 'ann' : 'bob',
      organisation: 9,
      mappingPermission: of.mapping,
      validationPermission: of.validation,
      mappingPermissionLevelId: 31,
      validationPermissionLevelId: 12,
      allowedUsernames: of.isListed ? ['ann', 'bob'] : ['bob'],
      teams: [{ teamId: TEAM, name: 'Team', role: of.teamRole ?? 'MAPPER' }],
    },
    {
      id: 5,
      username: 'ann',
      role: of.role,
      rank: of.rank,
      organisations: [{ organisationId: of.owner === 'organisation' ? 9 : 8 }],
      teamIds: new Set(of.teamRole === null ? [8] : [TEAM]),
      ranks: LEVELS,
    },
  );

/** The code of the error that a rule of the server throws; null if it throws none. */
export function codeOf(check: () => unknown): string | null {
  try {
    check();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
}
