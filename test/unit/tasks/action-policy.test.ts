import { describe, expect, it } from 'vitest';
import { DomainError } from '../../../src/errors/errors.js';
import { managesProject, maySeeProject, type ProjectForViewer } from '../../../src/access/project-policy.js';
import { PROJECT_STATUS, ROLE, TEAM_ROLE } from '../../../src/access/codes.js';
import type { Viewer } from '../../../src/access/viewer.js';
import { assertMayMap } from '../../../src/modules/tasks/engine/action-policy.js';

const mapper: Viewer = { id: 5, username: 'ann', role: ROLE.MAPPER, level: 1, version: '1' };

const project = (values: Partial<ProjectForViewer> = {}): ProjectForViewer => ({
  id: 1,
  status: PROJECT_STATUS.PUBLISHED,
  private: false,
  authorId: 99,
  organisationId: null,
  defaultLocale: 'en',
  mappingPermission: 0,
  validationPermission: 0,
  mappingLevel: 1,
  validationLevel: 1,
  licenceAccepted: true,
  managesOrganisation: false,
  onAllowedList: false,
  teamRoles: [],
  ...values,
});

/** The code with which mapping is refused, or null. */
function refusal(values: Partial<ProjectForViewer>, actor: Partial<Viewer> = {}, holds = false): string | null {
  try {
    assertMayMap({ ...mapper, ...actor }, project(values), holds);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

describe('management of a project', () => {
  it.each([
    ['an admin', { role: ROLE.ADMIN }, {}, true],
    ['the author', {}, { authorId: 5 }, true],
    ['a manager of the organisation', {}, { managesOrganisation: true }, true],
    ['a member of a managing team', {}, { teamRoles: [TEAM_ROLE.PROJECT_MANAGER] }, true],
    ['a member of another team', {}, { teamRoles: [TEAM_ROLE.VALIDATOR, TEAM_ROLE.MAPPER] }, false],
    ['somebody on the allowed list', {}, { onAllowedList: true }, false],
    ['a blocked user', { role: ROLE.READ_ONLY }, {}, false],
    ['anybody else', {}, {}, false],
  ])('is decided by role: %s', (_who, actor, values, manages) => {
    expect(managesProject({ ...mapper, ...actor }, project(values))).toBe(manages);
  });
});

describe('reading a project', () => {
  it('allows everybody on a published or archived project', () => {
    expect(maySeeProject(null, project())).toBe(true);
    expect(maySeeProject(null, project({ status: PROJECT_STATUS.ARCHIVED }))).toBe(true);
  });

  it('allows managers, teams and the allowed list on a private project', () => {
    expect(maySeeProject(null, project({ private: true }))).toBe(false);
    expect(maySeeProject(mapper, project({ private: true }))).toBe(false);
    expect(maySeeProject(mapper, project({ private: true, teamRoles: [TEAM_ROLE.READ_ONLY] }))).toBe(false);
    for (const values of [{ onAllowedList: true }, { teamRoles: [TEAM_ROLE.MAPPER] }, { authorId: 5 }])
      expect(maySeeProject(mapper, project({ private: true, ...values }))).toBe(true);
  });

  it('allows managers only on a draft', () => {
    const draft = { status: PROJECT_STATUS.DRAFT };
    expect(maySeeProject(null, project(draft))).toBe(false);
    expect(maySeeProject(mapper, project({ ...draft, onAllowedList: true, teamRoles: [TEAM_ROLE.MAPPER] }))).toBe(
      false,
    );
    expect(maySeeProject(mapper, project({ ...draft, teamRoles: [TEAM_ROLE.PROJECT_MANAGER] }))).toBe(true);
  });
});

describe('reasons against mapping', () => {
  /** Each reason, in the order in which the contract looks at them. All may hold at once. */
  const reasons: [string, { project?: Partial<ProjectForViewer>; actor?: Partial<Viewer>; holds?: boolean }][] = [
    ['UserNotAllowed', { actor: { role: ROLE.READ_ONLY } }],
    ['UserLicenseError', { project: { licenceAccepted: false } }],
    ['ProjectNotPublished', { project: { status: PROJECT_STATUS.DRAFT } }],
    ['MappingNotAllowed.USER_NOT_TEAM_MEMBER', { project: { mappingPermission: 2 } }],
    ['MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL', { project: { mappingLevel: 2 } }],
    ['UserAlreadyHasTaskLocked', { holds: true }],
    ['UserNotAllowed', { project: { private: true } }],
  ];

  it('are absent on a public project', () => expect(refusal({})).toBeNull());

  it.each(reasons)('refuse one by one: %s', (code, { project: values = {}, actor, holds }) => {
    expect(refusal(values, actor, holds)).toBe(code);
  });

  it('are returned in their order', () => {
    for (let first = 0; first < reasons.length; first++)
      for (let second = first + 1; second < reasons.length; second++) {
        const [code, one] = reasons[first] as (typeof reasons)[number];
        const [, other] = reasons[second] as (typeof reasons)[number];
        const both = refusal(
          { ...other.project, ...one.project },
          { ...other.actor, ...one.actor },
          one.holds ?? other.holds ?? false,
        );
        expect(both, `reasons ${first} and ${second}`).toBe(code);
      }
  });

  it('refuse even managers on an archived project', () => {
    const archived = { status: PROJECT_STATUS.ARCHIVED };
    expect(refusal(archived)).toBe('ProjectNotPublished');
    expect(refusal(archived, { role: ROLE.ADMIN })).toBe('ProjectNotPublished');
    expect(refusal({ ...archived, authorId: 5 })).toBe('ProjectNotPublished');
  });

  it('exclude draft, team, level and privacy for a manager', () => {
    const closed = { status: PROJECT_STATUS.DRAFT, mappingPermission: 2, mappingLevel: 3, private: true };
    expect(refusal(closed, { role: ROLE.ADMIN })).toBeNull();
    expect(refusal({ ...closed, authorId: 5 })).toBeNull();
    expect(refusal({ ...closed, managesOrganisation: true })).toBeNull();
    expect(refusal({ ...closed, teamRoles: [TEAM_ROLE.PROJECT_MANAGER] })).toBeNull();
  });

  it('include licence and held locks for a manager', () => {
    expect(refusal({ licenceAccepted: false }, { role: ROLE.ADMIN })).toBe('UserLicenseError');
    expect(refusal({}, { role: ROLE.ADMIN }, true)).toBe('UserAlreadyHasTaskLocked');
  });

  it.each([TEAM_ROLE.MAPPER, TEAM_ROLE.VALIDATOR, TEAM_ROLE.PROJECT_MANAGER])(
    'exclude teams for a member with role %i',
    (role) => {
      expect(refusal({ mappingPermission: 2, private: true, teamRoles: [role] })).toBeNull();
    },
  );

  it('include teams for a member of a read-only team', () => {
    expect(refusal({ mappingPermission: 2, teamRoles: [TEAM_ROLE.READ_ONLY] })).toBe(
      'MappingNotAllowed.USER_NOT_TEAM_MEMBER',
    );
    expect(refusal({ private: true, teamRoles: [TEAM_ROLE.READ_ONLY] })).toBe('UserNotAllowed');
  });

  it('exclude privacy, but not teams, for a user on the allowed list', () => {
    expect(refusal({ private: true, onAllowedList: true })).toBeNull();
    expect(refusal({ mappingPermission: 2, onAllowedList: true })).toBe('MappingNotAllowed.USER_NOT_TEAM_MEMBER');
  });

  it('exclude the level when it is reached', () => {
    expect(refusal({ mappingLevel: 2 }, { level: 2 })).toBeNull();
    expect(refusal({ mappingLevel: 2 }, { level: 3 })).toBeNull();
  });
});
