import { describe, expect, it } from 'vitest';
import { DomainError } from '../../../src/errors/errors.js';
import { managesProject, maySeeProject, type ProjectForViewer } from '../../../src/access/project-policy.js';
import type { Viewer } from '../../../src/access/viewer.js';
import { assertMayMap, assertMayValidate, mayValidate } from '../../../src/modules/tasks/engine/action-policy.js';
import { LEVELS, PERMISSIONS, PROJECT_STATUSES, ROLES, TEAM_ROLES } from '../../support/factory.js';
import * as oracle from '../../support/permission-oracle.js';
import { FACTORS, PLAIN, type Case } from '../../support/permission-oracle.js';

/**
 * Every combination of what it depends on who may do what, against the contract's text. That each action asks for the right it
 * should, and that the database's rows become these facts, is in test/integration/tasks/permissions.test.ts.
 */

const VALIDATING = ['validationPermission', 'validationLevel'] as const;
const MAPPING = ['mappingPermission', 'mappingLevel'] as const;

/** The whole product of the factors, but for those named, which stay as they are in a plain project. */
function* product(without: readonly (keyof Case)[]): Generator<Case> {
  const names = (Object.keys(FACTORS) as (keyof Case)[]).filter((name) => !without.includes(name));
  const count = names.reduce((n, name) => n * FACTORS[name].length, 1);
  for (let i = 0; i < count; i++) {
    const one: Record<string, unknown> = { ...PLAIN };
    let rest = i;
    for (const name of names) {
      one[name] = FACTORS[name][rest % FACTORS[name].length];
      rest = Math.floor(rest / FACTORS[name].length);
    }
    yield one as Case;
  }
}

const ACTOR_ID = 5;

const actorOf = (c: Case): Viewer => ({
  id: ACTOR_ID,
  username: 'ann',
  role: ROLES[c.role],
  level: LEVELS[c.level],
  version: '1',
});

const projectOf = (c: Case): ProjectForViewer => ({
  id: 1,
  status: PROJECT_STATUSES[c.status],
  private: c.private,
  authorId: c.relation === 'author' ? ACTOR_ID : 99,
  organisationId: 1,
  defaultLocale: 'en',
  mappingPermission: PERMISSIONS[c.mappingPermission],
  validationPermission: PERMISSIONS[c.validationPermission],
  mappingLevel: LEVELS[c.mappingLevel],
  validationLevel: LEVELS[c.validationLevel],
  licenceAccepted: c.licence !== 'not accepted',
  managesOrganisation: c.relation === 'organisation manager',
  onAllowedList: c.allowed,
  teamRoles: c.team === 'none' || !c.active ? [] : [TEAM_ROLES[c.team]],
});

function codeOf(act: () => void): string {
  try {
    act();
    return 'ok';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

/** The first combinations with another answer than the contract's, and how many combinations there were. */
function compare(
  without: readonly (keyof Case)[],
  got: (actor: Viewer, project: ProjectForViewer, c: Case) => unknown,
  expected: (c: Case) => unknown,
): { wrong: unknown[]; count: number; answers: unknown[] } {
  const wrong: unknown[] = [];
  const answers = new Set<unknown>();
  let count = 0;
  for (const c of product(without)) {
    count++;
    const [is, should] = [got(actorOf(c), projectOf(c), c), expected(c)];
    answers.add(is);
    if (is !== should && wrong.length < 5) wrong.push({ ...c, is, should });
  }
  return { wrong, count, answers: [...answers].sort() };
}

describe('permissions in every combination', () => {
  it('allows mapping, or refuses it with the documented code', () => {
    const map = (actor: Viewer, project: ProjectForViewer, c: Case): string =>
      codeOf(() => assertMayMap(actor, project, c.holds !== 'nothing'));
    expect(compare(VALIDATING, map, (c) => oracle.may(c, 'map'))).toEqual({
      wrong: [],
      count: 116_640,
      answers: [
        'MappingNotAllowed.USER_NOT_CORRECT_MAPPING_LEVEL',
        'MappingNotAllowed.USER_NOT_TEAM_MEMBER',
        'ProjectNotPublished',
        'UserAlreadyHasTaskLocked',
        'UserLicenseError',
        'UserNotAllowed',
        'ok',
      ],
    });
  }, 60_000);

  it('allows validating, or refuses it with the documented code', () => {
    const validate = (actor: Viewer, project: ProjectForViewer, c: Case): string =>
      codeOf(() => assertMayValidate(actor, project, c.holds !== 'nothing'));
    expect(compare(MAPPING, validate, (c) => oracle.may(c, 'validate'))).toEqual({
      wrong: [],
      count: 116_640,
      answers: [
        'ProjectNotPublished',
        'UserAlreadyHasTaskLocked',
        'UserLicenseError',
        'UserNotAllowed',
        'ValidtionNotAllowed',
        'ok',
      ],
    });
  }, 60_000);

  it('allows validators with or without locks to undo the work of another user', () => {
    const expected = (c: Case): boolean => oracle.may({ ...c, holds: 'nothing' }, 'validate') === 'ok';
    expect(compare(MAPPING, mayValidate, expected)).toEqual({ wrong: [], count: 116_640, answers: [false, true] });
  }, 60_000);

  it('decides who manages and who sees the project', () => {
    const neither = [...MAPPING, ...VALIDATING];
    const all = { wrong: [], count: 19_440, answers: [false, true] };
    expect(compare(neither, managesProject, oracle.managesProject)).toEqual(all);
    expect(compare(neither, maySeeProject, (c) => oracle.maySeeProject(c) === 'ok')).toEqual(all);
  });
});
