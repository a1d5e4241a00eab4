import { describe, expect, it } from 'vitest';
import { expectNotFound, useApp } from '../../support/app.js';
import { writeHistory } from '../statistics/history.js';

const world = useApp();

interface Activities {
  pagination: object;
  activity: { historyId: number; taskId: number; action: string; actionText: string | null; actionDate: string }[];
}

const page = async (projectId: number, query = ''): Promise<Activities> => {
  const answer = await world.get(`projects/${projectId}/activities/${query}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body as Activities;
};

describe('activities of a project', () => {
  it('are returned newest first, ten per page, without comments', async () => {
    const ann = await world.make.user({ picture: 'https://example.org/ann.png' });
    const project = await world.make.project();
    const minutes = Array.from({ length: 12 }, (_, n) => String(n).padStart(2, '0'));
    await writeHistory(world.database, project, [
      ...minutes.map((minute) => ({ task: 1, by: ann, at: `2001-01-01 10:${minute}:00.000001`, text: 'MAPPED' })),
      { task: 1, by: ann, at: '2001-01-02 10:00:00', text: 'hello', action: 'COMMENT' },
      { task: 2, by: ann, at: '2001-01-01 10:11:00.000001', text: null, action: 'LOCKED_FOR_MAPPING' },
    ]);
    const first = await page(project.id);
    expect(first.pagination).toEqual({
      hasNext: true,
      hasPrev: false,
      nextNum: 2,
      page: 1,
      pages: 2,
      prevNum: null,
      perPage: 10,
      total: 13,
    });
    expect(first.activity).toHaveLength(10);
    expect(first.activity.slice(0, 2)).toEqual([
      {
        historyId: expect.any(Number) as number,
        taskId: 2,
        action: 'LOCKED_FOR_MAPPING',
        actionText: null,
        actionDate: '2001-01-01T10:11:00.000001Z',
        actionBy: ann.username,
        pictureUrl: null,
        issues: null,
      },
      expect.objectContaining({ taskId: 1, action: 'STATE_CHANGE', actionText: 'MAPPED' }),
    ]);
    const second = await page(project.id, '?page=2');
    expect(second.pagination).toMatchObject({ hasNext: false, hasPrev: true, nextNum: null, prevNum: 1 });
    expect(second.activity.map(({ actionDate }) => actionDate.slice(14, 16))).toEqual(['02', '01', '00']);
    expect(await page(project.id, '?page=2147483647')).toMatchObject({
      pagination: { total: 13, pages: 2 },
      activity: [],
    });
  });

  it('return an empty page when nothing happened', async () => {
    const project = await world.make.project();
    expect(await page(project.id)).toMatchObject({
      pagination: { total: 0, pages: 0, hasNext: false, nextNum: null },
      activity: [],
    });
  });

  it.each(['0', '-1', 'x', '', '9999999999', '1.5'])('return 400 for the page "%s"', async (number) => {
    const project = await world.make.project();
    expect(await world.get(`projects/${project.id}/activities/?page=${number}`)).toMatchObject({
      status: 400,
      body: { SubCode: 'InvalidData' },
    });
  });
});

describe('latest activity of a project', () => {
  const latest = async (projectId: number): Promise<unknown[]> => {
    const answer = await world.get(`projects/${projectId}/activities/latest/`);
    expect(answer.status, answer.text).toBe(200);
    return (answer.body as { activity: unknown[] }).activity;
  };

  it('returns one row per task, with its last change, without comments', async () => {
    const { ann, val } = await world.make.users('ann', 'val');
    const project = await world.make.project({
      tasks: [
        { state: 'READY', history: [] },
        { state: 'VALIDATED', history: [] },
        { state: 'LOCKED_FOR_MAPPING', holder: ann },
      ],
    });
    await writeHistory(world.database, project, [
      { task: 2, by: ann, at: '2001-01-01 10:00:00', text: 'MAPPED' },
      { task: 2, by: ann, at: '2001-01-02 10:00:00.5', text: 'VALIDATED' },
      { task: 2, by: val, at: '2001-01-02 10:00:00.5', text: 'VALIDATED' },
      { task: 2, by: ann, at: '2001-01-03 10:00:00', text: 'well done', action: 'COMMENT' },
    ]);
    expect(await latest(project.id)).toEqual([
      { taskId: 1, taskStatus: 'READY', actionDate: null, actionBy: null },
      { taskId: 2, taskStatus: 'VALIDATED', actionDate: '2001-01-02T10:00:00.500000Z', actionBy: val.username },
      {
        taskId: 3,
        taskStatus: 'LOCKED_FOR_MAPPING',
        actionDate: expect.stringMatching(/Z$/) as string,
        actionBy: ann.username,
      },
    ]);
  });

  it('returns a task with an expired lock as free', async () => {
    const project = await world.make.project({
      tasks: [
        { state: 'LOCKED_FOR_MAPPING', lockedFor: 121 },
        { state: 'LOCKED_FOR_VALIDATION', lockedFor: 121 },
        { state: 'LOCKED_FOR_MAPPING', before: 'INVALIDATED', lockedFor: 121 },
        { state: 'LOCKED_FOR_MAPPING', lockedFor: 119 },
      ],
    });
    const states = (await latest(project.id)).map((row) => (row as { taskStatus: string }).taskStatus);
    expect(states).toEqual(['READY', 'MAPPED', 'INVALIDATED', 'LOCKED_FOR_MAPPING']);
  });

  it('is empty for a project without tasks', async () => {
    expect(await latest((await world.make.project({ tasks: [] })).id)).toEqual([]);
  });

  it('returns 404 for an unknown project', async () => {
    expectNotFound(await world.get('projects/2000000000/activities/latest/'), 'PROJECT_NOT_FOUND');
  });
});
