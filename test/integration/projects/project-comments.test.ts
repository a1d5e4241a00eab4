import { describe, expect, it } from 'vitest';
import { expectNotFound, expectRefusal, useApp } from '../../support/app.js';
import type { User } from '../../support/factory.js';

const world = useApp();

interface Told {
  type: number;
  to: number;
  subject: string;
  message: string;
  task: number | null;
}

const told = (projectId: number): Promise<Told[]> => world.database.prisma.$queryRaw<Told[]>`
  SELECT message_type AS type, to_user_id::float8 AS to, subject, message, task_id AS task FROM messages
  WHERE project_id = ${projectId}::int ORDER BY message_type, to_user_id`;

const comment = (project: { id: number }, as: User | undefined, message: unknown) =>
  world.post(`projects/${project.id}/comments/`, { as, body: { message } });

type Page = { chat: { id: number; message: string; username: string }[]; pagination: { total: number } | null };
const comments = async (project: { id: number }, query = ''): Promise<Page> =>
  (await world.get(`projects/${project.id}/comments/${query}`)).body as Page;

describe('comments on a project', () => {
  it('are Markdown, stored as safe HTML, and listed newest first for everybody', async () => {
    const project = await world.make.project();
    const ann = await world.make.user({ name: 'ann' });
    expect(await comments(project)).toEqual({ chat: [], pagination: null });
    await comment(project, ann, 'first');
    const { body } = await comment(project, ann, '**second** <script>alert(1)</script>');
    expect((body as Page).chat.map(({ message }) => message)).toEqual([
      '<p><strong>second</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>',
      '<p>first</p>',
    ]);
    expect(await comments(project, '?perPage=1&page=2')).toMatchObject({
      chat: [{ message: '<p>first</p>', username: ann.username }],
      pagination: { total: 2 },
    });
    expect((await comments(project, '?page=9')).chat).toEqual([]);
    expect((await world.get(`projects/${project.id}/comments/?page=0`)).status).toBe(400);
  });

  it('notify mentioned users and users with the project as favourite, except the writer', async () => {
    const { ann, ben, fan } = await world.make.users('ann', 'ben', 'fan');
    const project = await world.make.project({ author: ben });
    for (const { id } of [ann, ben, fan])
      await world.database.prisma
        .$executeRaw`INSERT INTO project_favorites (project_id, user_id) VALUES (${project.id}::int, ${id}::bigint)`;
    await comment(
      project,
      ann,
      `@[${ann.username}] @${ben.username} @[${ben.username}] #author @[nobody at all] <i onclick=x>hi</i>`,
    );
    const rows = await told(project.id);
    expect(rows.map(({ type, to, task }) => [type, to, task])).toEqual([
      [3, ben.id, null],
      [9, ben.id, null],
      [9, fan.id, null],
    ]);
    for (const { subject, message } of rows) {
      expect(subject).toContain(`/projects/${project.id}#questionsAndComments`);
      expect(message).not.toContain('onclick=x>');
    }
  });

  it('are deleted by their writer and by managers of the project only', async () => {
    const { ann, ben } = await world.make.users('ann', 'ben');
    const project = await world.make.project();
    const admin = await world.make.user({ role: 'ADMIN' });
    const write = async (): Promise<string> => {
      const { body } = await comment(project, ann, 'text');
      return `projects/${project.id}/comments/${(body as Page).chat[0]?.id ?? 0}/`;
    };
    const path = await write();
    expectRefusal(await world.send('DELETE', path, { as: ben }), 'DeletePermissionError');
    for (const [as, one] of [
      [ann, path],
      [project.author, await write()],
      [admin, await write()],
    ] as const)
      expect((await world.send('DELETE', one, { as })).body).toEqual({ Success: 'Comment deleted' });
    expectNotFound(await world.send('DELETE', path, { as: ann }), 'MESSAGE_NOT_FOUND');
    expect((await comments(project)).pagination).toBeNull();
  });

  it('return 401 without a session, 403 to blocked users and 400 when empty', async () => {
    const project = await world.make.project();
    const blocked = await world.make.user({ role: 'BLOCKED' });
    const ann = await world.make.user();
    expect((await comment(project, undefined, 'x')).status).toBe(401);
    expect((await comment(project, blocked, 'x')).status).toBe(403);
    for (const message of ['', '  ', null, 5])
      expectRefusal(await comment(project, ann, message), 'InvalidData', 'Unable to add chat message');
    expect((await comment({ id: 2_000_000_000 }, ann, 'x')).status).toBe(404);
    expect(await told(project.id)).toEqual([]);
  });

  it('return 403 to callers who may not see the project, and a page of five after a new comment', async () => {
    const { allowed, stranger } = await world.make.users('allowed', 'stranger');
    const hidden = await world.make.project({ private: true, allowed: [allowed] });
    const draft = await world.make.project({ status: 'DRAFT', allowed: [allowed] });
    const archived = await world.make.project({ status: 'ARCHIVED' });
    expectRefusal(await comment(hidden, stranger, 'x'), 'UserNotPermitted');
    expectRefusal(await comment(draft, allowed, 'x'), 'UserNotPermitted');
    expect((await comment(archived, stranger, 'x')).status).toBe(200);
    for (const text of ['1', '2', '3', '4', '5']) await comment(hidden, allowed, text);
    const { body } = await comment(hidden, allowed, '6');
    expect((body as Page).chat.map(({ message }) => message)).toEqual([6, 5, 4, 3, 2].map((n) => `<p>${n}</p>`));
    expect(body).toMatchObject({ pagination: { perPage: 5, page: 1, total: 6, hasNext: true } });
    for (const query of ['page=0', 'perPage=0', 'perPage=x'])
      expect(await world.get(`projects/${hidden.id}/comments/?${query}`, { as: allowed })).toMatchObject({
        status: 400,
        body: { SubCode: 'InvalidData' },
      });
  });

  it('are deleted under their own project only', async () => {
    const admin = await world.make.user({ role: 'ADMIN' });
    const [project, other] = [await world.make.project(), await world.make.project()];
    const [{ id }] = ((await comment(project, admin, 'here')).body as { chat: [{ id: number }] }).chat;
    expectNotFound(
      await world.send('DELETE', `projects/${other.id}/comments/${id}/`, { as: admin }),
      'MESSAGE_NOT_FOUND',
    );
    expect((await comments(project)).chat).toHaveLength(1);
  });

  it('are not deleted by a blocked user, not even their own', async () => {
    const project = await world.make.project();
    const ann = await world.make.user();
    const { body } = await comment(project, ann, 'mine');
    const [{ id }] = (body as { chat: [{ id: number }] }).chat;
    await world.database.prisma.user.update({ where: { id: BigInt(ann.id) }, data: { role: -1 } });
    const answer = await world.send('DELETE', `projects/${project.id}/comments/${id}/`, { as: ann });
    expect(answer).toMatchObject({ status: 403, body: { SubCode: 'ReadOnly' } });
  });
});
