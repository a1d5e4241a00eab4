import { beforeEach, describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { Project, TaskSpec, User } from '../../support/factory.js';
import { checkInvariants } from '../../support/invariants.js';
import { fingerprint, readState } from '../../support/state.js';
import { actingIn } from './acting.js';

const world = useApp();
const { act, done, invalidations } = actingIn(world);

type Cast = Record<'ann' | 'ben' | 'dan' | 'zoe' | 'boss', User>;
let people: Cast;
let project: Project;

/** A project with a task in every state, locks of every kind among them. Ann maps, zoe validates, ben and dan hold. */
async function everyState(): Promise<Project> {
  const { ann: mapper, zoe: validator, ben: holder } = people;
  const held = { mapper, validator, holder };
  const tasks: (TaskSpec | 'READY')[] = [
    'READY',
    { ...held, state: 'LOCKED_FOR_MAPPING' },
    { ...held, state: 'LOCKED_FOR_MAPPING', before: 'INVALIDATED', holder: people.dan },
    { ...held, state: 'MAPPED' },
    { ...held, state: 'LOCKED_FOR_VALIDATION' },
    { ...held, state: 'LOCKED_FOR_VALIDATION', before: 'BADIMAGERY' },
    { ...held, state: 'LOCKED_FOR_VALIDATION', before: 'INVALIDATED' },
    { ...held, state: 'VALIDATED' },
    { ...held, state: 'INVALIDATED' },
    { ...held, state: 'BADIMAGERY' },
    { ...held, state: 'LOCKED_FOR_MAPPING', lockedFor: 121 },
    { ...held, state: 'LOCKED_FOR_VALIDATION', lockedFor: 121 },
    { ...held, state: 'LOCKED_FOR_VALIDATION', before: 'BADIMAGERY', lockedFor: 121 },
  ];
  return world.make.project({ author: people.boss, tasks });
}

const state = () => readState(world.database, project, people);

beforeEach(async () => {
  people = await world.make.users('ann', 'ben', 'dan', 'zoe', 'boss');
  project = await everyState();
});

/** What is left as it was where a bulk action is not about it. */
const UNTOUCHED = {
  1: 'READY',
  2: 'LOCKED_FOR_MAPPING, locked by ben',
  3: 'LOCKED_FOR_MAPPING, locked by dan',
  4: 'MAPPED, mapped by ann',
  5: 'LOCKED_FOR_VALIDATION, locked by ben, mapped by ann',
  6: 'LOCKED_FOR_VALIDATION, locked by ben, mapped by ann',
  7: 'LOCKED_FOR_VALIDATION, locked by ben',
  8: 'VALIDATED, mapped by ann, validated by zoe',
  9: 'INVALIDATED',
  10: 'BADIMAGERY, mapped by ann',
  11: 'LOCKED_FOR_MAPPING, locked by ben',
  12: 'LOCKED_FOR_VALIDATION, locked by ben, mapped by ann',
  13: 'LOCKED_FOR_VALIDATION, locked by ben, mapped by ann',
};

const NOBODY_COUNTED = { mapped: 0, validated: 0, invalidated: 0, workedHere: false };

async function expectNobodyCounted(): Promise<void> {
  const { users } = await state();
  for (const name of Object.keys(people)) expect(users[name], name).toEqual(NOBODY_COUNTED);
}

describe('map-all', () => {
  it('marks all tasks except bad imagery, mapped and validated ones as mapped by the manager, locked or not', async () => {
    expect((await done(project, 'map-all', { as: people.boss })).body).toEqual({ Success: 'All tasks mapped' });
    const after = await state();
    const byBoss = 'MAPPED, mapped by boss';
    const byAnn = 'MAPPED, mapped by ann';
    expect(after.tasks).toEqual({
      ...UNTOUCHED,
      1: byBoss,
      2: byBoss,
      3: byBoss,
      5: byAnn,
      6: byAnn,
      7: byBoss,
      9: byBoss,
      11: byBoss,
    });
    expect(after.history[1]).toEqual(['LOCKED_FOR_MAPPING ended, boss', 'STATE_CHANGE MAPPED, boss']);
    expect(after.history[2]).toEqual(['LOCKED_FOR_MAPPING ended, ben', 'STATE_CHANGE MAPPED, boss']);
    expect(after.history[5]?.slice(-2)).toEqual(['LOCKED_FOR_VALIDATION ended, ben', 'STATE_CHANGE MAPPED, boss']);
    expect(after.history[11]).toEqual([
      'AUTO_UNLOCKED_FOR_MAPPING ended, ben',
      'LOCKED_FOR_MAPPING ended, boss',
      'STATE_CHANGE MAPPED, boss',
    ]);
    expect(after.project).toEqual({ total: 13, mapped: 10, validated: 1, badImagery: 2 });
    await expectNobodyCounted();
    await checkInvariants(world.database, project);
  });
});

describe('validate-all', () => {
  it('validates mapped tasks, also those with an expired lock, and keeps the mapper', async () => {
    expect((await done(project, 'validate-all', { as: people.boss })).body).toEqual({ Success: 'All tasks validated' });
    const after = await state();
    const validated = 'VALIDATED, mapped by ann, validated by boss';
    expect(after.tasks).toEqual({ ...UNTOUCHED, 4: validated, 12: validated });
    expect(after.history[4]?.slice(-2)).toEqual(['LOCKED_FOR_VALIDATION ended, boss', 'STATE_CHANGE VALIDATED, boss']);
    expect(after.history[12]?.slice(-3)).toEqual([
      'AUTO_UNLOCKED_FOR_VALIDATION ended, ben',
      'LOCKED_FOR_VALIDATION ended, boss',
      'STATE_CHANGE VALIDATED, boss',
    ]);
    expect(after.project).toEqual({ total: 13, mapped: 1, validated: 3, badImagery: 3 });
    await expectNobodyCounted();
    await checkInvariants(world.database, project);
  });

  it('makes the manager the mapper of a task without one, and closes open invalidations', async () => {
    const { zoe, ann: mapper } = people;
    const own = await world.make.project({
      author: people.boss,
      tasks: [{ state: 'LOCKED_FOR_VALIDATION', before: 'INVALIDATED', mapper, holder: zoe }],
    });
    await done(own, 'unlock-after-validation', {
      as: zoe,
      body: { validatedTasks: [{ taskId: 1, status: 'MAPPED' }] },
    });
    expect((await invalidations(own)).map(({ closed }) => closed)).toEqual([false]);
    await done(own, 'validate-all', { as: people.boss });
    expect((await readState(world.database, own, people)).tasks[1]).toBe(
      'VALIDATED, mapped by boss, validated by boss',
    );
    expect(await invalidations(own)).toMatchObject([{ closed: true, validator: people.boss.id }]);
    await checkInvariants(world.database, own);
  });
});

describe('invalidate-all', () => {
  it('invalidates validated tasks, clears their owners, and opens an invalidation for each', async () => {
    const before = (await invalidations(project)).length;
    const answer = await done(project, 'invalidate-all', { as: people.boss });
    expect(answer.body).toEqual({ Success: 'All tasks invalidated' });
    const after = await state();
    expect(after.tasks).toEqual({ ...UNTOUCHED, 8: 'INVALIDATED' });
    expect(after.history[8]?.slice(-2)).toEqual([
      'LOCKED_FOR_VALIDATION ended, boss',
      'STATE_CHANGE INVALIDATED, boss',
    ]);
    expect(after.project).toEqual({ total: 13, mapped: 3, validated: 0, badImagery: 3 });
    const rows = await invalidations(project);
    expect(rows).toHaveLength(before + 1);
    expect(rows.find(({ task }) => task === 8)).toEqual({
      task: 8,
      closed: false,
      mapper: people.ann.id,
      invalidator: people.boss.id,
      validator: null,
    });
    await expectNobodyCounted();
    await checkInvariants(world.database, project);
  });
});

describe('reset-all-badimagery', () => {
  it('makes bad imagery ready, without a mapper', async () => {
    const answer = await done(project, 'reset-all-badimagery', { as: people.boss });
    expect(answer.body).toEqual({ Success: 'All bad imagery tasks marked ready for mapping' });
    const after = await state();
    expect(after.tasks).toEqual({ ...UNTOUCHED, 10: 'READY', 13: 'READY' });
    expect(after.history[10]?.slice(-2)).toEqual(['LOCKED_FOR_MAPPING ended, boss', 'STATE_CHANGE READY, boss']);
    expect(after.project).toEqual({ total: 13, mapped: 3, validated: 1, badImagery: 1 });
    await expectNobodyCounted();
    await checkInvariants(world.database, project);
  });
});

describe('reset-all', () => {
  it('makes all tasks ready, records locks as auto-unlocks, and keeps the history', async () => {
    const before = await state();
    expect((await done(project, 'reset-all', { as: people.boss })).body).toEqual({ Success: 'All tasks reset' });
    const after = await state();
    for (let id = 1; id <= 13; id++) expect(after.tasks[id]).toBe('READY');
    expect(after.project).toEqual({ total: 13, mapped: 0, validated: 0, badImagery: 0 });
    expect(after.history[1]).toEqual([]);
    expect(after.history[2]).toEqual([
      'COMMENT Task reset, boss',
      'AUTO_UNLOCKED_FOR_MAPPING ended, ben',
      'STATE_CHANGE READY, boss',
    ]);
    expect(after.history[8]).toEqual([
      ...(before.history[8] ?? []),
      'COMMENT Task reset, boss',
      'STATE_CHANGE READY, boss',
    ]);
    expect(after.history[5]).toContain('AUTO_UNLOCKED_FOR_VALIDATION ended, ben');
    await expectNobodyCounted();
    await checkInvariants(world.database, project);
  });

  it('refuses the later hand-in of the former holder', async () => {
    await done(project, 'reset-all', { as: people.boss });
    const late = await act(project, 'unlock-after-mapping/2', { as: people.ben, body: { status: 'MAPPED' } });
    expectRefusal(late, 'LockBeforeUnlocking');
    expect((await act(project, 'lock-for-mapping/3', { as: people.ben })).status).toBe(200);
  });

  it('changes nothing when it is repeated', async () => {
    await done(project, 'reset-all', { as: people.boss });
    const before = await fingerprint(world.database);
    await done(project, 'reset-all', { as: people.boss });
    expect(await fingerprint(world.database)).toBe(before);
  });
});

describe('reset-by-user', () => {
  const path = (user: User, action: string): string => `reset-by-user?username=${user.username}&action=${action}`;
  const DONE = { Success: 'Successfully reverted tasks' };

  it('makes the bad imagery of one mapper ready, with this mapper as author of the history', async () => {
    const { ann, boss, ben } = people;
    const own = await world.make.project({
      author: boss,
      tasks: [
        { state: 'BADIMAGERY', mapper: ann },
        { state: 'BADIMAGERY', mapper: ben },
        { state: 'MAPPED', mapper: ann },
        { state: 'LOCKED_FOR_VALIDATION', before: 'BADIMAGERY', mapper: ann, holder: ben },
      ],
    });
    expect((await done(own, path(ann, 'BADIMAGERY'), { as: boss })).body).toEqual(DONE);
    const after = await readState(world.database, own, people);
    expect(after.tasks).toEqual({
      1: 'READY',
      2: 'BADIMAGERY, mapped by ben',
      3: 'MAPPED, mapped by ann',
      4: 'LOCKED_FOR_VALIDATION, locked by ben, mapped by ann',
    });
    expect(after.history[1]?.slice(-2)).toEqual([
      'COMMENT Undo state from BADIMAGERY to READY, ann',
      'STATE_CHANGE READY, ann',
    ]);
    expect(after.project).toEqual({ total: 4, mapped: 1, validated: 0, badImagery: 2 });
    await checkInvariants(world.database, own);
  });

  it('makes the validations of one validator mapped, with this validator as author, and keeps the mapper', async () => {
    const { ann, boss, zoe, ben } = people;
    const own = await world.make.project({
      author: boss,
      tasks: [
        { state: 'VALIDATED', mapper: ann, validator: zoe },
        { state: 'VALIDATED', mapper: ann, validator: ben },
      ],
    });
    expect((await done(own, path(zoe, 'validated'), { as: boss })).body).toEqual(DONE);
    const after = await readState(world.database, own, people);
    expect(after.tasks).toEqual({ 1: 'MAPPED, mapped by ann', 2: 'VALIDATED, mapped by ann, validated by ben' });
    expect(after.history[1]?.slice(-2)).toEqual([
      'COMMENT Undo state from VALIDATED to MAPPED, zoe',
      'STATE_CHANGE MAPPED, zoe',
    ]);
    await checkInvariants(world.database, own);
  });

  it('does not decrease a counter for a validation that was never counted', async () => {
    const { ann: mapper, boss } = people;
    const held = { state: 'LOCKED_FOR_VALIDATION', mapper, holder: boss } as const;
    const elsewhere = await world.make.project({ tasks: [held] });
    const body = { validatedTasks: [{ taskId: 1, status: 'VALIDATED' }] };
    await done(elsewhere, 'unlock-after-validation', { as: boss, body });
    const own = await world.make.project({ author: boss, tasks: [{ state: 'MAPPED', mapper }] });
    await done(own, 'validate-all', { as: boss });
    await done(own, path(boss, 'VALIDATED'), { as: boss });
    expect((await readState(world.database, own, people)).users.boss?.validated).toBe(1);
  });

  it.each([
    ['no user', 'reset-by-user?action=VALIDATED'],
    ['no action', 'reset-by-user?username=x'],
    ['nothing', 'reset-by-user'],
    ['another action', 'reset-by-user?username=x&action=MAPPED'],
    ['a user that is not there', 'reset-by-user?username=nobody%20at%20all&action=VALIDATED'],
    ['an empty name', 'reset-by-user?username=&action=VALIDATED'],
    ['NUL', 'reset-by-user?username=%00&action=VALIDATED'],
  ])('returns 400 with %s', async (_what, action) => {
    const answer = await act(project, action, { as: people.boss });
    expect(answer).toMatchObject({ status: 400, body: { SubCode: 'InvalidData' } });
    expect((answer.body as { Error: string }).Error).toMatch(/^Unable to revert tasks/);
  });
});

const ALL = ['map-all', 'validate-all', 'invalidate-all', 'reset-all-badimagery', 'reset-all'] as const;

describe('every bulk action', () => {
  it.each(ALL)('%s returns 403 to callers who are not managers', async (action) => {
    const before = await fingerprint(world.database);
    expectRefusal(await act(project, action, { as: people.ann }), 'UserPermissionError');
    expect(await fingerprint(world.database)).toBe(before);
    expectRefusal(await act(project, action), 'InvalidToken');
    expectNotFound(await act(project, action, { as: 1_999_999_995 }), 'USER_NOT_FOUND');
    expectNotFound(await act({ id: 2_000_000_000 }, action, { as: people.boss }), 'PROJECT_NOT_FOUND');
  });

  it('reset-by-user returns 403 to callers who are not managers', async () => {
    const action = `reset-by-user?username=${people.ann.username}&action=BADIMAGERY`;
    expectRefusal(await act(project, action, { as: people.ann }), 'UserActionNotPermitted');
    expectRefusal(await act(project, action), 'InvalidToken');
    expectNotFound(await act(project, action, { as: 1_999_999_995 }), 'USER_NOT_FOUND');
    expectNotFound(await act({ id: 2_000_000_000 }, action, { as: people.boss }), 'PROJECT_NOT_FOUND');
  });

  it.each(ALL)('%s does not change a project without tasks', async (action) => {
    const empty = await world.make.project({ author: people.boss, tasks: [] });
    expect((await act(empty, action, { as: people.boss })).status).toBe(200);
  });

  it.each(ALL)('%s changes no other project, and accepts any body', async (action) => {
    const other = await everyState();
    const before = await readState(world.database, other, people);
    await done(project, action, { as: people.boss, raw: '[object Object]' });
    expect(await readState(world.database, other, people)).toEqual(before);
  });

  it('changes states as the transition table says, for one action after another', async () => {
    for (const action of [
      'map-all',
      'validate-all',
      'invalidate-all',
      'map-all',
      'reset-all',
      'map-all',
      'validate-all',
    ]) {
      await done(project, action, { as: people.boss });
      await checkInvariants(world.database, project);
    }
    expect((await state()).project).toEqual({ total: 13, mapped: 0, validated: 13, badImagery: 0 });
    await expectNobodyCounted();
  });
});
