import { describe, expect, it } from 'vitest';
import { expectNotFound, useApp } from '../../support/app.js';

const world = useApp();

const mappedOf = async (projectId: number): Promise<Record<string, unknown>[]> => {
  const answer = await world.get(`projects/${projectId}/tasks/queries/mapped/`);
  expect(answer.status).toBe(200);
  return (answer.body as { mappedTasks: Record<string, unknown>[] }).mappedTasks;
};

describe('mapped tasks by mapper', () => {
  it('are the tasks in MAPPED, grouped by mapper and ordered by name', async () => {
    const zoe = await world.make.user({ name: 'zoe', level: 'INTERMEDIATE' });
    const ann = await world.make.user({ name: 'ann' });
    const project = await world.make.project({
      tasks: [
        { state: 'MAPPED', mapper: zoe },
        { state: 'MAPPED', mapper: ann },
        { state: 'MAPPED', mapper: zoe },
        { state: 'VALIDATED', mapper: zoe },
        { state: 'INVALIDATED', mapper: zoe },
        { state: 'BADIMAGERY', mapper: zoe },
        { state: 'LOCKED_FOR_VALIDATION', mapper: zoe },
        'READY',
      ],
    });
    const mapped = await mappedOf(project.id);
    expect(mapped).toEqual([
      expect.objectContaining({
        username: ann.username,
        mappedTaskCount: 1,
        tasksMapped: [2],
        mappingLevel: 'BEGINNER',
      }),
      expect.objectContaining({
        username: zoe.username,
        mappedTaskCount: 2,
        tasksMapped: [1, 3],
        mappingLevel: 'INTERMEDIATE',
      }),
    ]);
    expect(mapped[1]).toMatchObject({ dateRegistered: '2024-03-09T10:11:12.131415Z', lastValidationDate: null });
  });

  it('have the date of the newest hand-in of the mapper', async () => {
    const ann = await world.make.user();
    const project = await world.make.project({
      tasks: [
        { state: 'MAPPED', mapper: ann },
        { state: 'MAPPED', mapper: ann, history: [{ action: 'STATE_CHANGE', text: 'MAPPED', by: ann, ago: 60 }] },
      ],
    });
    const [entry] = await mappedOf(project.id);
    const seconds = (Date.now() - Date.parse(entry?.lastSeen as string)) / 1000;
    expect(seconds).toBeGreaterThan(55);
    expect(seconds).toBeLessThan(180);
  });

  it('include a task whose validation lock has expired', async () => {
    const ann = await world.make.user();
    const project = await world.make.project({
      tasks: [{ state: 'LOCKED_FOR_VALIDATION', mapper: ann, lockedFor: 300 }],
    });
    expect(await mappedOf(project.id)).toMatchObject([{ username: ann.username, tasksMapped: [1] }]);
  });

  it('are an empty list when nobody has mapped', async () => {
    expect(await mappedOf((await world.make.project()).id)).toEqual([]);
  });

  it('return 404 for an unknown project and for a session without a user', async () => {
    expectNotFound(await world.get('projects/2000000000/tasks/queries/mapped/'), 'PROJECT_NOT_FOUND', {
      project_id: 2_000_000_000,
    });
    const project = await world.make.project();
    const call = { as: 1_999_999_997 };
    expectNotFound(await world.get(`projects/${project.id}/tasks/queries/mapped/`, call), 'USER_NOT_FOUND');
  });
});
