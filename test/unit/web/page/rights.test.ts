import { describe, expect, test } from 'vitest';
import { PERMISSION, PROJECT_STATUS, ROLE, TEAM_ROLE } from '../../../../src/access/codes.js';
import { maySeeProject, type ProjectForViewer } from '../../../../src/access/project-policy.js';
import type { Viewer } from '../../../../src/access/viewer.js';
import { assertMayMap, assertMayValidate } from '../../../../src/modules/tasks/engine/action-policy.js';
import { rightsIn } from '../../../../src/web/project/rights/project-rights.js';

const TEAM = 7;

/** Which sentence of the page stands for a refusal of the server. */
const SENTENCES: Record<string, RegExp> = {
  UserNotAllowed: /^(error\.ReadOnly|rights\.list)/,
  ProjectNotPublished: /^(rights\.archived|error\.ProjectNotPublished)$/,
  'MappingNotAllowed.USER_NOT_TEAM_MEMBER': /^rights\.team\.mapping$/,
  'MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL': /^rights\.level\.mapping$/,
  ValidtionNotAllowed: /^rights\.(team|level)\.validation$/,
};

const product = <T extends Record<string, readonly unknown[]>>(axes: T): { [K in keyof T]: T[K][number] }[] =>
  Object.entries(axes).reduce<Record<string, unknown>[]>(
    (rows, [name, values]) => rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
    [{}],
  ) as { [K in keyof T]: T[K][number] }[];

const CASES = product({
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

type Case = (typeof CASES)[number];

/** The levels have other ids than ranks. */
const LEVELS = new Map([
  [31, 1],
  [12, 2],
  [13, 3],
]);

const forServer = (of: Case): [Viewer, ProjectForViewer] => [
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

const forPage = (of: Case) =>
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

function codeOf(check: () => void): string | null {
  try {
    check();
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('what the page offers in a project', () => {
  const seen = CASES.filter((of) => maySeeProject(...forServer(of)));

  test.each(['mapping', 'validation'] as const)('is what the server allows: %s', (work) => {
    const assertMay = work === 'mapping' ? assertMayMap : assertMayValidate;
    const reasons = new Set<string | null>();
    for (const of of seen) {
      const code = codeOf(() => assertMay(...forServer(of), false));
      const reason = forPage(of)[work];
      reasons.add(reason);
      if (code === null) expect(reason, JSON.stringify(of)).toBeNull();
      else expect(reason, JSON.stringify(of)).toMatch(SENTENCES[code]!);
    }
    expect(seen.length).toBeGreaterThan(1000);
    expect(reasons.size).toBeGreaterThanOrEqual(work === 'mapping' ? 4 : 6);
  });
});
