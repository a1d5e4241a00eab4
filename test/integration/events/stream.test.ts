import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useApp } from '../../support/app.js';
import { EventClient } from '../../support/event-client.js';
import type { Project, User } from '../../support/factory.js';

const world = useApp();
let url: string;
let mapper: User;
let project: Project;
let clients: EventClient[] = [];

beforeAll(async () => {
  await world.app.listen({ host: '127.0.0.1', port: 0 });
  url = `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}/api/v2`;
});

beforeEach(async () => {
  mapper = await world.make.user({ level: 'ADVANCED' });
  project = await world.make.project({ tasks: ['READY', 'READY', 'READY', 'READY'] });
});

afterEach(() => {
  for (const client of clients) client.close();
  clients = [];
});

const listen = (headers: Record<string, string> = {}, query = '', projectId = project.id): Promise<EventClient> => {
  const client = new EventClient(`${url}/projects/${projectId}/events/${query}`, headers);
  clients.push(client);
  return client.ready();
};

const act = async (path: string, body?: unknown, as: User = mapper): Promise<void> => {
  const answer = await world.post(`projects/${project.id}/${path}`, { as, ...(body !== undefined && { body }) });
  expect(answer.status, answer.text).toBeLessThan(300);
};

const taskEvents = (client: EventClient) =>
  client.named('task').map(({ data: { taskIds, action, from, to } }) => ({ taskIds, action, from, to }));

describe('events of a project', () => {
  it('begin with ready', async () => {
    const client = await listen();
    expect(client.status).toBe(200);
    expect(client.headers['content-type']).toBe('text/event-stream');
    expect(client.events).toMatchObject([{ event: 'ready', data: { projectId: project.id, resumed: false } }]);
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
    expect(client.named('task')[0]?.data.actor).toEqual({ id: mapper.id, username: mapper.username });
  });

  it('report a bulk action as one event with all tasks', async () => {
    const author = await world.make.user({ role: 'ADMIN' });
    project = await world.make.project({ author, tasks: ['READY', 'MAPPED', 'READY', 'VALIDATED'] });
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
    await prisma.project.update({ where: { id: project.id }, data: { changesetComment: '#another' } });
    await client.until(() => client.named('project').length > 0);
    await act('comments/', { message: 'the last' });
    await client.until(() => client.named('comment').length > 0);
    expect(client.named('project')).toHaveLength(1);
    expect(client.named('project')[0]?.data).toMatchObject({ projectId: project.id });
  });

  it('report task rows written by SQL once', async () => {
    const client = await listen();
    await world.database.prisma.$executeRaw`
      UPDATE tasks SET task_status = 6 WHERE project_id = ${project.id} AND id IN (2, 3)`;
    await client.until(() => client.events.length >= 2);
    await act('comments/', { message: 'the last' });
    await client.until(() => client.named('comment').length > 0);
    expect(taskEvents(client)).toEqual([{ taskIds: [2, 3], action: 'edit', from: null, to: 'BADIMAGERY' }]);
  });

  it('report deleted tasks once, with their ids', async () => {
    const admin = await world.make.user({ role: 'ADMIN' });
    const client = await listen();
    await act('tasks/actions/lock-for-mapping/2/');
    const answer = await world.send('DELETE', `projects/${project.id}/tasks/`, { as: admin, body: { tasks: [2, 4] } });
    expect(answer.status, answer.text).toBe(200);
    await client.until(() => taskEvents(client).some(({ action }) => action === 'delete'));
    await world.database.prisma.$executeRaw`DELETE FROM tasks WHERE project_id = ${project.id} AND id = 1`;
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
    await world.database.prisma.$executeRaw`DELETE FROM task_history WHERE project_id = ${project.id} AND task_id = 8`;
    await world.database.prisma.$executeRaw`DELETE FROM tasks WHERE project_id = ${project.id} AND id = 8`;
    await client.until(() => taskEvents(client).some(({ action }) => action === 'delete'));
    expect(taskEvents(client).filter(({ action }) => action === 'delete')).toMatchObject([{ taskIds: [8] }]);
  });

  it('report no deletion of a task that was split, also before the event of the split', async () => {
    const client = await listen();
    await world.database.prisma.$transaction([
      world.database.prisma.$executeRaw`INSERT INTO tessera_events.split (project_id, task_id, children)
        VALUES (${project.id}, 1, '{}')`,
      world.database.prisma
        .$executeRaw`DELETE FROM task_history WHERE project_id = ${project.id} AND task_id IN (1, 4)`,
      world.database.prisma.$executeRaw`DELETE FROM tasks WHERE project_id = ${project.id} AND id IN (1, 4)`,
    ]);
    await client.until(() => taskEvents(client).some(({ action }) => action === 'delete'));
    expect(taskEvents(client).filter(({ action }) => action === 'delete')).toMatchObject([{ taskIds: [4] }]);
  });

  it('end with the project when it is deleted', async () => {
    const admin = await world.make.user({ role: 'ADMIN' });
    const client = await listen();
    const answer = await world.send('DELETE', `projects/${project.id}/`, { as: admin });
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

describe('reconnecting client', () => {
  it('continues after the last event', async () => {
    const first = await listen();
    await act('tasks/actions/lock-for-mapping/1/');
    await first.until(() => first.events.length >= 2);
    first.close();
    await first.closed;
    await act('tasks/actions/stop-mapping/1/', {});
    const second = await listen({ 'last-event-id': first.lastEventId });
    await act('tasks/actions/lock-for-mapping/3/');
    await second.until(() => second.events.length >= 3);
    expect(second.events.map(({ event, data }) => [event, data.action, data.resumed])).toEqual([
      ['ready', undefined, true],
      ['task', 'unlock', undefined],
      ['task', 'lock', undefined],
    ]);
  });

  it('continues with an id in the query', async () => {
    const first = await listen();
    first.close();
    await act('tasks/actions/lock-for-mapping/1/');
    const second = await listen({}, `?lastEventId=${first.lastEventId}`);
    await second.until(() => second.events.length >= 2);
    expect(taskEvents(second)).toMatchObject([{ taskIds: [1], action: 'lock' }]);
  });

  it.each(['nonsense', '00000000-1'])('gets reset for the unknown id %s', async (id) => {
    const client = await listen({ 'last-event-id': id });
    await client.until(() => client.events.length >= 2);
    expect(client.events).toMatchObject([
      { event: 'ready', data: { resumed: false } },
      { event: 'reset', data: { projectId: project.id } },
    ]);
  });

  it.each([
    { rows: 19_000, idle: 4, events: ['ready'] },
    { rows: 21_000, idle: 2, events: ['ready'] },
    { rows: 21_000, idle: 4, events: ['ready', 'reset'] },
  ])('gets $events after $rows rows of history and $idle minutes without a stream', async ({ rows, idle, events }) => {
    const first = await listen();
    const seen = first.lastEventId;
    first.close();
    await first.closed;
    // The number of new rows follows from the mark.
    await world.database.prisma.$executeRaw`
      UPDATE tessera_events.log SET read_at = clock_timestamp() - ${idle}::int * interval '1 minute',
        mark_history = (SELECT max(id) FROM task_history) - ${rows}::int`;
    const second = await listen({ 'last-event-id': seen });
    await second.until(() => second.events.length >= events.length);
    expect(second.events.map(({ event }) => event)).toEqual(events);
  });

  it('gets reset and then all new events when the log restarts while the stream is open', async () => {
    const client = await listen();
    await act('tasks/actions/lock-for-mapping/1/');
    await act('tasks/actions/stop-mapping/1/', {});
    await client.until(() => client.events.length >= 3);
    // The tables of the log are empty after a crash of the database.
    await world.database.prisma.$executeRaw`DELETE FROM tessera_events.log`;
    await act('tasks/actions/lock-for-mapping/2/');
    await client.until(() => client.named('reset').length > 0);
    await act('tasks/actions/lock-for-mapping/3/', undefined, await world.make.user());
    await client.until(() => client.events.length >= 5);
    expect(client.events.map(({ event, data }) => [event, data.taskIds]).slice(3)).toEqual([
      ['reset', undefined],
      ['task', [3]],
    ]);
  });

  it('gets reset after the retention time', async () => {
    const first = await listen();
    await act('tasks/actions/lock-for-mapping/1/');
    await first.until(() => first.events.length >= 2);
    const [ready] = first.events;
    const { prisma } = world.database;
    await prisma.$executeRaw`UPDATE tessera_events.event SET logged_at = logged_at - interval '16 minutes'`;
    await prisma.$executeRaw`UPDATE tessera_events.log SET marked_at = marked_at - interval '1 minute'`;
    const second = await listen({ 'last-event-id': ready?.id ?? '' });
    await act('tasks/actions/stop-mapping/1/', {});
    await first.until(() => first.events.length >= 3);
    second.close();
    const third = await listen({ 'last-event-id': ready?.id ?? '' });
    await third.until(() => third.events.length >= 2);
    expect(third.events.map(({ event }) => event)).toEqual(['ready', 'reset']);
    const last = await listen({ 'last-event-id': first.lastEventId });
    expect(last.events).toMatchObject([{ event: 'ready', data: { resumed: true } }]);
  });
});
