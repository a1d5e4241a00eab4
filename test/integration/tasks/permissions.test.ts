import { beforeAll, describe, expect, it } from 'vitest';
import { useApp, type Answer } from '../../support/app.js';
import {
  LEVELS,
  PERMISSIONS,
  PROJECT_STATUSES,
  ROLES,
  TEAM_ROLES,
  type Project,
  type User,
} from '../../support/factory.js';
import { breachesOf } from '../../support/invariants.js';
import { FACTORS, managesProject, may, maySeeProject, PLAIN, type Case } from '../../support/permission-oracle.js';
import { chanceOf } from '../../support/random.js';
import { codeOf } from '../../support/response-check.js';
import { actingIn } from './acting.js';

/**
 * Who may do what, over HTTP (the list and the actions of docs/tasks.md): all single factors, and a few hundred combinations that are
 * always the same. That the rules hold in every combination is in test/unit/tasks/permission-product.test.ts.
 */

const names = Object.keys(FACTORS) as (keyof Case)[];
const factor = (name: keyof Case): readonly Case[keyof Case][] => FACTORS[name];

/** Everything shut: each single factor that opens it is tried on it. */
const SHUT: Case = {
  ...PLAIN,
  status: 'DRAFT',
  private: true,
  mappingPermission: 'TEAMS',
  mappingLevel: 'ADVANCED',
  validationPermission: 'TEAMS',
  validationLevel: 'ADVANCED',
};

const singles = [PLAIN, SHUT].flatMap((base) =>
  names.flatMap((name) => factor(name).map((value): Case => ({ ...base, [name]: value }))),
);

function sampled(count: number): Case[] {
  const chance = chanceOf(20_261_124);
  return Array.from({ length: count }, () => {
    const picked = Object.fromEntries(names.map((name) => [name, chance.pick(factor(name))])) as unknown as Case;
    // Roles that decide everything would hide the other factors most of the time.
    if (chance.next() < 0.7) picked.role = 'MAPPER';
    if (chance.next() < 0.6) picked.relation = 'none';
    if (chance.next() < 0.6) picked.status = 'PUBLISHED';
    if (chance.next() < 0.6) picked.licence = 'none';
    if (chance.next() < 0.8) picked.holds = 'nothing';
    return picked;
  });
}

const CASES = [...new Map([...singles, ...sampled(250)].map((one) => [JSON.stringify(one), one])).values()];

// The contract's text, action by action.

const mayManage = (c: Case): string => (managesProject(c) ? 'ok' : 'UserPermissionError');

const ORACLE = {
  read: maySeeProject,
  'lock-for-mapping': (c) => may(c, 'map'),
  'lock-next for mapping': (c) => may(c, 'map'),
  split: (c) => may(c, 'map'),
  'lock-for-validation': (c) => may(c, 'validate'),
  'lock-next for validation': (c) => may(c, 'validate'),
  // Whoever may validate, whatever they hold at the moment.
  undo: (c) => (may({ ...c, holds: 'nothing' }, 'validate') === 'ok' ? 'ok' : 'UndoPermissionError'),
  'stop what they hold': (c) => (c.holds === 'nothing' ? 'LockBeforeUnlocking' : 'ok'),
  'map-all': mayManage,
  'validate-all': mayManage,
  'invalidate-all': mayManage,
  'reset-all-badimagery': mayManage,
  'reset-all': mayManage,
  'reset-by-user': (c) => (managesProject(c) ? 'ok' : 'UserActionNotPermitted'),
} as const satisfies Record<string, (c: Case) => string>;

type Action = keyof typeof ORACLE;
const ACTIONS = Object.keys(ORACLE) as Action[];

const world = useApp();
const { act } = actingIn(world);

/** Task 1 is theirs where they hold one, 2 is ready, 3 and 4 are mapped, 5 is validated; from 6 on ready ones to split. */
const TASKS = 5;
const SPLITTABLE = 6;

interface Stage {
  project: Project;
  organisation: number;
  teams: Record<string, number>;
  licence: number;
  nextToSplit: number;
}

describe('permissions of actions', () => {
  let stage: Stage;
  let mapper: User;

  const newStage = async (): Promise<Stage> => {
    const { make } = world;
    const organisation = await make.organisation();
    const roles = ['READ_ONLY', 'MAPPER', 'VALIDATOR', 'PROJECT_MANAGER'] as const;
    const teams = await Promise.all(roles.map(async (role) => ({ role, team: await make.team() })));
    const mapped = { state: 'MAPPED', mapper } as const;
    const ready = Array.from({ length: SPLITTABLE }, () => 'READY' as const);
    const project = await make.project({
      organisation,
      teams,
      tasks: ['READY', 'READY', mapped, mapped, { state: 'VALIDATED', mapper, validator: mapper }, ...ready],
    });
    const ids = Object.fromEntries(teams.map(({ role, team }) => [role, team.id]));
    return { project, organisation, teams: ids, licence: await make.licence(), nextToSplit: TASKS + 1 };
  };

  beforeAll(async () => {
    ({ mapper } = await world.make.users('mapper'));
    stage = await newStage();
  });

  /** Makes a user, and the project what a case says: in one statement, as there are hundreds. */
  async function setUp(c: Case): Promise<User> {
    const user = await world.make.user({ role: c.role, level: c.level });
    const { project, organisation, teams, licence } = stage;
    const author = c.relation === 'author' ? user.id : project.author.id;
    const manages = c.relation === 'organisation manager';
    await world.database.prisma.$executeRaw`
      WITH member AS (INSERT INTO team_members (team_id, user_id, function, active, join_request_notifications)
          SELECT ${teams[c.team] ?? 0}::int, ${user.id}::bigint, 2, ${c.active}::bool, false WHERE ${c.team !== 'none'}::bool),
        manager AS (INSERT INTO organisation_managers
          SELECT ${organisation}::int, ${user.id}::bigint WHERE ${manages}::bool),
        allowed AS (INSERT INTO project_allowed_users
          SELECT ${project.id}::int, ${user.id}::bigint WHERE ${c.allowed}::bool),
        accepted AS (INSERT INTO user_licenses ("user", license)
          SELECT ${user.id}::bigint, ${licence}::int WHERE ${c.licence === 'accepted'}::bool)
      UPDATE projects SET author_id = ${author}::bigint, status = ${PROJECT_STATUSES[c.status]}::int,
        private = ${c.private}::bool, license_id = ${c.licence === 'none' ? null : licence}::int,
        mapping_permission = ${PERMISSIONS[c.mappingPermission]}::int,
        validation_permission = ${PERMISSIONS[c.validationPermission]}::int,
        mapping_permission_level_id = ${LEVELS[c.mappingLevel]}::int,
        validation_permission_level_id = ${LEVELS[c.validationLevel]}::int
      WHERE id = ${project.id}::int`;
    await setTheStage(c, user);
    return user;
  }

  /** Puts the tasks back as they were: what is tested here is who may, not what comes of it. */
  async function setTheStage(c: Case, user: User): Promise<void> {
    const holder = c.holds === 'nothing' ? null : user.id;
    await world.database.prisma.$executeRaw`
      WITH undone AS (DELETE FROM task_invalidation_history WHERE project_id = ${stage.project.id}::int),
        cleared AS (DELETE FROM task_history
          WHERE project_id = ${stage.project.id}::int AND user_id <> ${mapper.id}::bigint),
        lock AS (INSERT INTO task_history (project_id, task_id, action, action_date, user_id)
          SELECT ${stage.project.id}::int, 1, 'LOCKED_FOR_MAPPING', now() AT TIME ZONE 'UTC', ${user.id}::bigint
          WHERE ${holder !== null}::bool),
        counted AS (UPDATE projects SET tasks_mapped = 2, tasks_validated = 1, tasks_bad_imagery = 0
          WHERE id = ${stage.project.id}::int)
      UPDATE tasks SET task_status = CASE id WHEN 1 THEN ${holder === null ? 0 : 1}::int WHEN 3 THEN 2 WHEN 4 THEN 2
          WHEN 5 THEN 4 ELSE 0 END,
        locked_by = CASE id WHEN 1 THEN ${holder}::bigint END,
        mapped_by = CASE WHEN id IN (3, 4, 5) THEN ${mapper.id}::bigint END,
        validated_by = CASE WHEN id = 5 THEN ${mapper.id}::bigint END
      WHERE project_id = ${stage.project.id}::int`;
  }

  function send(action: Action, as: User): Promise<Answer> {
    const { project } = stage;
    switch (action) {
      case 'read':
        return world.get(`projects/${project.id}/tasks/?tasks=1`, { as });
      case 'lock-for-mapping':
        return act(project, 'lock-for-mapping/2', { as });
      case 'lock-next for mapping':
        return act(project, 'lock-next', { as, body: { for: 'mapping' } });
      case 'split':
        return act(project, `split/${stage.nextToSplit}`, { as });
      case 'lock-for-validation':
        return act(project, 'lock-for-validation', { as, body: { taskIds: [3] } });
      case 'lock-next for validation':
        return act(project, 'lock-next', { as, body: { for: 'validation' } });
      case 'undo':
        return act(project, 'undo-last-action/4', { as });
      case 'stop what they hold':
        return act(project, 'stop-mapping/1', { as, body: {} });
      case 'reset-by-user':
        return act(project, `reset-by-user?username=${mapper.username}&action=VALIDATED`, { as });
      default:
        return act(project, action, { as });
    }
  }

  const LISTED = new Set(singles.map((one) => JSON.stringify(one)));

  /** All actions on single factors; on combinations three each, by turns. */
  const actionsOf = (c: Case, index: number): Action[] =>
    LISTED.has(JSON.stringify(c)) ? ACTIONS : [0, 4, 9].map((n) => ACTIONS[(index + n) % ACTIONS.length] as Action);

  it(`${CASES.length} combinations of role, level, team, privacy, status, licence, … as the contract has it`, async () => {
    const wrong: string[] = [];
    const seen: Record<string, number> = {};
    for (const [index, c] of CASES.entries()) {
      let user = await setUp(c);
      let isClean = true;
      for (const action of actionsOf(c, index)) {
        if (!isClean) await setTheStage(c, user);
        const answer = await send(action, user);
        const got = answer.status === 200 ? 'ok' : (codeOf(answer.text) ?? String(answer.status));
        const expected = ORACLE[action](c);
        seen[`${action}: ${got}`] = (seen[`${action}: ${got}`] ?? 0) + 1;
        if (got !== expected) wrong.push(`${action}: ${got} instead of ${expected} for ${JSON.stringify(c)}`);
        isClean = got !== 'ok' || action === 'read';
        if (action === 'split' && got === 'ok' && ++stage.nextToSplit > TASKS + SPLITTABLE) {
          stage = await newStage();
          user = await setUp(c);
        }
      }
    }
    expect(wrong).toEqual([]);
    // Other tests sum over all projects: what is left here must be in order.
    const breaches = await breachesOf(world.database, stage.project);
    expect(breaches.filter((breach) => breach.includes('a count says'))).toEqual([]);
    // Every answer that the contract knows for an action was reached.
    for (const action of ACTIONS) {
      const codes = new Set(CASES.map((c) => ORACLE[action](c)));
      for (const code of codes) expect(Object.keys(seen), 'reached').toContain(`${action}: ${code}`);
    }
  }, 120_000);

  it('have the roles of the schema in the table', () => {
    expect(Object.keys(ROLES).sort()).toEqual([...FACTORS.role].sort());
    expect(Object.keys(TEAM_ROLES).sort()).toEqual(FACTORS.team.filter((role) => role !== 'none').sort());
  });
});
