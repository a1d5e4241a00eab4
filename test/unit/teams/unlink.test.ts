import { describe, expect, it } from 'vitest';
import { unlinkRefusal } from '../../../src/modules/teams/projects/unlink.rules.js';

const project = { id: 7, mapping: 2, validation: 2 };
const role = (teamId: number, role: number) => ({ projectId: 7, teamId, role });

describe('taking teams out of a project', () => {
  it.each([
    ['the only managing team', [role(1, 2)], [1], 'ProjectManagementPermissionError'],
    ['one of two managing teams', [role(1, 2), role(2, 2)], [1], null],
    ['both managing teams at once', [role(1, 2), role(2, 2)], [1, 2], 'ProjectManagementPermissionError'],
    ['the only mapping team', [role(1, 0), role(2, 2)], [1], 'TeamMappingPermissionError'],
    ['the only validating team', [role(1, 1), role(2, 2)], [1], 'TeamValidationPermissionError'],
    ['a team that may only read', [role(1, -1), role(2, 2)], [1], null],
    [
      'a team with two roles, one of them the only one',
      [role(1, 1), role(1, 0), role(2, 0)],
      [1],
      'TeamValidationPermissionError',
    ],
  ])('checks the remaining teams: %s', (_title, roles, leaving, expected) => {
    expect(unlinkRefusal(project, roles, new Set(leaving))).toBe(expected);
  });

  it('needs no mapping or validating team when everybody may map and validate', () => {
    const open = { ...project, mapping: 0, validation: 0 };
    expect(unlinkRefusal(open, [role(1, 0), role(1, 1)], new Set([1]))).toBeNull();
  });
});
