import { describe, expect, it } from 'vitest';
import { taskEvents, useEventWorld } from '../../support/event-world.js';

const events = useEventWorld();
const { world, listen, act } = events;

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
      { event: 'reset', data: { projectId: events.project.id } },
    ]);
  });

  it.each([
    { rows: 19_000, idle: 4, names: ['ready'] },
    { rows: 21_000, idle: 2, names: ['ready'] },
    { rows: 21_000, idle: 4, names: ['ready', 'reset'] },
  ])('gets $names after $rows rows of history and $idle minutes without a stream', async ({ rows, idle, names }) => {
    const first = await listen();
    const seen = first.lastEventId;
    first.close();
    await first.closed;
    // The number of new rows follows from the mark.
    await world.database.prisma.$executeRaw`
      UPDATE tessera_events.log SET read_at = clock_timestamp() - ${idle}::int * interval '1 minute',
        mark_history = (SELECT max(id) FROM task_history) - ${rows}::int`;
    const second = await listen({ 'last-event-id': seen });
    await second.until(() => second.events.length >= names.length);
    expect(second.events.map(({ event }) => event)).toEqual(names);
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
