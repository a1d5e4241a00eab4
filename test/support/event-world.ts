import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { useApp, type World } from './app.js';
import { EventClient } from './event-client.js';
import type { Project, User } from './factory.js';

/** A server with a project of four tasks and a mapper, made anew for each test. Streams are closed after each test. */
export interface EventWorld {
  world: World;
  project: Project;
  mapper: User;
  /** Opens a stream of the project, or of another one, and waits for its answer. */
  listen: (headers?: Record<string, string>, query?: string, projectId?: number) => Promise<EventClient>;
  /** Sends a POST request below the project as the mapper, or as another user. Expects that it is not refused. */
  act: (path: string, body?: unknown, as?: User) => Promise<void>;
}

export function useEventWorld(): EventWorld {
  const world = useApp();
  const events = { world } as EventWorld;
  let url: string;
  let clients: EventClient[] = [];

  beforeAll(async () => {
    await world.app.listen({ host: '127.0.0.1', port: 0 });
    url = `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}/api/v2`;
  });

  beforeEach(async () => {
    events.mapper = await world.make.user({ level: 'ADVANCED' });
    events.project = await world.make.project({ tasks: ['READY', 'READY', 'READY', 'READY'] });
  });

  afterEach(() => {
    for (const client of clients) client.close();
    clients = [];
  });

  events.listen = (headers = {}, query = '', projectId = events.project.id) => {
    const client = new EventClient(`${url}/projects/${projectId}/events/${query}`, headers);
    clients.push(client);
    return client.ready();
  };

  events.act = async (path, body, as = events.mapper) => {
    const answer = await world.post(`projects/${events.project.id}/${path}`, {
      as,
      ...(body !== undefined && { body }),
    });
    expect(answer.status, answer.text).toBeLessThan(300);
  };

  return events;
}

/** The `task` events that a client has received, without their times and actors. */
export const taskEvents = (client: EventClient) =>
  client.named('task').map(({ data: { taskIds, action, from, to } }) => ({ taskIds, action, from, to }));
