import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import { adorn, unique } from './adorn.js';

const world = useApp();

const act = (project: { id: number }, action: string, as?: { id: number }, body?: unknown) =>
  world.post(`projects/${project.id}/actions/${action}/`, { as, ...(body !== undefined && { body }) });

/** Messages about a subject, by receiver. */
const messagesWith = (part: string) =>
  world.database.prisma.$queryRaw<Record<string, unknown>[]>`
    SELECT message_type AS type, from_user_id::float8 AS "from", to_user_id::float8 AS "to", project_id AS project,
      read, subject, message FROM messages WHERE strpos(subject, ${part}) > 0 ORDER BY to_user_id`;

const ACTIONS: [string, unknown][] = [
  ['feature', undefined],
  ['remove-feature', undefined],
  ['set-interests', { interests: [] }],
  ['message-contributors', { subject: 's', message: 'm' }],
  ['transfer-ownership', { username: 'somebody' }],
];

describe.each(ACTIONS)('POST projects/{id}/actions/%s/', (action, body) => {
  it('returns 403 to others than managers of the project', async () => {
    const { stranger, mapper } = await world.make.users('stranger', 'mapper');
    const blocked = await world.make.user({ role: 'BLOCKED' });
    const project = await world.make.project({
      organisation: await world.make.organisation({ managers: [blocked] }),
      teams: [{ team: await world.make.team({ members: [mapper] }), role: 'MAPPER' }],
    });
    const code = action === 'transfer-ownership' ? 'TransferPermissionError' : 'UserPermissionError';
    for (const as of [stranger, mapper, blocked]) expectRefusal(await act(project, action, as, body), code);
    expectRefusal(await act(project, action, undefined, body), 'InvalidToken');
    expectNotFound(await act(project, action, { id: 999_999_999 }, body), 'USER_NOT_FOUND');
    expectNotFound(await act({ id: 2_147_483_647 }, action, stranger, body), 'PROJECT_NOT_FOUND');
  });
});

describe('featuring a project', () => {
  it('is set once and unset once', async () => {
    const { manager } = await world.make.users('manager');
    const team = await world.make.team({ members: [manager] });
    const project = await world.make.project({ teams: [{ team, role: 'PROJECT_MANAGER' }] });
    const isFeatured = async () =>
      ((await world.get('projects/queries/featured/')).body as { results: { projectId: number }[] }).results.some(
        ({ projectId }) => projectId === project.id,
      );
    expectRefusal(await act(project, 'remove-feature', manager), 'NotFeatured');
    expect(await act(project, 'feature', manager)).toMatchObject({ status: 200, body: { Success: true } });
    expect(await isFeatured()).toBe(true);
    expectRefusal(await act(project, 'feature', project.author, {}), 'AlreadyFeatured');
    expect(await act(project, 'remove-feature', project.author)).toMatchObject({
      status: 200,
      body: { Success: true },
    });
    expect(await isFeatured()).toBe(false);
    expectRefusal(await act(project, 'remove-feature', project.author), 'NotFeatured');
  });

  it('treats NULL as not featured', async () => {
    const project = await world.make.project();
    await world.database.prisma.$executeRaw`UPDATE projects SET featured = NULL WHERE id = ${project.id}::int`;
    expectRefusal(await act(project, 'remove-feature', project.author), 'NotFeatured');
    expect((await act(project, 'feature', project.author)).status).toBe(200);
  });
});

describe('setting the interests of a project', () => {
  it('replaces them all or none', async () => {
    const project = await world.make.project();
    await adorn(world.database, project, { interests: [unique('one'), unique('two')] });
    const { interests } = (await world.get(`projects/${project.id}/`)).body as { interests: { id: number }[] };
    const [one, two] = interests.map(({ id }) => id);
    const set = (ids: unknown) => act(project, 'set-interests', project.author, { interests: ids });
    const now = async () =>
      ((await world.get(`projects/${project.id}/`)).body as { interests: { id: number }[] }).interests.map(
        ({ id }) => id,
      );
    expect((await set([two, two])).body).toMatchObject({ interests: [{ id: two }] });
    expect(await now()).toEqual([two]);
    expectNotFound(await set([one, 2_147_483_647]), 'INTEREST_NOT_FOUND', { interest_id: 2_147_483_647 });
    expect(await now()).toEqual([two]);
    expect((await set([])).body).toEqual({ interests: [] });
    expect(await now()).toEqual([]);
    for (const ids of [undefined, 'all', ['x'], [3_000_000_000]])
      expect(await set(ids)).toMatchObject({ status: 400, body: { SubCode: 'InvalidData' } });
  });
});

describe('message to the contributors of a project', () => {
  it('is sent to every mapper and validator who accepts such messages', async () => {
    const { mapper, validator, quiet, commenter } = await world.make.users('mapper', 'validator', 'quiet', 'commenter');
    await world.database.prisma.$executeRaw`
      UPDATE users SET projects_notifications = false WHERE id = ${quiet.id}::bigint`;
    const project = await world.make.project({
      tasks: [
        { state: 'MAPPED', mapper },
        { state: 'VALIDATED', mapper, validator },
        { state: 'MAPPED', mapper: quiet },
        'READY',
      ],
    });
    const subject = unique('subject');
    const body = { subject: `${subject} <b>x</b><script>y</script>`, message: '**Bold** & plain', fromUserId: 1 };
    const answer = await act(project, 'message-contributors', project.author, body);
    expect(answer).toMatchObject({ status: 200, body: { Success: 'Messages started' } });
    const messages = await messagesWith(subject);
    expect(messages.map(({ to }) => to)).toEqual([mapper.id, validator.id].sort((a, b) => a - b));
    expect(messages[0]).toMatchObject({ type: 2, from: project.author.id, project: project.id, read: false });
    expect(messages[0]?.subject).toContain('<b>x</b>');
    expect(messages[0]?.subject).not.toContain('<script');
    expect(messages[0]?.message).toMatch(
      new RegExp(
        `^A message from <a href="http://127.0.0.1:3000/projects/${project.id}">Project ${project.id} #${project.id}</a> managers:<br/><br/><p><strong>Bold</strong> &amp; plain</p>$`,
      ),
    );
    expect(messages.some(({ to }) => to === commenter.id)).toBe(false);
  });

  it('is sent for an archived project too, and other keys of the body are ignored', async () => {
    const { mapper, validator, boss } = await world.make.users('mapper', 'validator', 'boss');
    const project = await world.make.project({
      status: 'ARCHIVED',
      organisation: await world.make.organisation({ managers: [boss] }),
      tasks: [{ state: 'VALIDATED', mapper, validator }],
    });
    const subject = `from the office ${project.id}`;
    const body = { subject, message: 'x', fromUserId: mapper.id, projectId: 1 };
    expect(await act(project, 'message-contributors', boss, body)).toMatchObject({ status: 200 });
    const messages = await messagesWith(subject);
    expect(messages).toMatchObject(
      [mapper, validator].map(({ id }) => ({ to: id, from: boss.id, project: project.id })),
    );
  });

  it('returns 400 without a subject or a message', async () => {
    const project = await world.make.project();
    for (const body of [
      { subject: 's' },
      { message: 'm' },
      { subject: '', message: 'm' },
      { subject: 's', message: ' ' },
      [],
    ])
      expect(await act(project, 'message-contributors', project.author, body)).toMatchObject({
        status: 400,
        body: { SubCode: 'InvalidData' },
      });
  });
});

describe('transferring a project', () => {
  it('makes a manager of its organisation the author and notifies all managers', async () => {
    const { boss, second, other } = await world.make.users('boss', 'second', 'other');
    const blocked = await world.make.user({ role: 'BLOCKED' });
    await world.make.organisation({ managers: [other] });
    const organisation = await world.make.organisation({ managers: [boss, second, blocked] });
    const { manager } = await world.make.users('manager');
    const team = await world.make.team({ members: [manager] });
    const project = await world.make.project({ organisation, teams: [{ team, role: 'PROJECT_MANAGER' }] });
    const transfer = (username: unknown, as: { id: number } = project.author) =>
      act(project, 'transfer-ownership', as, { username });
    const author = async () => ((await world.get(`projects/${project.id}/`)).body as { author: string }).author;
    expectRefusal(await transfer(boss.username, manager), 'TransferPermissionError');
    for (const { username } of [other, manager, blocked]) expectRefusal(await transfer(username), 'InvalidNewOwner');
    expectNotFound(await transfer('nobody at all'), 'USER_NOT_FOUND', { username: 'nobody at all' });
    for (const username of [undefined, 5, ' '])
      expect(await transfer(username)).toMatchObject({ status: 400, body: { SubCode: 'InvalidData' } });
    expect((await transfer(project.author.username)).status).toBe(200);
    expect(await messagesWith(`#${project.id} was transferred`)).toEqual([]);
    expect(await transfer(boss.username)).toMatchObject({ status: 200, body: { Success: 'Project Transferred' } });
    expect(await author()).toBe(boss.username);
    const messages = await messagesWith(
      `Project Project ${project.id} #${project.id} was transferred to ${boss.username}`,
    );
    expect(messages).toMatchObject(
      [boss, second, blocked]
        .sort((a, b) => a.id - b.id)
        .map(({ id }) => ({ to: id, type: 1, from: null, project: null })),
    );
    const admin = await world.make.user({ role: 'ADMIN' });
    expect((await transfer(admin.username, boss)).status).toBe(200);
    expect(await author()).toBe(admin.username);
    expectRefusal(await transfer(admin.username, project.author), 'TransferPermissionError');
  });
});
