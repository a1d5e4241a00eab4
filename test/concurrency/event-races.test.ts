import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, expect, it } from 'vitest';
import { useServers } from '../support/callers.js';
import { tokenOf } from '../support/app.js';
import { EventClient } from '../support/event-client.js';
import { changesOf, faultsOf, Followers, historyOf } from '../support/event-follower.js';
import type { Project, User } from '../support/factory.js';
import { chanceOf, seedOf } from '../support/random.js';
import { onServerOnly } from '../support/server-only.js';
import { startServerProcess, type ServerProcess } from '../support/server-process.js';

/** Time during which users act and servers are killed, in milliseconds. */
const DURATION = Number(process.env.TEST_EVENT_SECONDS ?? 12) * 1000;
const USERS = 40;
const LISTENERS = 20;

onServerOnly('streams of events', () => {
  const callers = useServers();
  let clients: EventClient[] = [];
  let followers: Followers | undefined;

  afterEach(() => {
    for (const client of clients) client.close();
    clients = [];
    followers?.close();
  });

  function listen(server: ServerProcess | undefined, project: Project, lastEventId = ''): Promise<EventClient> {
    const headers: Record<string, string> = lastEventId === '' ? {} : { 'last-event-id': lastEventId };
    const client = new EventClient(`${server?.url}/api/v2/projects/${project.id}/events/`, headers);
    clients.push(client);
    return client.ready();
  }

  /** Ids of the tasks in all `comment` events, in the order of the events. */
  const commented = (client: EventClient): number[] =>
    client.named('comment').flatMap(({ data }) => data.taskIds as number[]);

  const historyRow = (session: pg.Client, project: Project, user: User, taskId: number): Promise<unknown> =>
    session.query(
      `INSERT INTO task_history (project_id, task_id, action, action_text, action_date, user_id)
       VALUES ($1, $2, 'COMMENT', 'a comment', clock_timestamp() AT TIME ZONE 'UTC', $3)`,
      [project.id, taskId, user.id],
    );

  it('sends every row once, whatever the order in which slow transactions commit', async () => {
    const count = 30;
    const project = await callers.make.project({ tasks: Array.from({ length: count + 1 }, () => 'READY' as const) });
    const user = await callers.make.user();
    const watching = await Promise.all(callers.servers.map((server) => listen(server, project)));
    const sessions = Array.from({ length: count }, () => new pg.Client({ connectionString: callers.url }));
    await Promise.all(sessions.map((session) => session.connect()));
    // All transactions take the id of their row before the first commit. The first transaction commits last.
    for (const [index, session] of sessions.entries()) {
      await session.query('BEGIN');
      if (index % 3 === 0) await session.query('SAVEPOINT inner_part');
      await historyRow(session, project, user, index + 1);
    }
    const [slowest, ...others] = sessions;
    for (const session of others.reverse()) {
      await session.query('COMMIT');
      await setTimeout(40);
    }
    const client = watching[0] as EventClient;
    await client.until(() => commented(client).length >= count - 1);
    // The low mark of the log moves on while the slowest transaction is still open.
    await setTimeout(11_000);
    const straggler = new pg.Client({ connectionString: callers.url });
    await straggler.connect();
    await historyRow(straggler, project, user, count + 1);
    await client.until(() => commented(client).includes(count + 1));
    await slowest?.query('COMMIT');
    const all = Array.from({ length: count + 1 }, (_, index) => index + 1);
    for (const each of watching) {
      await each.until(() => commented(each).includes(1));
      expect(commented(each).toSorted((a, b) => a - b)).toEqual(all);
      expect(new Set(each.events.map(({ id }) => id)).size).toBe(each.events.length);
    }
    await Promise.all([...sessions, straggler].map((session) => session.end()));
  });

  it('sends an action of another process within a second', async () => {
    const project = await callers.make.project();
    const user = await callers.make.user();
    const client = await listen(callers.servers[0], project);
    const answer = await fetch(
      `${callers.servers[1]?.url}/api/v2/projects/${project.id}/tasks/actions/lock-for-mapping/1/`,
      {
        method: 'POST',
        headers: { authorization: tokenOf(user) },
      },
    );
    const committed = performance.now();
    expect(answer.status).toBe(200);
    await client.until(() => client.events.length >= 2);
    expect(performance.now() - committed).toBeLessThan(1000);
    expect(client.events[1]?.data).toMatchObject({ taskIds: [1], action: 'lock' });
  });

  it('ends every stream at once when its server stops', async () => {
    const project = await callers.make.project();
    const server = await startServerProcess({ DATABASE_URL: callers.url });
    const streams = await Promise.all(Array.from({ length: 20 }, () => listen(server, project)));
    const begun = performance.now();
    const stopped = server.stop();
    await Promise.all(streams.map(({ closed }) => closed));
    expect(performance.now() - begun).toBeLessThan(2000);
    expect(await stopped).toBe(0);
    // With an open connection the server would stop only after SHUTDOWN_TIMEOUT.
    expect(performance.now() - begun).toBeLessThan(10_000);
  });

  /** Locks a free task and hands it in or unlocks it, again and again, at a random server. */
  async function work(user: User, project: Project, taskIds: number[], until: number): Promise<void> {
    const random = chanceOf(seedOf() + user.id).next;
    const ask = async (action: string, body?: object): Promise<boolean> => {
      const server = callers.servers[Math.floor(random() * callers.servers.length)];
      const request = fetch(`${server?.url}/api/v2/projects/${project.id}/tasks/actions/${action}/`, {
        method: 'POST',
        headers: { authorization: tokenOf(user), ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      });
      return request.then(
        ({ ok }) => ok,
        () => false,
      );
    };
    while (performance.now() < until) {
      const taskId = taskIds[Math.floor(random() * taskIds.length)] ?? 0;
      if (await ask(`lock-for-mapping/${taskId}`)) {
        await setTimeout(random() * 200);
        if (random() < 0.3) await ask(`unlock-after-mapping/${taskId}`, { status: 'BADIMAGERY', comment: 'clouds' });
        else await ask(`stop-mapping/${taskId}`, {});
      }
      await setTimeout(random() * 100);
    }
  }

  it(
    `loses and repeats no event while ${USERS} users act and servers are killed`,
    async () => {
      const taskIds = Array.from({ length: 60 }, (_, index) => index + 1);
      const project = await callers.make.project({ tasks: taskIds.map(() => 'READY' as const) });
      const users = await Promise.all(Array.from({ length: USERS }, () => callers.make.user()));
      followers = new Followers(callers.servers, project, LISTENERS);
      await followers.connected();
      const until = performance.now() + DURATION;
      const working = Promise.all(users.map((user) => work(user, project, taskIds, until)));
      for (let round = 0; performance.now() < until - 3000; round++) {
        await setTimeout(1000);
        await callers.servers[round % 2]?.stop(round % 4 < 2 ? 'SIGKILL' : 'SIGTERM');
        callers.servers[round % 2] = await startServerProcess({ DATABASE_URL: callers.url });
      }
      await working;
      // A stream that has received this last event has received all events before it.
      const last = await callers.make.user();
      const session = new pg.Client({ connectionString: callers.url });
      await session.connect();
      await historyRow(session, project, last, 1);
      await session.end();
      const seen = await followers.end(({ data }) => (data.actor as { id?: number } | undefined)?.id === last.id);
      const history = (await historyOf(callers.database, project)).sort();
      expect(history.length).toBeGreaterThan(100);
      for (const events of seen) {
        expect(faultsOf(events)).toEqual([]);
        expect(changesOf(events).sort()).toEqual(history);
      }
    },
    120_000 + DURATION,
  );
});
