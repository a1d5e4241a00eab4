import { describe, expect, it } from 'vitest';
import { taskEvents, useEventWorld } from '../../support/event-world.js';

const events = useEventWorld();
const { world, listen, act } = events;

describe('events of a project', () => {
  it('begin with ready', async () => {
    const client = await listen();
    expect(client.status).toBe(200);
    expect(client.headers['content-type']).toBe('text/event-stream');
    expect(client.events).toMatchObject([{ event: 'ready', data: { projectId: events.project.id, resumed: false } }]);
  });

  it('report a lock and a hand-in once each', async () => {
    const client = await listen();
    await act('tasks/actions/lock-for-mapping/1/');
    await act('tasks/actions/unlock-after-mapping/1/', { status: 'MAPPED', comment: 'done' });
    await act('tasks/actions/lock-for-mapping/2/');
    await act('tasks/actions/stop-mapping/2/', {});
    await client.until(() => client.events.length >= 5);
    expect(taskEvents(client)).toEqual([
      { taskIds: [1], action: 'lock', from: 'READY', to: 'LOCKED_FOR_MAPPING' },
      { taskIds: [1], action: 'state', from: 'LOCKED_FOR_MAPPING', to: 'MAPPED' },
      { taskIds: [2], action: 'lock', from: 'READY', to: 'LOCKED_FOR_MAPPING' },
      { taskIds: [2], action: 'unlock', from: 'LOCKED_FOR_MAPPING', to: 'READY' },
    ]);
    expect(client.named('task')[0]?.data.actor).toEqual({ id: events.mapper.id, username: events.mapper.username });
  });

  it('report a bulk action as one event with all tasks', async () => {
    const author = await world.make.user({ role: 'ADMIN' });
    events.project = await world.make.project({ author, tasks: ['READY', 'MAPPED', 'READY', 'VALIDATED'] });
    const client = await listen();
    await act('tasks/actions/map-all/', undefined, author);
    await act('tasks/actions/validate-all/', undefined, author);
    await client.until(() => client.events.length >= 3);
    expect(taskEvents(client)).toEqual([
      { taskIds: [1, 3], action: 'state', from: 'READY', to: 'MAPPED' },
      { taskIds: [1, 2, 3], action: 'state', from: 'MAPPED', to: 'VALIDATED' },
    ]);
  });

  it('name the parent and the children of a split', async () => {
    const client = await listen();
    await act('tasks/actions/lock-for-mapping/2/');
    await act('tasks/actions/split/2/');
    await client.until(() => client.events.length >= 2 && client.named('task').at(-1)?.data.action === 'split');
    const split = client.named('task').at(-1);
    expect(split?.data).toMatchObject({ taskIds: [2, 5, 6, 7, 8], parent: 2, children: [5, 6, 7, 8], to: 'READY' });
  });

  it('report comments on tasks and on the project, without their texts', async () => {
    const client = await listen();
    await act('comments/tasks/3/', { comment: 'a word in the history' });
    await act('comments/', { message: 'a word to all' });
    await client.until(() => client.events.length >= 3);
    expect(client.named('comment').map(({ data }) => data.taskIds)).toEqual([[3], []]);
    expect(JSON.stringify(client.events)).not.toContain('a word');
  });

  it('report an edited project, but not its counters', async () => {
    const client = await listen();
    await act('tasks/actions/lock-for-mapping/1/');
    await act('tasks/actions/unlock-after-mapping/1/', { status: 'MAPPED' });
    const { prisma } = world.database;
    await prisma.project.update({ where: { id: events.project.id }, data: { changesetComment: '#another' } });
    await client.until(() => client.named('project').length > 0);
    await act('comments/', { message: 'the last' });
    await client.until(() => client.named('comment').length > 0);
    expect(client.named('project')).toHaveLength(1);
    expect(client.named('project')[0]?.data).toMatchObject({ projectId: events.project.id });
  });

  it('report task rows written by SQL once', async () => {
    const client = await listen();
    await world.database.prisma.$executeRaw`
      UPDATE tasks SET task_status = 6 WHERE project_id = ${events.project.id} AND id IN (2, 3)`;
    await client.until(() => client.events.length >= 2);
    await act('comments/', { message: 'the last' });
    await client.until(() => client.named('comment').length > 0);
    expect(taskEvents(client)).toEqual([{ taskIds: [2, 3], action: 'edit', from: null, to: 'BADIMAGERY' }]);
  });

  it('report deleted tasks once, with their ids', async () => {
    const admin = await world.make.user({ role: 'ADMIN' });
    const client = await listen();
    await act('tasks/actions/lock-for-mapping/2/');
    const answer = await world.send('DELETE', `projects/${events.project.id}/tasks/`, {
      as: admin,
      body: { tasks: [2, 4] },
    });
    expect(answer.status, answer.text).toBe(200);
    await client.until(() => taskEvents(client).some(({ action }) => action === 'delete'));
    await world.database.prisma.$executeRaw`DELETE FROM tasks WHERE project_id = ${events.project.id} AND id = 1`;
    await client.until(() => taskEvents(client).filter(({ action }) => action === 'delete').length >= 2);
    await act('comments/', { message: 'the last' });
    await client.until(() => client.named('comment').length > 0);
    expect(taskEvents(client).filter(({ action }) => action !== 'lock')).toEqual([
      { taskIds: [2, 4], action: 'delete', from: null, to: null },
      { taskIds: [1], action: 'delete', from: null, to: null },
    ]);
  });

  it('report a split without an event for the deleted parent', async () => {
    const client = await listen();
    await act('tasks/actions/lock-for-mapping/2/');
    await act('tasks/actions/split/2/');
    await client.until(() => taskEvents(client).some(({ action }) => action === 'split'));
    await world.database.prisma
      .$executeRaw`DELETE FROM task_history WHERE project_id = ${events.project.id} AND task_id = 8`;
    await world.database.prisma.$executeRaw`DELETE FROM tasks WHERE project_id = ${events.project.id} AND id = 8`;
    await client.until(() => taskEvents(client).some(({ action }) => action === 'delete'));
    expect(taskEvents(client).filter(({ action }) => action === 'delete')).toMatchObject([{ taskIds: [8] }]);
  });

  it('report no deletion of a task that was split, also before the event of the split', async () => {
    const client = await listen();
    await world.database.prisma.$transaction([
      world.database.prisma.$executeRaw`INSERT INTO tessera_events.split (project_id, task_id, children)
        VALUES (${events.project.id}, 1, '{}')`,
      world.database.prisma
        .$executeRaw`DELETE FROM task_history WHERE project_id = ${events.project.id} AND task_id IN (1, 4)`,
      world.database.prisma.$executeRaw`DELETE FROM tasks WHERE project_id = ${events.project.id} AND id IN (1, 4)`,
    ]);
    await client.until(() => taskEvents(client).some(({ action }) => action === 'delete'));
    expect(taskEvents(client).filter(({ action }) => action === 'delete')).toMatchObject([{ taskIds: [4] }]);
  });

  it('end with the project when it is deleted', async () => {
    const admin = await world.make.user({ role: 'ADMIN' });
    const client = await listen();
    const answer = await world.send('DELETE', `projects/${events.project.id}/`, { as: admin });
    expect(answer.status, answer.text).toBe(200);
    await client.closed;
    const again = await listen({ 'last-event-id': client.lastEventId });
    expect(again.status).toBe(404);
  });

  it('exclude other projects', async () => {
    const other = await world.make.project();
    const client = await listen({}, '', other.id);
    const own = await listen();
    await act('tasks/actions/lock-for-mapping/1/');
    await own.until(() => own.events.length >= 2);
    expect(client.events).toHaveLength(1);
  });

  it('contain a comment line every 15 seconds', async () => {
    const client = await listen();
    await client.until(() => client.comments.length > 0);
    expect(client.comments).toEqual([': alive']);
    expect(client.events).toHaveLength(1);
  });
});
