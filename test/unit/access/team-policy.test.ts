import { describe, expect, it } from 'vitest';
import { managesOrganisation } from '../../../src/access/organisation-policy.js';
import { findsTeam, managesTeam, seesMembers } from '../../../src/access/team-policy.js';

const ROLES = { admin: 1, plain: 0, blocked: -1 } as const;
const MEMBERSHIPS = {
  none: { function: null, active: false },
  'pending member': { function: 2, active: false },
  'pending manager': { function: 1, active: false },
  member: { function: 2, active: true },
  manager: { function: 1, active: true },
} as const;

/** For each kind of caller: m manages the team, s sees the members of a private team, f finds a private team. */
const EXPECTED: Record<string, string> = {
  'admin, none': 'msf',
  'admin, pending member': 'msf',
  'admin, pending manager': 'msf',
  'admin, member': 'msf',
  'admin, manager': 'msf',
  'admin, none, of the organisation': 'msf',
  'admin, pending member, of the organisation': 'msf',
  'admin, pending manager, of the organisation': 'msf',
  'admin, member, of the organisation': 'msf',
  'admin, manager, of the organisation': 'msf',
  'plain, none': '',
  'plain, pending member': 'f',
  'plain, pending manager': 'f',
  'plain, member': 'sf',
  'plain, manager': 'msf',
  'plain, none, of the organisation': 'msf',
  'plain, pending member, of the organisation': 'msf',
  'plain, pending manager, of the organisation': 'msf',
  'plain, member, of the organisation': 'msf',
  'plain, manager, of the organisation': 'msf',
  'blocked, none': '',
  'blocked, pending member': 'f',
  'blocked, pending manager': 'f',
  'blocked, member': 'sf',
  'blocked, manager': 'sf',
  'blocked, none, of the organisation': '',
  'blocked, pending member, of the organisation': 'f',
  'blocked, pending manager, of the organisation': 'f',
  'blocked, member, of the organisation': 'sf',
  'blocked, manager, of the organisation': 'sf',
};

const CASES = Object.entries(ROLES).flatMap(([roleName, role]) =>
  Object.entries(MEMBERSHIPS).flatMap(([name, membership]) =>
    [false, true].map((managesOrganisation) => ({
      title: `${roleName}, ${name}${managesOrganisation ? ', of the organisation' : ''}`,
      viewer: { role },
      team: { id: 1, organisationId: 1, managesOrganisation, ...membership },
    })),
  ),
);

describe('rights on a team', () => {
  it('covers every kind of caller', () => {
    expect(CASES.map(({ title }) => title).sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(CASES)('gives the rights on a private team: $title', ({ title, viewer, team }) => {
    const of = { ...team, visibility: 1 };
    const rights =
      (managesTeam(viewer, of) ? 'm' : '') + (seesMembers(viewer, of) ? 's' : '') + (findsTeam(viewer, of) ? 'f' : '');
    expect(rights).toBe(EXPECTED[title]);
  });

  it.each(CASES)('gives the rights on a public team: $title', ({ title, viewer, team }) => {
    const of = { ...team, visibility: 0 };
    expect(managesTeam(viewer, of)).toBe(EXPECTED[title]?.startsWith('m'));
    expect([seesMembers(viewer, of), findsTeam(viewer, of)]).toEqual([true, true]);
  });
});

describe('management of an organisation', () => {
  it.each([
    [1, false, true],
    [1, true, true],
    [0, false, false],
    [0, true, true],
    [-1, false, false],
    [-1, true, false],
  ])('returns for role %i, with manager row %s: %s', (role, manages, expected) => {
    expect(managesOrganisation({ role }, { manages })).toBe(expected);
  });

  it('lets only admins manage an unknown organisation', () => {
    expect([1, 0, -1].map((role) => managesOrganisation({ role }, null))).toEqual([true, false, false]);
  });
});
