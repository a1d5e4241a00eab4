import { expect, it } from 'vitest';
import { readEvents, readSnapshot, settle } from '../../src/modules/events/change-log/change-log.repository.js';
import { advanceLog } from '../../src/modules/events/change-log/change-log.service.js';
import { ProjectWatch } from '../../src/modules/events/change-log/project-watch.service.js';
import { useApp } from '../support/app.js';
import type { Project, User } from '../support/factory.js';
import { onServerOnly } from '../support/server-only.js';

onServerOnly('a split by version 5 that is committed while the log is read', () => {
  const world = useApp();
  let project: Project;
  let mapper: User;
  let watch: ProjectWatch;

  const act = async (path: string): Promise<void> => {
    const answer = await world.post(`projects/${project.id}/tasks/actions/${path}/1/`, { as: mapper });
    expect(answer.status, answer.text).toBe(200);
  };

  /** Splits task 1 as version 5 does: without the row that Tessera records. */
  async function split(): Promise<void> {
    await act('split');
    await world.database.prisma.$executeRaw`DELETE FROM tessera_events.split WHERE project_id = ${project.id}`;
  }

  const read = async (watching = watch): Promise<number> => {
    const snapshot = await readSnapshot(world.database.db);
    const { lastSeq } = await advanceLog(world, { watch: watching, projectIds: [project.id], snapshot });
    return lastSeq;
  };

  /** A watch that calls `before` before its check and `after` after it. */
  function watchWith(before: () => Promise<void>, after: () => Promise<void>): ProjectWatch {
    const wrapper = new ProjectWatch();
    wrapper.isDue = () => true;
    wrapper.check = async (...request) => {
      await before();
      const result = await watch.check(...request);
      await after();
      return result;
    };
    return wrapper;
  }

  async function eventsSince(seq: number): Promise<unknown[]> {
    const events = await readEvents(world.database.db, [project.id], { after: seq, upTo: Number.MAX_SAFE_INTEGER });
    return events.map(({ data }) => {
      const { action, parent } = (typeof data === 'string' ? JSON.parse(data) : data) as Record<string, unknown>;
      return { action, parent };
    });
  }

  const nothing = (): Promise<void> => Promise.resolve();

  it.each([
    ['before the check of the project', split, nothing],
    ['between the check and the read of the history', nothing, split],
  ])('is one event that names the parent: %s', async (_when, before, after) => {
    mapper = await world.make.user({ level: 'ADVANCED' });
    project = await world.make.project({ tasks: ['READY', 'READY'] });
    watch = new ProjectWatch();
    await read();
    await act('lock-for-mapping');
    const seq = await read();
    await read(watchWith(before, after));
    await read(watchWith(nothing, nothing));
    expect(await eventsSince(seq)).toEqual([{ action: 'split', parent: 1 }]);
  });

  it('is one event that names the parent: between the read of the history and the cleaning of the log', async () => {
    mapper = await world.make.user({ level: 'ADVANCED' });
    project = await world.make.project({ tasks: ['READY', 'READY'] });
    watch = new ProjectWatch();
    await read();
    await act('lock-for-mapping');
    const seq = await read();
    await split();
    await world.database.transaction((tx) => settle(tx as Parameters<typeof settle>[0]));
    await read(watchWith(nothing, nothing));
    expect(await eventsSince(seq)).toEqual([{ action: 'split', parent: 1 }]);
  });
});
