import { beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/db/database.js';
import { testDatabase } from '../../support/database.js';
import { factoryFor, type Factory, type Project, type User } from '../../support/factory.js';
import { breachesOf, checkInvariants } from '../../support/invariants.js';
import { fingerprint, readState } from '../../support/state.js';

/** The checks that other tests rely on are themselves checked: they must see what they are there to see. */
let database: Database;
let make: Factory;
let ann: User;

beforeAll(async () => {
  ({ database } = await testDatabase());
  make = factoryFor(database);
  ann = await make.user();
});

const allStates = (): Promise<Project> =>
  make.project({
    author: ann,
    tasks: ['READY', 'LOCKED_FOR_MAPPING', 'MAPPED', 'LOCKED_FOR_VALIDATION', 'VALIDATED', 'INVALIDATED', 'BADIMAGERY'],
  });

describe('invariants', () => {
  it('hold for the rows of the factory', async () => {
    const project = await allStates();
    expect(await breachesOf(database, project)).toEqual([]);
    expect(await readState(database, project, { ann })).toEqual({
      tasks: {
        1: 'READY',
        2: 'LOCKED_FOR_MAPPING, locked by ann',
        3: 'MAPPED, mapped by ann',
        4: 'LOCKED_FOR_VALIDATION, locked by ann, mapped by ann',
        5: 'VALIDATED, mapped by ann, validated by ann',
        6: 'INVALIDATED',
        7: 'BADIMAGERY, mapped by ann',
      },
      history: {
        1: [],
        2: ['LOCKED_FOR_MAPPING running, ann'],
        3: ['LOCKED_FOR_MAPPING ended, ann', 'STATE_CHANGE MAPPED, ann'],
        4: ['LOCKED_FOR_MAPPING ended, ann', 'STATE_CHANGE MAPPED, ann', 'LOCKED_FOR_VALIDATION running, ann'],
        5: expect.arrayContaining(['STATE_CHANGE VALIDATED, ann']) as unknown,
        6: expect.arrayContaining(['STATE_CHANGE INVALIDATED, ann']) as unknown,
        7: ['LOCKED_FOR_MAPPING ended, ann', 'STATE_CHANGE BADIMAGERY, ann'],
      },
      project: { total: 7, mapped: 2, validated: 1, badImagery: 1 },
      users: { ann: { mapped: 0, validated: 0, invalidated: 0, workedHere: false } },
    });
  });

  it.each([
    [
      'a project whose counter is off by one',
      'UPDATE projects SET tasks_mapped = tasks_mapped + 1 WHERE id = $P',
      /a count says 7\/2\/1\/1/,
    ],
    ['a project whose total is off', 'UPDATE projects SET total_tasks = 8 WHERE id = $P', /says .*8\/2\/1\/1/],
    [
      'a lock without a holder',
      'UPDATE tasks SET locked_by = NULL WHERE project_id = $P AND id = 2',
      /nobody holds it/,
    ],
    [
      'a lock without a running row',
      'DELETE FROM task_history WHERE project_id = $P AND task_id = 2',
      /0 running lock rows/,
    ],
    [
      'a lock with two running rows',
      "INSERT INTO task_history (project_id, task_id, action, action_date, user_id) VALUES ($P, 2, 'EXTENDED_FOR_MAPPING', now(), $U)",
      /2 running lock rows/,
    ],
    [
      'a lock row of the wrong kind',
      "UPDATE task_history SET action = 'LOCKED_FOR_VALIDATION' WHERE project_id = $P AND task_id = 2",
      /0 of its holder and kind/,
    ],
    ['a free task with a holder', 'UPDATE tasks SET locked_by = $U WHERE project_id = $P AND id = 1', /held by user/],
    [
      'a free task with a running row',
      "INSERT INTO task_history (project_id, task_id, action, action_date, user_id) VALUES ($P, 3, 'LOCKED_FOR_VALIDATION', now() - interval '1 hour', $U)",
      /yet has 1 running lock rows/,
    ],
    [
      'a duration that is none',
      "UPDATE task_history SET action_text = '1 hour' WHERE project_id = $P AND task_id = 3 AND action LIKE 'LOCKED%'",
      /no duration: 1 hour/,
    ],
    [
      'an auto-unlock without duration',
      "UPDATE task_history SET action = 'AUTO_UNLOCKED_FOR_MAPPING', action_text = NULL WHERE project_id = $P AND task_id = 7 AND action LIKE 'LOCKED%'",
      /auto-unlock without/,
    ],
    [
      'a state that its history does not know',
      'UPDATE tasks SET task_status = 0, mapped_by = NULL WHERE project_id = $P AND id = 7',
      /ends in BADIMAGERY/,
    ],
    [
      'a mapped task without a mapper',
      'UPDATE tasks SET mapped_by = NULL WHERE project_id = $P AND id = 3',
      /MAPPED without a mapper/,
    ],
    [
      'a ready task with a mapper',
      'UPDATE tasks SET mapped_by = $U WHERE project_id = $P AND id = 1',
      /READY and yet has a mapper/,
    ],
    [
      'a validated task without a validator',
      'UPDATE tasks SET validated_by = NULL WHERE project_id = $P AND id = 5',
      /VALIDATED with validator nobody/,
    ],
    [
      'a validator of what is not validated',
      'UPDATE tasks SET validated_by = $U WHERE project_id = $P AND id = 3',
      /MAPPED with validator/,
    ],
    [
      'two open invalidations',
      'INSERT INTO task_invalidation_history (project_id, task_id, is_closed, invalidator_id) VALUES ($P, 6, false, $U)',
      /2 open invalidations/,
    ],
    [
      'an open invalidation of a validated task',
      'INSERT INTO task_invalidation_history (project_id, task_id, is_closed, invalidator_id) VALUES ($P, 5, false, $U)',
      /VALIDATED with an open invalidation/,
    ],
    [
      'an issue on a lock row',
      "INSERT INTO task_mapping_issues (mapping_issue_category_id, task_history_id, issue, count) SELECT 1, min(id), 'x', 1 FROM task_history WHERE project_id = $P",
      /an issue on a row/,
    ],
    [
      'history of the future',
      "UPDATE task_history SET action_date = now() + interval '2 days' WHERE project_id = $P AND task_id = 7",
      /history of the future/,
    ],
    [
      'two locks of one user',
      "UPDATE tasks SET task_status = 1, locked_by = $U WHERE project_id = $P AND id = 1; INSERT INTO task_history (project_id, task_id, action, action_date, user_id) VALUES ($P, 1, 'LOCKED_FOR_MAPPING', now(), $U)",
      /holds 2 tasks/,
    ],
  ])('detect %s', async (_what, sql, breach) => {
    const project = await allStates();
    await database.runScript(sql.replaceAll('$P', String(project.id)).replaceAll('$U', String(ann.id)));
    expect((await breachesOf(database, project)).join('\n')).toMatch(breach);
    await expect(checkInvariants(database, project)).rejects.toThrow(breach);
    await expect(checkInvariants(database, await allStates())).resolves.toBeUndefined();
  });
});

describe('fingerprint', () => {
  it('stays the same without a write', async () => {
    const before = await fingerprint(database);
    await database.prisma.$queryRaw`SELECT count(*)::int FROM tasks`;
    expect(await fingerprint(database)).toBe(before);
  });

  it('changes when a row is written again unchanged', async () => {
    const before = await fingerprint(database);
    await database.prisma.$executeRaw`UPDATE users SET tasks_mapped = tasks_mapped WHERE id = ${ann.id}::bigint`;
    expect(await fingerprint(database)).not.toBe(before);
  });
});
