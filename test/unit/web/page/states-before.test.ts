import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Project, TaskFeatures, TaskStatus } from '../../../../src/web/api/client.js';
import type { TaskEvent } from '../../../../src/web/api/events.js';
import { useBrowserGlobals } from './browser.js';

useBrowserGlobals();

const load = () => import('../../../../src/web/project/store/states-before.js');

const lock = (taskId: number, from: string): TaskEvent => ({
  id: '1',
  taskIds: [taskId],
  action: 'lock',
  from,
  to: 'LOCKED_FOR_VALIDATION',
  actor: null,
  at: '2026-01-01T00:00:00Z',
});

const held = (taskId: number) => ({ taskId, status: 'LOCKED_FOR_VALIDATION' as const });
const listOf = (taskId: number, mappedBy: number | null): TaskFeatures =>
  ({ features: [{ properties: { taskId, taskStatus: 'LOCKED_FOR_VALIDATION', mappedBy } }] }) as TaskFeatures;

describe('the state of a task before its lock', () => {
  test('is that of the event', async () => {
    const before = new (await load()).StatesBefore();
    before.note(lock(1, 'BADIMAGERY'));
    before.note({ ...lock(2, 'MAPPED'), taskIds: [2, 3], tasks: [{ taskId: 3, from: 'INVALIDATED', to: null }] });
    expect([1, 2, 3].map((taskId) => before.of(held(taskId)))).toEqual(['BADIMAGERY', 'MAPPED', 'INVALIDATED']);
    before.forget(1);
    expect(before.of(held(1))).toBe('MAPPED');
    expect(before.of({ taskId: 3, status: 'VALIDATED' })).toBe('VALIDATED');
    expect(before.of({ taskId: 9, status: 'LOCKED_FOR_MAPPING' })).toBe('READY');
  });

  test('is INVALIDATED for a task without a mapper', async () => {
    const before = new (await load()).StatesBefore();
    before.noteList(listOf(1, null));
    before.noteList(listOf(2, 5));
    expect([before.of(held(1)), before.of(held(2))]).toEqual(['INVALIDATED', 'MAPPED']);
  });

  test.each([
    ['is read where the server counts bad imagery', 50, 0, 'BADIMAGERY', 1],
    ['is not read where the server counts the same', 0, 50, 'MAPPED', 0],
  ])('%s', async (_what, percentBadImagery, percentMapped, expected, requests) => {
    const history = [
      { action: 'LOCKED_FOR_VALIDATION', actionText: null },
      { action: 'STATE_CHANGE', actionText: 'BADIMAGERY' },
    ];
    const { api } = await import('../../../../src/web/api/client.js');
    const data = { taskId: 1, taskHistory: history };
    const read = vi.spyOn(api, 'GET').mockResolvedValue({ data, response: Response.json(data) } as never);
    onTestFinished(() => read.mockRestore());
    const before = new (await load()).StatesBefore();
    const rows = [held(1), { taskId: 2, status: 'READY' as TaskStatus }];
    await before.correct({ projectId: 7, percentMapped, percentBadImagery } as Project, rows);
    expect(before.of(held(1))).toBe(expected);
    expect(read).toHaveBeenCalledTimes(requests);
  });
});

describe('the progress of a project', () => {
  const states = (...of: [TaskStatus, number][]): TaskStatus[] =>
    of.flatMap(([status, count]) => Array.from({ length: count }, () => status));

  test.each([
    [states(['MAPPED', 29], ['READY', 71]), 29, 0, 0],
    [states(['MAPPED', 1], ['VALIDATED', 1], ['BADIMAGERY', 1], ['READY', 1]), 66, 33, 25],
    [states(['VALIDATED', 299], ['READY', 1]), 99, 99, 0],
    [states(['BADIMAGERY', 2]), 0, 0, 100],
    [[], 0, 0, 0],
  ])('is counted as the server does', async (of, percentMapped, percentValidated, percentBadImagery) => {
    expect((await load()).sharesOf(of)).toEqual({ percentMapped, percentValidated, percentBadImagery });
  });
});
