import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tokenOf, useApp } from '../../support/app.js';
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

describe('the events of a project', () => {
  it('begin with ready', async () => {
    const client = await listen();
    expect(client.status).toBe(200);
    expect(client.headers['content-type']).toBe('text/event-stream');
    expect(client.events).toMatchObject([{ event: 'ready', data: { projectId: project.id, resumed: false } }]);
  });

  it('tell of a lock and of what was handed in, each once', async () => {
    const client = await listen();
    await act('tasks/actions/lock-for-mapping/1/');
    await act('tasks/actions/unlock-after-mapping/1/', { status: 'MAPPED', comment: 'done' });
    await act('tasks/actions/lock-for-mapping/2/');
    await act('tasks/actions/stop-mapping/2/', {});
    await client.until(() => client.events.length >= 5);
    const told = client.named('task').map(({ data: { taskIds, action, from, to } }) => ({ taskIds, action, from, to }));
    expect(told).toEqual([
      { taskIds: [1], action: 'lock', from: 'READY', to: 'LOCKED_FOR_MAPPING' },
      { taskIds: [1], action: 'state', from: 'LOCKED_FOR_MAPPING', to: 'MAPPED' },
      { taskIds: [2], action: 'lock', from: 'READY', to: 'LOCKED_FOR_MAPPING' },
      { taskIds: [2], action: 'unlock', from: 'LOCKED_FOR_MAPPING', to: 'READY' },
    ]);
    expect(client.named('task')[0]?.data.actor).toEqual({ id: mapper.id, username: mapper.username });
  });

  it('go on where the client was', async () => {
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

  it('return 401 for a token of nobody in the query', async () => {
    const client = await listen({}, '?ticket=forged');
    expect(client.status).toBe(401);
  });

  it('are open to the user of a ticket', async () => {
    const hidden = await world.make.project({ private: true, author: mapper });
    const { body } = await world.post(`projects/${hidden.id}/events/ticket/`, { as: mapper });
    const { ticket } = body as { ticket: string };
    expect((await listen({}, '', hidden.id)).status).toBe(403);
    expect((await listen({ authorization: tokenOf(mapper) }, '', hidden.id)).status).toBe(200);
    expect((await listen({}, `?ticket=${ticket}`, hidden.id)).status).toBe(200);
    expect((await listen({}, `?ticket=${ticket}`)).status).toBe(401);
  });
});
