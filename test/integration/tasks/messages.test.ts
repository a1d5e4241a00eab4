import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { Project, User } from '../../support/factory.js';
import { checkInvariants } from '../../support/invariants.js';
import { fingerprint, readState } from '../../support/state.js';
import { actingIn } from './acting.js';

const world = useApp();
const { act, done, messages } = actingIn(world);

const KIND = { mention: 3, validation: 4, invalidation: 5, comment: 8 };

const comment = (project: { id: number }, as: User | undefined, text: unknown, taskId = 1) =>
  world.post(`projects/${project.id}/comments/tasks/${taskId}/`, { as, body: { comment: text } });

const verdict = (project: Project, as: User, status: string, text?: string) =>
  done(project, 'unlock-after-validation', {
    as,
    body: { validatedTasks: [{ taskId: 1, status, comment: text }] },
  });

async function checkedByZoe() {
  const people = await world.make.users('ann', 'zoe');
  const project = await world.make.project({
    tasks: [{ state: 'LOCKED_FOR_VALIDATION', mapper: people.ann, holder: people.zoe }],
  });
  return { ...people, project };
}

describe('the mapper of a task', () => {
  it('gets a message when it is validated', async () => {
    const { ann, zoe, project } = await checkedByZoe();
    await verdict(project, zoe, 'VALIDATED');
    expect(await messages(project)).toMatchObject([
      {
        to: ann.id,
        from: zoe.id,
        type: KIND.validation,
        task: 1,
        subject: expect.stringContaining('validated') as unknown,
      },
    ]);
    const [message] = await messages(project);
    expect(message?.subject).toContain(`/projects/${project.id}/tasks/?search=1`);
  });

  it('gets a message when it is invalidated', async () => {
    const { ann, zoe, project } = await checkedByZoe();
    await verdict(project, zoe, 'INVALIDATED');
    expect(await messages(project)).toMatchObject([
      { to: ann.id, from: zoe.id, type: KIND.invalidation, subject: expect.stringContaining('invalid') as unknown },
    ]);
  });

  it.each([
    ['MAPPED', 'is handed back as mapped'],
    ['VALIDATED', 'was validated, where they want no such message'],
    ['INVALIDATED', 'was invalidated, where they want no such message'],
  ])('gets no message when a task %s %s', async (status) => {
    const { ann, zoe, project } = await checkedByZoe();
    await world.database.prisma.$executeRaw`
      UPDATE users SET task_validation_notification = ${status !== 'VALIDATED'}::bool,
        task_invalidation_notification = ${status !== 'INVALIDATED'}::bool WHERE id = ${ann.id}::bigint`;
    await verdict(project, zoe, status);
    expect(await messages(project)).toEqual([]);
  });

  it('gets no message about their own actions', async () => {
    const admin = await world.make.user({ role: 'ADMIN' });
    const project = await world.make.project({
      tasks: [{ state: 'LOCKED_FOR_VALIDATION', mapper: admin, holder: admin }, 'MAPPED'],
    });
    await verdict(project, admin, 'VALIDATED');
    await done(project, 'validate-all', { as: admin });
    await done(project, 'invalidate-all', { as: admin });
    expect(await messages(project)).toEqual([]);
  });

  it('gets a message beside the users that the comment mentions', async () => {
    const { ann, zoe, project } = await checkedByZoe();
    const { dan } = await world.make.users('dan');
    await verdict(project, zoe, 'INVALIDATED', `@[${dan.username}], please <b>help</b> & map`);
    const sent = await messages(project);
    expect(sent.map(({ to, type }) => [to, type]).sort()).toEqual(
      [
        [dan.id, KIND.mention],
        [ann.id, KIND.invalidation],
        [ann.id, KIND.comment],
      ].sort(),
    );
    expect(sent.find(({ to }) => to === dan.id)?.message).toBe(`@[${dan.username}], please <b>help</b> &amp; map`);
  });
});

it('a request with several reviews sends one message to each mapper', async () => {
  const { ann, ben, zoe } = await world.make.users('ann', 'ben', 'zoe');
  const held = (mapper: User) => ({ state: 'LOCKED_FOR_VALIDATION' as const, mapper, holder: zoe });
  const project = await world.make.project({ tasks: [held(ann), held(ann), held(ben), held(ann)] });
  const validatedTasks = ['VALIDATED', 'INVALIDATED', 'INVALIDATED', 'VALIDATED'].map((status, index) => ({
    taskId: index + 1,
    status,
  }));
  await done(project, 'unlock-after-validation', { as: zoe, body: { validatedTasks } });
  const sent = await messages(project);
  expect(sent.map(({ to, type }) => [to, type])).toEqual([
    [ann.id, KIND.validation],
    [ben.id, KIND.invalidation],
  ]);
  expect(sent[0]?.subject).toMatch(/search=1".*search=4"/);
});

describe('a comment', () => {
  it('is stored in the history', async () => {
    const people = await world.make.users('ann', 'ben');
    const project = await world.make.project({ tasks: [{ state: 'LOCKED_FOR_MAPPING', holder: people.ann }] });
    const answer = await comment(project, people.ben, 'look <script>x()</script>');
    expect(answer.body).toMatchObject({ taskStatus: 'LOCKED_FOR_MAPPING', lockHolder: people.ann.username });
    const state = await readState(world.database, project, people);
    expect(state.tasks[1]).toBe('LOCKED_FOR_MAPPING, locked by ann');
    expect(state.history[1]).toEqual([
      'LOCKED_FOR_MAPPING running, ann',
      'COMMENT look &lt;script&gt;x()&lt;/script&gt;, ben',
    ]);
    expect(state.users.ben).toEqual({ mapped: 0, validated: 0, invalidated: 0, workedHere: false });
    await checkInvariants(world.database, project);
  });

  it('sends a message to each user that it mentions, also to users who have mails of mentions switched off', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const quiet = await world.make.user({ mentions: false });
    const project = await world.make.project();
    await comment(
      project,
      ann,
      `@[${ben.username}] @${ben.username} @${quiet.username}! @[${ann.username}] @[nobody] @[] [${ben.username}]`,
    );
    expect((await messages(project)).map(({ to, from, type }) => [to, from, type])).toEqual([
      [ben.id, ann.id, KIND.mention],
      [quiet.id, ann.id, KIND.mention],
    ]);
  });

  it('sends a message to the others who worked on the task', async () => {
    const { ann, ben, zoe } = await world.make.users('ann', 'ben', 'zoe');
    const project = await world.make.project({ tasks: [{ state: 'VALIDATED', mapper: ann, validator: zoe }] });
    await comment(project, ben, 'who drew this?');
    await comment(project, zoe, 'it was ann');
    await comment(project, ben, `@${ann.username} why?`);
    await world.database.prisma.$executeRaw`
      UPDATE users SET tasks_comments_notifications = false WHERE id = ${ann.id}::bigint`;
    await comment(project, ben, 'again');
    expect((await messages(project)).map(({ to, from, type }) => [to, from, type])).toEqual([
      [ann.id, ben.id, KIND.comment],
      [zoe.id, ben.id, KIND.comment],
      [ann.id, zoe.id, KIND.comment],
      [ann.id, ben.id, KIND.mention],
      [zoe.id, ben.id, KIND.comment],
      [zoe.id, ben.id, KIND.comment],
    ]);
  });

  it('sends messages to the mentioned groups', async () => {
    const { ann, zoe, head, lead, idle, stranger } = await world.make.users(
      'ann',
      'zoe',
      'head',
      'lead',
      'idle',
      'stranger',
    );
    const team = await world.make.team({ members: [lead], inactive: [idle] });
    const project = await world.make.project({
      organisation: await world.make.organisation({ managers: [head] }),
      teams: [{ team, role: 'PROJECT_MANAGER' }],
      tasks: [{ state: 'VALIDATED', mapper: ann, validator: zoe }],
    });
    const mentioned = async (text: string): Promise<unknown[]> => {
      await world.database.prisma.$executeRaw`DELETE FROM messages WHERE project_id = ${project.id}::int`;
      await comment(project, stranger, text);
      return (await messages(project)).filter(({ type }) => type === KIND.mention).map(({ to }) => to);
    };
    expect(await mentioned('#author')).toEqual([project.author.id]);
    expect(await mentioned('#managers')).toEqual([head.id, lead.id]);
    expect(await mentioned('#mappers')).toEqual([ann.id]);
    expect(await mentioned('#contributors #mappers')).toEqual([ann.id, zoe.id]);
    expect(await mentioned('#Author #managersx')).toEqual([]);
  });

  it('sends no message to #mappers who only undid a validation', async () => {
    const { ann, zoe, stranger } = await world.make.users('ann', 'zoe', 'stranger');
    const project = await world.make.project({ tasks: [{ state: 'VALIDATED', mapper: ann, validator: zoe }] });
    await done(project, 'undo-last-action/1', { as: zoe });
    await comment(project, stranger, '#mappers');
    const mentioned = (await messages(project)).filter(({ type }) => type === KIND.mention);
    expect(mentioned.map(({ to }) => to)).toEqual([ann.id]);
  });

  it('escapes the HTML of names', async () => {
    const { ann } = await world.make.users('ann');
    const evil = await world.make.user({ name: '<img src=x onerror=alert(1)>' });
    const project = await world.make.project({ tasks: [{ state: 'MAPPED', mapper: ann }] });
    await world.database.prisma.$executeRaw`
      INSERT INTO project_info (project_id, locale, name) VALUES (${project.id}::int, 'en', '<script>"x"</script> & co')
      ON CONFLICT (project_id, locale) DO UPDATE SET name = EXCLUDED.name`;
    await comment(project, evil, 'see <Town Name> <b onclick="x()">this</b>');
    const [message] = await messages(project);
    expect(message?.message).toBe('see &lt;Town Name&gt; <b>this</b>');
    expect(message?.subject).toContain(`>&lt;script&gt;&quot;x&quot;&lt;/script&gt; &amp; co #${project.id}</a>`);
    expect(message?.subject).toContain('>&lt;img src=x onerror=alert(1)&gt;');
    expect(message?.subject).not.toMatch(/<(img|script)/);
  });

  it('on stopping, mapping and validating names people too', async () => {
    const { ann, ben, zoe } = await world.make.users('ann', 'ben', 'zoe');
    const project = await world.make.project({
      tasks: [
        { state: 'LOCKED_FOR_MAPPING', holder: ann },
        { state: 'LOCKED_FOR_VALIDATION', holder: zoe },
      ],
    });
    const text = `over to you, @[${ben.username}]`;
    await done(project, 'stop-mapping/1', { as: ann, body: { comment: text } });
    await done(project, 'stop-validation', { as: zoe, body: { resetTasks: [{ taskId: 2, comment: text }] } });
    const mentions = (await messages(project)).filter(({ type }) => type === KIND.mention);
    expect(mentions.map(({ from, to, task }) => [from, to, task])).toEqual([
      [ann.id, ben.id, 1],
      [zoe.id, ben.id, 2],
    ]);
  });

  it('sends no message about a private project or a draft to users who may not see it', async () => {
    const { author, member, stranger } = await world.make.users('author', 'member', 'stranger');
    for (const [spec, told] of [
      [{ private: true, allowed: [member] }, [member.id]],
      [{ status: 'DRAFT' as const, allowed: [member] }, []],
    ] as const) {
      const project = await world.make.project({ author, ...spec, allowed: [...spec.allowed] });
      await comment(project, author, `@[${member.username}] @[${stranger.username}]`);
      expect((await messages(project)).map(({ to }) => to)).toEqual(told);
    }
  });

  it('is refused to blocked users, to strangers of a private project, and without a text', async () => {
    const { ann } = await world.make.users('ann');
    const blocked = await world.make.user({ role: 'BLOCKED' });
    const project = await world.make.project();
    const before = await fingerprint(world.database);
    expectRefusal(await comment(project, blocked, 'x'), 'ReadOnly');
    for (const text of ['', null, undefined, 5, 'a\0b', 'x'.repeat(100_001)])
      expect(await comment(project, ann, text)).toMatchObject({ status: 400, body: { SubCode: 'InvalidData' } });
    expectRefusal(await comment(project, undefined, 'x'), 'InvalidToken');
    expectNotFound(await comment(project, ann, 'x', 99), 'TASK_NOT_FOUND');
    expectNotFound(await comment({ id: 2_000_000_000 }, ann, 'x'), 'PROJECT_NOT_FOUND');
    expectNotFound(await comment(project, { id: 1_999_999_995, username: '' }, 'x'), 'USER_NOT_FOUND');
    expect(await fingerprint(world.database)).toBe(before);
    expectRefusal(await comment(await world.make.project({ private: true }), ann, 'x'), 'PrivateProject');
    expectRefusal(await comment(await world.make.project({ status: 'DRAFT' }), ann, 'x'), 'PrivateProject');
  });

  it('is neither stored nor sent when the action is refused', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const project = await world.make.project();
    const body = { comment: `@[${ben.username}]` };
    expectRefusal(await act(project, 'stop-mapping/1', { as: ann, body }), 'LockBeforeUnlocking');
    expect(await messages(project)).toEqual([]);
    expect((await readState(world.database, project)).history[1]).toEqual([]);
  });
});
