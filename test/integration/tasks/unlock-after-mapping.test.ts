import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp, type Call } from '../../support/app.js';
import type { Project, User } from '../../support/factory.js';
import { checkInvariants } from '../../support/invariants.js';
import { fingerprint, readState } from '../../support/state.js';

const world = useApp();

const handIn = (project: { id: number }, taskId: number, call: Call) =>
  world.post(`projects/${project.id}/tasks/actions/unlock-after-mapping/${taskId}/`, call);

/** A project whose first task ann has held for mapping for ten minutes. */
async function heldByAnn(): Promise<{ project: Project; ann: User; people: Record<'ann' | 'ben', User> }> {
  const people = await world.make.users('ann', 'ben');
  const project = await world.make.project({
    tasks: [{ state: 'LOCKED_FOR_MAPPING', holder: people.ann, lockedFor: 10 }, 'READY', 'MAPPED'],
  });
  return { project, ann: people.ann, people };
}

describe('unlock-after-mapping', () => {
  it('with MAPPED makes the holder the mapper, counts the task, and writes the duration of the lock', async () => {
    const { project, ann, people } = await heldByAnn();
    const answer = await handIn(project, 1, { as: ann, body: { status: 'MAPPED' } });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      taskStatus: 'MAPPED',
      lockHolder: null,
      taskHistory: [
        { action: 'STATE_CHANGE', actionText: 'MAPPED', actionBy: ann.username },
        { action: 'LOCKED_FOR_MAPPING', actionText: expect.stringMatching(/^00:10:\d\d\.\d{6}$/) as unknown },
      ],
    });
    expect(await readState(world.database, project, people)).toMatchObject({
      tasks: { 1: 'MAPPED, mapped by ann' },
      history: { 1: ['LOCKED_FOR_MAPPING ended, ann', 'STATE_CHANGE MAPPED, ann'] },
      project: { total: 3, mapped: 2, validated: 0, badImagery: 0 },
      users: {
        ann: { mapped: 1, validated: 0, invalidated: 0, workedHere: true },
        ben: { mapped: 0, workedHere: false },
      },
    });
    await checkInvariants(world.database, project);
  });

  it('with BADIMAGERY counts for the project and not for the mapper', async () => {
    const { project, ann, people } = await heldByAnn();
    expect((await handIn(project, 1, { as: ann, body: { status: 'BADIMAGERY', comment: 'clouds' } })).status).toBe(200);
    expect(await readState(world.database, project, people)).toMatchObject({
      tasks: { 1: 'BADIMAGERY, mapped by ann' },
      history: { 1: ['LOCKED_FOR_MAPPING ended, ann', 'COMMENT clouds, ann', 'STATE_CHANGE BADIMAGERY, ann'] },
      project: { mapped: 1, badImagery: 1 },
      users: { ann: { mapped: 0, workedHere: true } },
    });
    await checkInvariants(world.database, project);
  });

  it('with READY sets no mapper and changes no counter', async () => {
    const { project, ann, people } = await heldByAnn();
    expect((await handIn(project, 1, { as: ann, body: { status: 'READY' } })).status).toBe(200);
    expect(await readState(world.database, project, people)).toMatchObject({
      tasks: { 1: 'READY' },
      history: { 1: ['LOCKED_FOR_MAPPING ended, ann', 'STATE_CHANGE READY, ann'] },
      project: { mapped: 1, badImagery: 0 },
      users: { ann: { mapped: 0, workedHere: false } },
    });
    await checkInvariants(world.database, project);
  });

  it.each(['mapped', 'Mapped', 'mApPeD'])('accepts the state in any case: %s', async (status) => {
    const { project, ann } = await heldByAnn();
    expect((await handIn(project, 1, { as: ann, body: { status } })).body).toMatchObject({ taskStatus: 'MAPPED' });
  });

  it('keeps the open invalidation of an invalidated task until it is validated', async () => {
    const people = await world.make.users('ann', 'ben', 'zoe');
    const { ann, ben, zoe } = people;
    const task = {
      state: 'LOCKED_FOR_MAPPING',
      before: 'INVALIDATED',
      holder: ann,
      mapper: ben,
      validator: zoe,
    } as const;
    const project = await world.make.project({ tasks: [task] });
    expect((await handIn(project, 1, { as: ann, body: { status: 'MAPPED' } })).status).toBe(200);
    const open = await world.database.prisma.$queryRaw`
      SELECT is_closed, mapper_id::float8 FROM task_invalidation_history WHERE project_id = ${project.id}::int`;
    expect(open).toEqual([{ is_closed: false, mapper_id: ben.id }]);
    expect((await readState(world.database, project, people)).tasks[1]).toBe('MAPPED, mapped by ann');
    await checkInvariants(world.database, project);
  });

  it('adds the project once to the mapped projects of the user', async () => {
    const ann = await world.make.user();
    const project = await world.make.project();
    for (const taskId of [1, 2]) {
      await world.post(`projects/${project.id}/tasks/actions/lock-for-mapping/${taskId}/`, { as: ann });
      expect((await handIn(project, taskId, { as: ann, body: { status: 'MAPPED' } })).status).toBe(200);
    }
    const rows = await world.database.prisma.$queryRaw`
      SELECT tasks_mapped, projects_mapped FROM users WHERE id = ${ann.id}::bigint`;
    expect(rows).toEqual([{ tasks_mapped: 2, projects_mapped: [project.id] }]);
  });

  it('writes the date of the last work to the project', async () => {
    const { project, ann } = await heldByAnn();
    await handIn(project, 1, { as: ann, body: { status: 'MAPPED' } });
    const rows = await world.database.prisma.$queryRaw`
      SELECT last_updated > (now() AT TIME ZONE 'UTC') - interval '1 minute' AS fresh FROM projects WHERE id = ${project.id}::int`;
    expect(rows).toEqual([{ fresh: true }]);
  });

  it('answers in the requested language', async () => {
    const ann = await world.make.user();
    const project = await world.make.project({
      tasks: [{ state: 'LOCKED_FOR_MAPPING', holder: ann }],
      instructions: { en: 'English', ne: 'नेपाली' },
    });
    const answer = await handIn(project, 1, {
      as: ann,
      body: { status: 'MAPPED' },
      headers: { 'accept-language': 'ne' },
    });
    expect(answer.body).toMatchObject({ perTaskInstructions: 'नेपाली' });
  });

  it.each(['application/x-www-form-urlencoded', 'text/plain;charset=UTF-8'])(
    'reads JSON with the content type %s',
    async (type) => {
      const { project, ann } = await heldByAnn();
      const call = { as: ann, raw: '{"status":"MAPPED"}', headers: { 'content-type': type } };
      expect((await handIn(project, 1, call)).body).toMatchObject({ taskStatus: 'MAPPED' });
    },
  );

  it('ignores unknown keys, and treats a null or empty comment as no comment', async () => {
    const { project, ann, people } = await heldByAnn();
    const body = { status: 'MAPPED', comment: null, whatever: { deep: [1] } };
    expect((await handIn(project, 1, { as: ann, body })).status).toBe(200);
    const { history } = await readState(world.database, project, people);
    expect(history[1]).toEqual(['LOCKED_FOR_MAPPING ended, ann', 'STATE_CHANGE MAPPED, ann']);
  });
});

describe('a comment of unlock-after-mapping', () => {
  it('is stored escaped, with its harmless tags', async () => {
    const { project, ann, people } = await heldByAnn();
    const comment =
      'roads & <b>paths</b> <script>steal()</script> <a href="https://example.org" onclick="x()">map</a> 👍';
    await handIn(project, 1, { as: ann, body: { status: 'MAPPED', comment } });
    const { history } = await readState(world.database, project, people);
    expect(history[1]?.[1]).toBe(
      'COMMENT roads &amp; <b>paths</b> &lt;script&gt;steal()&lt;/script&gt; <a href="https://example.org">map</a> 👍, ann',
    );
  });

  it('sends a message to each mentioned user, but not to its author', async () => {
    const { project, ann, people } = await heldByAnn();
    const comment = `@[${people.ben.username}] and @[${people.ben.username}], @[${ann.username}], @[nobody at all]: <i>look</i>`;
    await handIn(project, 1, { as: ann, body: { status: 'MAPPED', comment } });
    const messages = await world.database.prisma.$queryRaw<Record<string, unknown>[]>`
      SELECT from_user_id::float8 AS sender, to_user_id::float8 AS receiver, message, subject, read, message_type, task_id
      FROM messages WHERE project_id = ${project.id}::int`;
    expect(messages).toEqual([
      {
        sender: ann.id,
        receiver: people.ben.id,
        message: comment,
        subject: expect.stringContaining(`/projects/${project.id}/tasks/?search=1`) as unknown,
        read: false,
        message_type: 3,
        task_id: 1,
      },
    ]);
  });

  it('sends nothing when the action is refused', async () => {
    const { project, people } = await heldByAnn();
    const body = { status: 'MAPPED', comment: `@[${people.ann.username}] mine now` };
    expectRefusal(await handIn(project, 1, { as: people.ben, body }), 'TaskNotOwned');
    const rows = await world.database.prisma.$queryRaw`SELECT id FROM messages WHERE project_id = ${project.id}::int`;
    expect(rows).toEqual([]);
  });
});

describe('unlock-after-mapping is refused', () => {
  it('to a caller who does not hold the task, also to an admin', async () => {
    const { project, people } = await heldByAnn();
    const admin = await world.make.user({ role: 'ADMIN' });
    const before = await fingerprint(world.database);
    for (const as of [people.ben, admin, project.author])
      expectRefusal(await handIn(project, 1, { as, body: { status: 'MAPPED' } }), 'TaskNotOwned');
    expect(await fingerprint(world.database)).toBe(before);
  });

  it.each(['READY', 'MAPPED', 'VALIDATED', 'INVALIDATED', 'BADIMAGERY', 'LOCKED_FOR_VALIDATION'] as const)(
    'for a task that is %s',
    async (state) => {
      const holder = await world.make.user();
      const project = await world.make.project({ tasks: [{ state, holder, mapper: holder }] });
      expectRefusal(await handIn(project, 1, { as: holder, body: { status: 'MAPPED' } }), 'LockBeforeUnlocking');
    },
  );

  it.each(['VALIDATED', 'INVALIDATED', 'LOCKED_FOR_MAPPING', 'LOCKED_FOR_VALIDATION', 'SPLIT', 'validated'])(
    'with a state that cannot follow mapping: %s',
    async (status) => {
      const { project, ann } = await heldByAnn();
      expectRefusal(await handIn(project, 1, { as: ann, body: { status } }), 'InvalidUnlockState');
    },
  );

  it.each([
    ['a state that there is not', { body: { status: 'FINISHED' } }],
    ['a property that every object has', { body: { status: 'constructor' } }],
    ['an empty state', { body: { status: '' } }],
    ['no state', { body: {} }],
    ['a state of null', { body: { status: null } }],
    ['a number', { body: { status: 2 } }],
    ['a list', { body: { status: ['MAPPED'] } }],
    ['a comment that is a number', { body: { status: 'MAPPED', comment: 5 } }],
    ['a comment with NUL', { body: { status: 'MAPPED', comment: 'a\0b' } }],
    ['a comment that has no end', { body: { status: 'MAPPED', comment: 'x'.repeat(100_001) } }],
    ['a body that is a list', { body: [] }],
    ['a body that is a text', { body: 'MAPPED' }],
    ['a body of null', { body: null }],
    ['no body', {}],
    ['an empty body', { raw: '' }],
    ['half a body', { raw: '{"status":' }],
    ['no JSON', { raw: '[object Object]' }],
    ['JSON without an end', { raw: '{"a":'.repeat(100_000) }],
  ])('with %s', async (_what, call) => {
    const { project, ann } = await heldByAnn();
    const before = await fingerprint(world.database);
    const answer = await handIn(project, 1, { as: ann, ...call });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      Error: expect.stringMatching(/^Task unlock failed/) as unknown,
      SubCode: 'InvalidData',
    });
    expect(await fingerprint(world.database)).toBe(before);
  });

  it('with 401 without a session', async () => {
    const { project } = await heldByAnn();
    expectRefusal(await handIn(project, 1, { body: { status: 'MAPPED' } }), 'InvalidToken');
  });

  it('with 404 for an unknown project, task or user', async () => {
    const { project, ann } = await heldByAnn();
    const body = { status: 'MAPPED' };
    expectNotFound(await handIn({ id: 2_000_000_000 }, 1, { as: ann, body }), 'PROJECT_NOT_FOUND', {
      project_id: 2_000_000_000,
    });
    expectNotFound(await handIn(project, 99, { as: ann, body }), 'TASK_NOT_FOUND', {
      project_id: project.id,
      task_id: 99,
    });
    expectNotFound(await handIn(project, 1, { as: 1_999_999_995, body }), 'USER_NOT_FOUND', { user_id: 1_999_999_995 });
  });
});
