import { describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.js';
import { GROUP_CALLERS, groupCast, outcomeOf, tableOf } from '../../support/group-cast.js';

const world = useApp();

const OPEN = tableOf('200', {});
const WRITE = tableOf('200', { nobody: '401 InvalidToken', blocked: '403 ReadOnly' });
const PRIVATE = tableOf('403 PrivateProject', {
  'organisation manager': '200',
  author: '200',
  'managing member': '200',
  blocked: '200',
  admin: '200',
});
const one = { tasks: [{ taskId: 1, properties: { count: 3 } }] };

describe.each([
  { kind: 'public', isPrivate: false, reads: OPEN, writes: WRITE },
  {
    kind: 'private',
    isPrivate: true,
    reads: PRIVATE,
    writes: { ...PRIVATE, nobody: '401 InvalidToken', blocked: '403 ReadOnly' },
  },
])('annotations of a $kind project', ({ isPrivate, reads, writes }) => {
  it.each(GROUP_CALLERS)('returns the expected status to %s when reading', async (caller) => {
    const { users, project } = await groupCast(world, { private: isPrivate });
    for (const path of ['', 'building/'])
      expect(outcomeOf(await world.get(`projects/${project}/annotations/${path}`, { as: users[caller] }))).toBe(
        reads[caller],
      );
  });

  it.each(GROUP_CALLERS)('returns the expected status to %s when writing', async (caller) => {
    const { users, project } = await groupCast(world, { private: isPrivate });
    const path = `projects/${project}/annotations/building/`;
    expect(outcomeOf(await world.post(path, { as: users[caller], body: one }))).toBe(writes[caller]);
    const rows = await world.database.prisma.taskAnnotation.count({ where: { projectId: project } });
    expect(rows).toBe(writes[caller] === '200' ? 1 : 0);
  });
});

describe('POST projects/{p}/annotations/{type}/', () => {
  it('replaces the properties of a row and keeps its source and text', async () => {
    const { id, author: as } = await world.make.project();
    const path = `projects/${id}/annotations/building/`;
    const write = (task: object) => world.post(path, { as, body: { tasks: [{ taskId: 2, ...task }] } });
    expect((await write({ properties: { a: 1 }, annotationSource: 's', annotationMarkdown: '<b>' })).body).toBe(id);
    await write({ properties: { b: "'; DROP TABLE tasks; --" }, annotationSource: 'other' });
    expect((await world.get(path)).body).toEqual({
      projectId: id,
      tasks: [
        {
          taskId: 2,
          annotationType: 'building',
          annotationSource: 's',
          annotationMarkdown: '<b>',
          properties: { b: "'; DROP TABLE tasks; --" },
        },
      ],
    });
  });

  it('accepts any letters in the type in the path', async () => {
    const { id, author: as } = await world.make.project();
    const type = `ቤት "<b>' --`;
    const path = `projects/${id}/annotations/${encodeURIComponent(type)}/`;
    await world.post(path, { as, body: { tasks: [{ ...one.tasks[0], annotationType: 'other' }] } });
    expect((await world.get(path)).body).toMatchObject({ tasks: [{ annotationType: type }] });
    expect((await world.get(`projects/${id}/annotations/other/`)).body).toMatchObject({ tasks: [] });
  });

  it('writes one row for a task that is listed twice', async () => {
    const { id, author: as } = await world.make.project();
    const tasks = [1, 2].map((n) => ({ taskId: 1, properties: { n } }));
    await world.post(`projects/${id}/annotations/x/`, { as, body: { tasks } });
    expect((await world.get(`projects/${id}/annotations/`)).body).toMatchObject({ tasks: [{ properties: { n: 2 } }] });
  });

  it.each([
    [[...one.tasks, { taskId: 99, properties: {} }], '404 TASK_NOT_FOUND'],
    [[...one.tasks, { taskId: 2147483648, properties: {} }], '400 InvalidData'],
    [[...one.tasks, { taskId: 2 }], '400 InvalidData'],
    [[...one.tasks, { taskId: 2, properties: [] }], '400 InvalidData'],
    [[...one.tasks, { taskId: 2, properties: { text: 'a\0b' } }], '400 InvalidData'],
    ['all', '400 InvalidData'],
    [[], '200'],
  ])('writes nothing for the tasks %j: %s', async (tasks, outcome) => {
    const { id, author: as } = await world.make.project();
    const answer = await world.post(`projects/${id}/annotations/x/`, { as, body: { tasks } });
    expect(outcomeOf(answer)).toBe(outcome);
    expect(await world.database.prisma.taskAnnotation.count({ where: { projectId: id } })).toBe(0);
  });
});
